"""Files to articles: what each format gives, and in which order the date of publication is looked for."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from glaneur.errors import CorpusError
from glaneur.readers import Failure, discover, read_corpus, read_file
from glaneur.schema import Article
from reader_files import BODY, write


def read_one(folder: Path, **options: object) -> Article:
    (article,) = read_corpus(folder, **options)
    assert isinstance(article, Article), str(article)
    return article


def codes(article: Article) -> list[str]:
    return [notice.code for notice in article.notices]


def record(**fields: object) -> str:
    return json.dumps({"text": BODY} | fields, ensure_ascii=False) + "\n"


def test_plain_text(tmp_path: Path) -> None:
    write(tmp_path, "regions/2017_03_01-001.txt", BODY)
    article = read_one(tmp_path)
    assert (article.id, article.path) == ("regions/2017_03_01-001", "regions/2017_03_01-001.txt")
    assert article.text == BODY
    assert (article.published, article.published_basis) == ("2017-03-01", "file_name")
    assert article.title is None
    assert article.notices == ()


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    front = """---
title: "Gare : le chantier"
published: 2024-09-05
source: Ouest-Presse
url: https://exemple.fr/gare
tags: [transports, 1984, No]
author: ignored
---
"""
    write(tmp_path, "gare.md", f"\n{front}\n\n# Gare\n\n{BODY}\n---\nFin\n\n")
    article = read_one(tmp_path)
    assert article.text == f"# Gare\n\n{BODY}\n---\nFin"
    assert article.title == "Gare : le chantier"
    assert article.source == "Ouest-Presse"
    assert article.url == "https://exemple.fr/gare"
    assert article.tags == ("transports", "1984", "No")
    assert (article.published, article.published_basis) == ("2024-09-05", "front_matter")


@pytest.mark.parametrize("front", ["", "---\n---\n", "---\ntitle:\npublished: ~\ntags:\n---\n"])
def test_markdown_whose_front_matter_says_nothing(tmp_path: Path, front: str) -> None:
    write(tmp_path, "a.md", front + BODY)
    article = read_one(tmp_path)
    assert (article.text, article.title, article.published, article.tags) == (BODY, None, None, ())


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-09-05", "2024-09-05"),
        ("'2024-09-05'", "2024-09-05"),
        ("20240905", "2024-09-05"),
        ("2024-09-05 10:30", "2024-09-05T10:30:00"),
        ("2024-09-05T10:30:00+02:00", "2024-09-05T10:30:00+02:00"),
        ("2024-09-05T10:30:00Z", "2024-09-05T10:30:00+00:00"),
    ],
)
def test_published_as_it_may_be_written(tmp_path: Path, written: str, published: str) -> None:
    write(tmp_path, "a.md", f"---\npublished: {written}\n---\n{BODY}")
    assert read_one(tmp_path).published == published


def test_json_lines(tmp_path: Path) -> None:
    fields = {"id": "xai", "title": "xAI", "published": "2024-09-05", "tags": ["tech"], "section": "ignored"}
    write(tmp_path, "fil/a.jsonl", record(**fields) + "\n" + record())
    first, second = read_corpus(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.path, first.title, first.tags) == ("xai", "fil/a.jsonl", "xAI", ("tech",))
    assert (first.published, first.published_basis) == ("2024-09-05", "record")
    assert (second.id, second.path, second.text) == ("fil/a-3", "fil/a.jsonl", BODY)
    assert first.notices == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, "a.jsonl", (record(id="a") + record(id="b")).encode(encoding))
    articles = [article for article in read_corpus(tmp_path) if isinstance(article, Article)]
    assert [(article.id, article.text) for article in articles] == [("a", BODY), ("b", BODY)]


PAGE = """<!doctype html><html lang="fr"><head><meta charset="{charset}">
<title>Gare : le chantier du 14 juillet 2021</title>{head}</head><body><nav><a href="/">Accueil</a></nav>
<article><h1>Gare : le chantier du 14 juillet 2021</h1>{byline}
<p>Le conseil municipal a voté mardi 3 millions d'euros pour la rénovation de la gare, a annoncé la maire.</p>
<p>Le 12 janvier 2022, un premier projet avait été refusé par les habitants du quartier, très remontés.</p>
</article><footer>© 2020 Ouest-Presse</footer></body></html>"""


def page(*, head: str = "", byline: str = "", charset: str = "utf-8") -> str:
    return PAGE.format(head=head, byline=byline, charset=charset)


def test_html(tmp_path: Path) -> None:
    head = """<meta property="og:site_name" content="Ouest-Presse">
