"""Tables, pages, checks and provenance."""

import csv
import io
import json
import re
from html import unescape

import pytest
from rich.console import Console

from glaneur.errors import CorpusError, ModelError, SheetError
from glaneur.models import DEFAULT_MODEL, describe_model, model_folder
from glaneur.outputs import provenance
from glaneur.outputs.cells import csv_header, csv_line, json_line
from glaneur.outputs.check import problems, sheet_problems
from glaneur.outputs.html import page
from glaneur.outputs.labels import label
from glaneur.outputs.reading import read_sheets, sheet_files
from glaneur.outputs.rows import columns, rows
from glaneur.outputs.sheet_json import encode
from glaneur.outputs.terminal import coloured_article, mention_table
from glaneur.schema import (
    Article,
    Entity,
    FactSheet,
    Generator,
    Money,
    Notice,
    Quantity,
    Sentence,
    TimeExpression,
)

TEXT = "L’avion <b>A350 & Cie</b>, 12 Airbus à 10€-15€ pièce.\n\nFin mai, l'ESC \x1b[31m = 45 %."


def at(surface, text=TEXT):
    start = text.index(surface)
    end = start + len(surface)
    return {
        "text": surface,
        "start": start,
        "end": end,
        "sentence": int(start > text.index("\n")),
        "rule": "r",
    }


@pytest.fixture
def sheet():
    cut = TEXT.index("\n\n")
    return FactSheet(
        article=Article(
            id="a", path="a.md", title="<script>1 & 2</script>", sha256="0", published="2024-05-31", text=TEXT
        ),
        generator=Generator(name="glaneur", version="0", model="m", fingerprint="0"),
        sentences=(Sentence(start=0, end=cut), Sentence(start=cut + 2, end=len(TEXT))),
        entities=(
            Entity(**at("<b>A350 & Cie</b>"), label="MISC", name="A350"),
            Entity(**at("Airbus"), label="ORG", name="Airbus"),
        ),
        money=(
            Money(
                **at("10€"), amount=10, currency="EUR", currency_basis="symbol", per='"x"', modifier="at_most"
            ),
            Money(**at("15€"), amount=None, min=15, max=25000, currency="EUR", currency_basis="symbol"),
        ),
        quantities=(
            Quantity(**at("12 Airbus"), kind="count", value=12, item="<i>Airbus"),
            Quantity(**at("45 %"), kind="percent", value=45, unit="%"),
        ),
        dates=(TimeExpression(**at("Fin mai"), type="DATE", value="2024-05", mod="END"),),
        warnings=(Notice(code="x", message="Attention <ici>"),),
    )


def test_rows_are_in_the_order_of_the_text(sheet):
    found = [(row["mention"], row["text"]) for row in rows(sheet)]
    assert found == [
        ("entity", "<b>A350 & Cie</b>"),
        ("quantity", "12 Airbus"),
        ("entity", "Airbus"),
        ("money", "10€"),
        ("money", "15€"),
        ("date", "Fin mai"),
        ("quantity", "45 %"),
    ]


def test_csv_holds_every_field_of_every_kind(sheet):
    lines = [csv_header(columns()), *(csv_line(row, columns()) for row in rows(sheet))]
    table = list(csv.DictReader(io.StringIO("".join(lines))))
    assert len(table) == 7
    assert table[3] | {"amount": "10", "per": '"x"', "currency": "EUR", "published": "2024-05-31"} == table[3]
    assert table[4]["amount"] == ""
    assert table[4]["max"] == "25000"
    assert table[5]["relative"] == "false"
    for model in (Entity, Money, Quantity, TimeExpression):
        assert set(model.model_fields) <= set(columns())


