"""The date of publication: the same ones are taken on every road, and what is none is refused on each."""

import datetime

import pytest
import spacy

import glaneur
from glaneur.publication import parse_published
from glaneur.readers import Failure, read_corpus

TAKEN = [
    ("2024-09-05", "2024-09-05"),
    ("20240905", "2024-09-05"),
    (" 2024-09-05 ", "2024-09-05"),
    ("2024-09-05T10:30", "2024-09-05T10:30:00"),
    ("2024-09-05 10:30:15 +0200", "2024-09-05T10:30:15+02:00"),
    ("2024-09-05 10:30:15Z", "2024-09-05T10:30:15+00:00"),
]
REFUSED = ["2024-W36-4", "2024-249", "2024-02-30", "2024-09", "05/09/2024", "10:30", "٢٠٢٤-٠٩-٠٥", "demain"]


@pytest.mark.parametrize(("written", "expected"), TAKEN)
def test_an_iso_date_is_taken(written, expected):
    assert parse_published(written).isoformat() == expected


@pytest.mark.parametrize("given", [datetime.date(2024, 9, 5), datetime.datetime(2024, 9, 5, 10, 30)])
def test_an_object_is_taken_as_it_is(given):
    assert parse_published(given) is given


def by_function(published, folder):
    (found,) = glaneur.find_dates("Il est parti hier.", published=published)
    return found.value


def by_component(published, folder):
    nlp = spacy.blank("fr")
    nlp.add_pipe("glaneur_dates")
    doc = nlp.make_doc("Il est parti hier.")
    doc._.glaneur_published = published
    return nlp(doc).spans["dates"][0]._.glaneur.value


def by_reader(published, folder):
    (folder / "a.md").write_text(f"---\npublished: '{published}'\n---\nIl est parti hier.", encoding="utf-8")
    (article,) = read_corpus(folder)
    if isinstance(article, Failure):
        raise ValueError(article.message)
    return by_function(article.published, folder)


ROADS = pytest.mark.parametrize("road", [by_function, by_component, by_reader])


@ROADS
@pytest.mark.parametrize("published", [written for written, _ in TAKEN])
def test_every_road_takes_it(road, published, tmp_path):
    assert road(published, tmp_path) == "2024-09-04"


@ROADS
@pytest.mark.parametrize("published", REFUSED)
def test_every_road_refuses_what_is_none(road, published, tmp_path):
    with pytest.raises(ValueError, match=published):
        road(published, tmp_path)


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ("date: 2024-09-05", "2024-09-05"),
        ("date: 2024-09-05 10:30:00 +0200", "2024-09-05T10:30:00+02:00"),
        ("published: 2024-09-04\ndate: 2024-09-05", "2024-09-04"),
        ("published:\ndate: 2024-09-05", "2024-09-05"),
    ],
)
def test_date_stands_in_for_published(front, published, tmp_path):
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nIl est parti.", encoding="utf-8")
    (article,) = read_corpus(tmp_path)
    assert (article.published, article.published_basis) == (published, "front_matter")


@pytest.mark.parametrize("front", ["published: 5 septembre 2024", "date: 05/09/2024"])
def test_a_date_that_is_not_iso_is_quoted_with_its_field(front, tmp_path):
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nIl est parti.", encoding="utf-8")
    (failure,) = read_corpus(tmp_path)
    assert f"has `{front}`, which is no ISO date" in failure.message