<meta property="article:tag" content="rail">
<meta property="article:published_time" content="2024-09-05T08:30:00+02:00">
<meta property="article:modified_time" content="2024-09-07T08:00:00+02:00">
<link rel="canonical" href="https://exemple.fr/gare">"""
    write(tmp_path, "2020-01-01-gare.html", page(head=head))
    article = read_one(tmp_path)
    assert (article.published, article.published_basis) == ("2024-09-05", "html_metadata")
    assert (article.source, article.url) == ("Ouest-Presse", "https://exemple.fr/gare")
    assert article.tags == ("rail",)
    assert article.title == "Gare : le chantier du 14 juillet 2021"
    assert article.text is not None
    assert "a voté mardi 3 millions d'euros pour la rénovation" in article.text
    assert "Accueil" not in article.text


JSON_LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-02-01"}</script>'


@pytest.mark.parametrize(
    ("head", "byline", "published"),
    [
        (JSON_LD, "", "2023-02-01"),
        ("", '<time datetime="2022-03-04">vendredi</time>', "2022-03-04"),
        ("", '<p class="date">Publié le 4 mars 2022</p>', "2022-03-04"),
        ('<meta name="date" content="1987-06-05">', "", "1987-06-05"),
        ('<meta name="date" content="2087-06-05">', "", "2087-06-05"),
        ("", "", None),
    ],
    ids=["json-ld", "time", "byline", "archive", "whatever today is", "story dates don't count"],
)
def test_date_of_a_page(tmp_path: Path, head: str, byline: str, published: str | None) -> None:
    write(tmp_path, "gare.html", page(head=head, byline=byline))
    assert read_one(tmp_path).published == published


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252"])
def test_page_in_the_encoding_that_it_declares(tmp_path: Path, declared: str) -> None:
    content = page(charset=declared, byline="<p>« L’œuvre coûte 12 € », a dit la maire.</p>")
    write(tmp_path, "2024-01-01.html", content.encode("cp1252"))
    article = read_one(tmp_path)
    assert "« L’œuvre coûte 12 € »" in (article.text or "")
    assert codes(article) == []


def test_page_that_lies_about_its_encoding(tmp_path: Path) -> None:
    write(tmp_path, "2024-01-01.html", page(charset="utf-8").encode("cp1252"))
    article = read_one(tmp_path)
    assert "rénovation" in (article.text or "")
    assert codes(article) == ["encoding_detected"]


def test_large_page(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>Le chantier {n} a été voté par le conseil.</p>" for n in range(25_000))
    write(tmp_path, "a.html", f"<html><body><article>{paragraphs}</article></body></html>")
    text = read_one(tmp_path).text or ""
    assert "Le chantier 0 a été voté" in text
    assert text.endswith("Le chantier 24999 a été voté par le conseil.")


@pytest.mark.parametrize(
    ("name", "front", "default", "expected"),
    [
        ("2024-09-05-a.md", "published: 2023-01-02", "2022-01-01", ("2023-01-02", "front_matter")),
        ("2024-09-05-a.md", "title: a", "2022-01-01", ("2024-09-05", "file_name")),
        ("a.md", "title: a", "2022-01-01", ("2022-01-01", "default")),
        ("a.md", "title: a", date(2022, 1, 1), ("2022-01-01", "default")),
        ("a.md", "title: a", None, (None, None)),
    ],
)
def test_where_the_date_comes_from(
    tmp_path: Path, name: str, front: str, default: object, expected: tuple[str | None, str | None]
) -> None:
    write(tmp_path, name, f"---\n{front}\n---\n{BODY}")
    article = read_one(tmp_path, default_published=default)
    assert (article.published, article.published_basis) == expected
    assert codes(article) == ([] if expected[0] else ["no_publication_date"])


@pytest.mark.parametrize(
    ("stem", "published"),
    [
        ("2024-09-05-xai", "2024-09-05"),
        ("2017_03_01-001", "2017-03-01"),
        ("20240905_xai", "2024-09-05"),
        ("2024.09.05", "2024-09-05"),
        ("2024-02-31-xai", None),
        ("2024-13-01", None),
        ("202409051", None),
        ("98765432-dossier", None),
        ("2024-0905", None),
        ("article-2024", None),
    ],
)
def test_date_in_a_file_name(tmp_path: Path, stem: str, published: str | None) -> None:
    write(tmp_path, f"{stem}.txt", BODY)
    assert read_one(tmp_path).published == published


def test_impossible_default_date(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    with pytest.raises(CorpusError, match="2024-02-31"):
        list(read_corpus(tmp_path, default_published="2024-02-31"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("e\u0301te\u0301", "été"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("\n \n  un\n\n", "  un"),
        ("un  \n\t\n", "un  "),
        ("un\tdeux\x07 trois", "un\tdeux trois"),
        ("10\u202f000\u00a0€ l’an, so\u00adit", "10\u202f000\u00a0€ l’an, so\u00adit"),
        ("\ufeffun", "un"),
    ],
)
def test_text_is_brought_to_one_form(tmp_path: Path, written: str, read: str) -> None:
    write(tmp_path, "a.txt", written)
    assert read_one(tmp_path).text == read


def test_long_runs_of_combining_marks_are_cut(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "a" + "\u0301\u0327" * 50_000 + " fin")
    text = read_one(tmp_path).text or ""
    assert text.startswith("\u00e1")
    assert text.endswith(" fin")
    assert len(text) < 40
    assert unicodedata.is_normalized("NFC", text)


def test_a_text_of_twenty_megabytes(tmp_path: Path) -> None:
    size = 20_000_000
    line = "Le conseil a voté 3 millions d’euros.\n".encode()
    write(tmp_path, "2024-01-01.md", line * (size // len(line)))
    assert len(read_one(tmp_path).text or "") > 0.9 * size


BASE = {"title": "Titre", "source": "Presse", "url": "https://e.fr", "published": "2024-01-01", "tags": ["a"]}


@pytest.mark.parametrize("field", [*BASE, "text", "id"])
def test_hash_covers_what_the_sheet_says(tmp_path: Path, field: str) -> None:
    plain = BASE | {"id": "x"}
    write(tmp_path, "un/a.jsonl", record(**plain))
    write(tmp_path, "deux/a.jsonl", record(**plain))
    changed = {"published": "2024-01-02", "tags": ["b"]}.get(field, "autre")
    write(tmp_path, "trois/a.jsonl", record(**(plain | {field: changed})))
    same, again, other = (read_one(tmp_path / folder).sha256 for folder in ("un", "deux", "trois"))
    assert same == again
    assert same != other
    assert len(same) == 64


def test_hash_covers_the_date_that_was_used(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    hashes = {read_one(tmp_path, default_published=day).sha256 for day in (None, "2024-01-01", "2024-01-02")}
    assert len(hashes) == 3


def test_read_file_gives_what_the_corpus_gives(tmp_path: Path) -> None:
    write(tmp_path, "a/b.jsonl", record(id="un") + "pas du JSON\n" + record(id="deux"))
    found = discover(tmp_path)
    results = list(read_corpus(found))
    assert list(read_file(found.root, found.files[0])) == results
    assert [type(result) for result in results] == [Article, Failure, Article]


def test_read_file_of_an_unknown_ending(tmp_path: Path) -> None:
    write(tmp_path, "a.odt", BODY)
    with pytest.raises(CorpusError, match=r"a\.odt"):
        list(read_file(tmp_path, "a.odt"))