def test_json_lines_hold_the_fields_of_their_kind(sheet):
    lines = [json.loads(json_line(row)) for row in rows(sheet)]
    assert lines[4]["max"] == 25000
    assert "currency" not in lines[0]


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("<b>A350 & Cie</b>", "MISC"),
        ("12 Airbus", "12 <i>Airbus"),
        ("10€", '≤ 10 EUR / "x"'),
        ("15€", "15–25\u202f000 EUR"),
        ("45 %", "45 %"),
        ("Fin mai", "2024-05 END"),
    ],
)
def test_labels(sheet, surface, expected):
    layers = (*sheet.entities, *sheet.money, *sheet.quantities, *sheet.dates)
    (mention,) = [mention for mention in layers if mention.text == surface]
    assert label(mention) == expected


def visible(markup):
    """The text of the paragraphs, without labels."""
    blocks = re.findall(r'<p class="text">.*?</p>', markup, re.DOTALL)
    bare = [re.sub(r'<span class="label".*?</span>', "", block) for block in blocks]
    return [unescape(re.sub(r"<[^>]+>", "", block)) for block in bare]


def test_a_page_shows_the_text_as_it_is(sheet):
    assert [block.strip() for block in visible(page([sheet]))] == TEXT.split("\n\n")


def test_a_page_escapes_everything(sheet):
    markup = page([sheet])
    assert "<script" not in markup
    assert "<b>" not in markup
    assert "<i>" not in markup
    assert "<ici>" not in markup
    assert "&lt;script&gt;1 &amp; 2&lt;/script&gt;" in markup


def test_a_page_marks_every_mention(sheet):
    labels = re.findall(r'<span class="label"[^>]*>(.*?)</span>', page([sheet]), re.DOTALL)
    assert [unescape(text) for text in labels] == [
        "MISC",
        "ORG",
        "12 <i>Airbus",
        '≤ 10 EUR / "x"',
        "15–25\u202f000 EUR",
        "2024-05 END",
        "45 %",
    ]


def test_crossing_mentions_are_drawn(sheet):
    crossing = Entity(**at("Airbus à 10"), label="PER", name="x")
    markup = page([sheet.model_copy(update={"entities": (crossing,)})])
    assert (
        '<mark class="quantity" title="r">12 <mark class="PER" title="r">Airbus</mark>'
        '<span class="label">12 &lt;i&gt;Airbus</span></mark><mark class="PER" title="r"> à '
    ) in markup
    assert markup.count("<mark") == markup.count("</mark>")
    assert visible(markup) == TEXT.split("\n\n")


def test_a_terminal_does_not_obey_an_article(sheet):
    console = Console(file=io.StringIO(), force_terminal=False, width=200)
    console.print(coloured_article(sheet), mention_table(sheet))
    shown = console.file.getvalue()
    assert "\x1b" not in shown
    assert "␛[31m" in shown
    assert "<b>A350 & Cie</b>" in shown


def test_mentions_are_in_colour(sheet):
    styled = {TEXT[span.start : span.end]: span.style for span in coloured_article(sheet).spans}
    assert styled["12 Airbus"] != styled["Airbus"]
    assert set(styled) == {row["text"] for row in rows(sheet)}


@pytest.mark.parametrize("view", [lambda sheet: page([sheet]), coloured_article])
def test_a_sheet_without_text_cant_be_shown(sheet, view):
    article = sheet.article.model_copy(update={"text": None})
    with pytest.raises(SheetError, match="without its text"):
        view(sheet.model_copy(update={"article": article}))


def test_a_right_sheet_has_no_problem(sheet, tmp_path):
    assert list(sheet_problems(sheet)) == []
    (tmp_path / "a.json").write_bytes(encode(sheet))
    assert problems(tmp_path / "a.json", tmp_path) == []


def test_a_sheet_without_text_is_checked_as_far_as_it_goes(sheet):
    article = sheet.article.model_copy(update={"text": None})
    assert list(sheet_problems(sheet.model_copy(update={"article": article}))) == []


@pytest.mark.parametrize(
    ("layer", "index", "change", "expected"),
    [
        ("entities", 1, {"start": 0, "end": 6}, "the text has"),
        ("entities", 1, {"end": 31}, "it is empty"),
        ("entities", 1, {"sentence": 7}, "no sentence 7"),
        ("entities", 1, {"sentence": 1}, "sentence 1 doesn't hold it"),
        ("entities", 1, {"sentence": -1}, "no sentence -1"),
        ("money", 1, {"min": 30000}, "above max"),
        ("dates", 0, {"anchor": "dates[4]"}, "doesn't exist"),
        ("dates", 0, {"earliest": "2024-06-01", "latest": "2024-05-31"}, "is after latest"),
        ("sentences", 1, {"end": 10_000}, "outside the text"),
        ("sentences", 1, {"start": 3}, "out of order"),
    ],
)
def test_problems_are_told(sheet, layer, index, change, expected):
    if change == {"end": 31}:
        change = {"end": sheet.entities[1].start}
    items = list(getattr(sheet, layer))
    items[index] = items[index].model_copy(update=change)
    found = list(sheet_problems(sheet.model_copy(update={layer: tuple(items)})))
    assert any(expected in problem for problem in found), found


def test_a_mention_without_end_is_told_in_short(sheet):
    long = sheet.entities[1].model_copy(update={"end": 10_000})
    article = sheet.article.model_copy(update={"text": (sheet.article.text or "") + "long " * 1000})
    found = list(sheet_problems(sheet.model_copy(update={"entities": (long,), "article": article})))
    assert found
    assert all(len(problem) < 200 for problem in found)


def test_a_sheet_in_the_wrong_place(sheet, tmp_path):
    (tmp_path / "b.json").write_bytes(encode(sheet))
    assert "named for another article" in problems(tmp_path / "b.json", tmp_path)[0]


def test_reading_goes_on_after_a_broken_sheet(sheet, tmp_path):
    (tmp_path / "a.json").write_bytes(encode(sheet))
    (tmp_path / "b.json").write_bytes(b"{")
    good, bad = read_sheets(tmp_path)
    assert good == sheet
    assert isinstance(bad, SheetError)
    assert "b.json" in str(bad)


def test_a_folder_without_sheets(tmp_path):
    with pytest.raises(CorpusError, match="no sheet"):
        next(sheet_files(tmp_path))


def test_fingerprint_covers_model_version_and_libraries(monkeypatch, tmp_path):
    first = provenance.generator(DEFAULT_MODEL).fingerprint
    monkeypatch.setattr(provenance, "_library_versions", lambda: {"spacy": "0"})
    second = provenance.generator(DEFAULT_MODEL).fingerprint
    monkeypatch.setattr(provenance._version, "__version__", "99")
    third = provenance.generator(DEFAULT_MODEL)
    monkeypatch.setattr(provenance, "_source_digest", lambda: "another lexicon")
    fourth = provenance.generator(DEFAULT_MODEL).fingerprint
    assert len({first, second, third.fingerprint, fourth}) == 4
    assert third.version == "99"


def test_fingerprint_covers_the_models_files(tmp_path):
    (tmp_path / "config.cfg").write_text("[nlp]")
    (tmp_path / "meta.json").write_text('{"lang": "fr", "name": "mine", "version": "1.2"}')
    (tmp_path / "weights").write_bytes(b"1")
    first = provenance.generator(tmp_path)
    assert first.model == "fr_mine 1.2"
    provenance._folder_digest.cache_clear()
    (tmp_path / "weights").write_bytes(b"2")
    assert provenance.generator(tmp_path).fingerprint != first.fingerprint


@pytest.mark.parametrize("model", ["xx_nothing", "xx.nothing.at_all", "/no/such/folder"])
def test_a_model_that_isnt_installed(model):
    with pytest.raises(ModelError, match="spacy download"):
        provenance.generator(model)


def test_a_package_and_its_folder_are_one_model():
    folder = model_folder(DEFAULT_MODEL)
    assert provenance.generator(folder) == provenance.generator(DEFAULT_MODEL)
    assert describe_model(folder).startswith("press_fr ")
