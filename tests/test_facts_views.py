"""What people see of facts: rows, tables, page and checks."""

import csv
import io
import json
import re
import subprocess
import sys
from html import unescape

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console

from glaneur import cli
from glaneur.errors import SheetError
from glaneur.outputs.cells import csv_line
from glaneur.outputs.check import sheet_problems
from glaneur.outputs.fact_rows import COLUMNS, LINKED, fact_rows
from glaneur.outputs.fact_table import CERTAINTIES, facts_under_sentences
from glaneur.outputs.html import page
from glaneur.outputs.rows import columns, rows
from glaneur.outputs.sheet_json import encode
from glaneur.runner.work import Here, Job
from glaneur.schema import (
    Article,
    Entity,
    Fact,
    FactSheet,
    Figure,
    Generator,
    Holder,
    Money,
    NounPhrase,
    Predicate,
    Quantity,
    Sentence,
    TimeExpression,
    Words,
)

FIRST = "En mai, <b>xAI</b>\x1b[31m a levé 6 milliards de dollars."
SECOND = "Selon The Information, elle pourrait\npasser de 10 % à 75 % du marché."
THIRD = "Trois autres ?"
TEXT = f"{FIRST} {SECOND}\n\n{THIRD}"


def words(surface, text=TEXT):
    start = text.index(surface)
    return {"text": surface, "start": start, "end": start + len(surface)}


def mention(surface, sentence):
    return {**words(surface), "sentence": sentence, "rule": "r"}


def phrase(surface, **more):
    place = words(surface)
    return {**place, "head": {"start": place["start"], "end": place["end"]}, **more}


@pytest.fixture
def sheet():
    starts = [TEXT.index(part) for part in (FIRST, SECOND, THIRD)]
    return FactSheet(
        article=Article(
            id="a",
            path="a.md",
            title="Titre\x1b]0;x",
            source="L'Agence",
            sha256="0",
            published="2024-09-05",
            text=TEXT,
        ),
        generator=Generator(name="glaneur", version="0", model="m", fingerprint="0"),
        sentences=tuple(
            Sentence(start=start, end=start + len(part))
            for start, part in zip(starts, (FIRST, SECOND, THIRD), strict=True)
        ),
        entities=(
            Entity(**mention("<b>xAI</b>", 0), label="ORG", name="xAI"),
            Entity(**mention("The Information", 1), label="ORG", name="The Information"),
        ),
        money=(
            Money(
                **mention("6 milliards de dollars", 0),
                amount=6 * 10**9,
                currency="USD",
                currency_basis="name",
            ),
        ),
        quantities=(
            Quantity(**mention("10 %", 1), kind="percent", value=10, unit="%"),
            Quantity(**mention("75 %", 1), kind="percent", value=75, unit="%"),
            Quantity(**mention("Trois", 2), kind="count", value=3, item="autres"),
        ),
        dates=(TimeExpression(**mention("mai", 0), type="DATE", value="2024-05"),),
        facts=(
            Fact(
                value=Figure(kind="money", index=0),
                sentence=0,
                holder=Holder(**phrase("<b>xAI</b>", entity=0), basis="named"),
                predicate=Predicate(**words("levé"), lemma="lever"),
                when=0,
                certainty="asserted",
                rule="subject",
            ),
            Fact(
                value=Figure(kind="quantity", index=1),
                sentence=1,
                holder=Holder(
                    **phrase("<b>xAI</b>", entity=0), basis="pronoun", anaphor=Words(**words("elle"))
                ),
                measure=NounPhrase(**phrase("marché")),
                predicate=Predicate(**words("passer"), lemma="passer"),
                certainty="hedged",
                source=NounPhrase(**phrase("The Information", entity=1)),
                direction="up",
                change_from=Figure(kind="quantity", index=0),
                rule="infinitive",
            ),
            Fact(
                value=Figure(kind="quantity", index=2),
                sentence=2,
                holder=Holder(**phrase("autres"), basis="pronoun"),
                certainty="question",
                rule="counted",
            ),
        ),
    )


def without_text(sheet):
    return sheet.model_copy(update={"article": sheet.article.model_copy(update={"text": None})})


def with_fact(sheet, index, **change):
    facts = list(sheet.facts)
    facts[index] = facts[index].model_copy(update=change)
    return sheet.model_copy(update={"facts": tuple(facts)})


def printed(sheet, width=100, **options):
    console = Console(file=io.StringIO(), width=width, **options)
    console.print(*facts_under_sentences(sheet), sep="\n")
    return console.file.getvalue()


def in_one_line(shown):
    return " ".join(shown.split())


def test_a_row_says_it_all(sheet):
    first, second, third = fact_rows(sheet)
    assert second == {
        "article": "a",
        "published": "2024-09-05",
        "mention": "quantity",
        "figure": "75 %",
        "worth": "75 %",
        "holder": "<b>xAI</b>",
        "holder_basis": "pronoun",
        "anaphor": "elle",
        "measure": "marché",
        "predicate": "passer",
        "when": None,
        "when_text": None,
        "certainty": "hedged",
        "source": "The Information",
        "direction": "up",
        "change_from": "10 %",
        "rule": "infinitive",
        "start": TEXT.index("75 %"),
        "end": TEXT.index("75 %") + 4,
        "sentence": SECOND,
    }
    assert (first["when"], first["when_text"], first["anaphor"]) == ("2024-05", "mai", None)
    assert (first["mention"], first["worth"]) == ("money", "6\u202f000\u202f000\u202f000 USD")
    assert (third["predicate"], third["certainty"], third["sentence"]) == (None, "question", THIRD)


def test_a_sheet_without_text_has_rows_without_sentence(sheet):
    with_text, without = list(fact_rows(sheet)), list(fact_rows(without_text(sheet)))
    assert without == [row | {"sentence": ""} for row in with_text]


@pytest.mark.parametrize(
    "change",
    [
        {"value": Figure(kind="money", index=3)},
        {"change_from": Figure(kind="quantity", index=9)},
        {"when": 5},
        {"when": -1},
        {"sentence": 9},
    ],
)
def test_a_fact_that_names_nothing_is_a_sheet_error(sheet, change):
    broken = with_fact(sheet, 1, **change)
    for view in (lambda s: list(fact_rows(s)), printed, lambda s: page([s]), lambda s: list(rows(s))):
        with pytest.raises(SheetError, match=r"a: a fact names .* `glaneur check`"):
            view(broken)


def test_figures_take_over_what_their_fact_says(sheet):
    by_text = {row["text"]: row for row in rows(sheet)}
    assert [by_text["75 %"][name] for name in LINKED] == [
        "<b>xAI</b>", "marché", "passer", None, "hedged", "The Information", "up",
    ]  # fmt: skip
    assert by_text["6 milliards de dollars"]["when"] == "2024-05"
    assert [by_text["10 %"][name] for name in LINKED] == [None] * len(LINKED)
    for other in ("<b>xAI</b>", "mai"):
        assert not set(LINKED) & set(by_text[other])


def test_without_facts_the_rows_of_mentions_are_as_they_were(sheet):
    bare = sheet.model_copy(update={"facts": ()})
    assert all(not set(LINKED) & set(row) for row in rows(bare))
    assert columns()[-len(LINKED) :] == list(LINKED)
    assert len(set(columns())) == len(columns())
    line = csv_line(next(rows(bare)), columns())
    assert len(next(csv.reader([line]))) == len(columns())


@pytest.mark.parametrize("width", [80, 100, 200])
def test_the_table_fits_and_loses_nothing(sheet, width):
    shown = printed(sheet, width)
    assert max(map(cell_len, shown.splitlines())) <= min(width, 100)
    letters = "".join(shown.split())
    for part in ("2024-05", "hedged", "question", "infinitive", "passer", str(TEXT.index("75 %"))):
        assert part in letters


def test_facts_stand_under_their_sentence(sheet):
    shown = in_one_line(printed(sheet))
    assert SECOND.replace("\n", " ") in shown
    places = [shown.index(part) for part in ("En mai,", "lever", "Selon The", "passer –", "Trois autres ?")]
    assert places == sorted(places)
    assert "<b>xAI</b> (elle)" in shown
    assert "autres (?)" in shown
    assert "↑ up from 10 %" in " ".join(shown.split())
    assert shown.count("certainty") == 1


def test_a_terminal_does_not_obey_an_article(sheet):
    shown = printed(sheet)
    assert "\x1b" not in shown
    assert "␛[31m" in shown
    evil = "\x1b]0;\x9b\x07\n"
    for name in ("holder", "measure", "source"):
        fact = sheet.facts[1]
        said = getattr(fact, name).model_copy(update={"text": evil})
        assert not set("\x1b\x9b\x07") & set(printed(with_fact(sheet, 1, **{name: said})))


def test_what_is_not_sure_shows_by_colour(sheet):
    shown = printed(sheet, force_terminal=True, color_system="standard", legacy_windows=False)
    assert len(set(CERTAINTIES.values())) == len(CERTAINTIES)
    for certainty, code in (("asserted", "32"), ("hedged", "1;33"), ("question", "1;35")):
        assert f"\x1b[{code}m{certainty}" in shown


def test_a_sheet_without_text_shows_its_facts(sheet):
    shown = printed(without_text(sheet))
    assert "En mai" not in shown
    assert "hedged" in shown


def section_of(markup):
    [found] = re.findall(r'<section class="facts".*?</section>', markup, re.S)
    return found


def plain(markup):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_a_page_quotes_each_sentence_over_its_facts(sheet):
    section = section_of(page([sheet]))
    quotes = re.findall(r'<blockquote lang="fr">(.*?)</blockquote>', section, re.S)
    assert [unescape(re.sub(r"<[^>]+>", "", quote)) for quote in quotes] == [FIRST, SECOND, THIRD]
    assert '<mark class="money" title="r">6 milliards de dollars</mark>' in quotes[0]
    said = plain(section)
    for part in ("holder <b>xAI</b> (elle)", "measure marché", "predicate passer", "source The Information"):
        assert part in said
    assert "change ↑ up from 10 %" in said
    assert "when mai (2024-05)" in said
    assert "holder autres (?)" in said
    assert section.count('<dl class="fact') == 3
    assert '<dd class="sure">hedged</dd>' in section


def test_a_page_escapes_what_facts_say(sheet):
    evil = NounPhrase(**phrase("marché")).model_copy(update={"text": '<script>"x"'})
    markup = page([with_fact(sheet, 1, measure=evil, source=evil, rule="<i>")])
    assert "<script" not in markup
    assert "<b>" not in markup
    assert "<i>" not in markup
    assert "&lt;script&gt;" in section_of(markup)


def test_a_page_is_well_formed(sheet):
    markup = page([sheet])
    for tag in ("section", "ol", "li", "blockquote", "dl", "div", "dt", "dd", "mark", "span"):
        assert len(re.findall(rf"<{tag}[ >]", markup)) == markup.count(f"</{tag}>")


def test_without_facts_a_page_has_no_such_section(sheet):
    assert "<section" not in page([sheet.model_copy(update={"facts": ()})])


def test_a_right_sheet_has_no_problem(sheet):
    assert list(sheet_problems(sheet)) == []
    assert list(sheet_problems(without_text(sheet))) == []


def spoiled_holder(sheet, **change):
    return sheet.facts[1].holder.model_copy(update=change)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: {"value": Figure(kind="quantity", index=3)}, "facts[1]: quantities[3] doesn't exist"),
        (lambda s: {"value": Figure(kind="money", index=1)}, "facts[1]: money[1] doesn't exist"),
        (lambda s: {"value": s.facts[0].value}, "facts[1]: money[0] has a fact already"),
        (lambda s: {"change_from": Figure(kind="money", index=7)}, "money[7] doesn't exist"),
        (lambda s: {"when": 1}, "its date dates[1] doesn't exist"),
        (lambda s: {"when": -1}, "its date dates[-1] doesn't exist"),
        (lambda s: {"sentence": 0}, "sentence 0 is not that of quantities[1]"),
        (lambda s: {"sentence": None}, "sentence None is not that of quantities[1]"),
        (lambda s: {"holder": spoiled_holder(s, entity=2)}, "holder: entities[2] doesn't exist"),
        (lambda s: {"holder": spoiled_holder(s, text="xBI")}, "holder 'xBI' at 8: the text has '<b>xAI</b>'"),
        (lambda s: {"holder": spoiled_holder(s, end=8)}, "holder '<b>xAI</b>' at 8: it is empty"),
        (
            lambda s: {"holder": spoiled_holder(s, anaphor=Words(text="il", start=0, end=2))},
            "anaphor 'il' at 0: the text has 'En'",
        ),
        (
            lambda s: {"measure": NounPhrase(**phrase("marché")).model_copy(update={"head": s.sentences[0]})},
            "measure: its head 0-",
        ),
        (
            lambda s: {"predicate": Predicate(text="pass", start=0, end=4, lemma="x")},
            "predicate 'pass' at 0: the text has 'En m'",
        ),
        (
            lambda s: {"source": NounPhrase(**phrase("Trois")).model_copy(update={"text": "Four"})},
            "source 'Four'",
        ),
    ],
)
def test_problems_of_facts_are_told(sheet, change, told):
    found = list(sheet_problems(with_fact(sheet, 1, **change(sheet))))
    assert any(told in problem for problem in found), found


def test_without_text_the_length_of_a_quotation_is_checked(sheet):
    broken = with_fact(without_text(sheet), 1, holder=spoiled_holder(sheet, text="xBI"))
    assert list(sheet_problems(broken)) == ["facts[1]: holder 'xBI' at 8: its length is not 10"]


@pytest.fixture
def folder(sheet, tmp_path):
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "a.json").write_bytes(encode(sheet))
    return folder


def invoke(*arguments):
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def test_the_command_prints_a_table(folder):
    shown = invoke("facts", folder)
    assert shown.exit_code == 0
    assert shown.stdout == invoke("facts", folder / "a.json").stdout
    assert "Titre␛]0;x" in shown.stdout
    assert "a · L'Agence · 2024-09-05" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert "infinitive" in shown.stdout


def test_the_command_prints_csv_and_json_lines(folder, sheet, tmp_path):
    table = list(csv.DictReader(io.StringIO(invoke("facts", folder, "--csv").stdout)))
    assert list(table[0]) == list(COLUMNS)
    assert table[1]["sentence"] == SECOND
    assert table[0]["measure"] == ""
    lines = [json.loads(line) for line in invoke("facts", folder, "--jsonl").stdout.splitlines()]
    assert lines == list(fact_rows(sheet))
    for form in ((), ("--csv",), ("--jsonl",)):
        out = tmp_path / "out"
        assert invoke("facts", folder, *form, "--out", out).stdout == ""
        assert "passer" in out.read_text(encoding="utf-8")


def test_several_sheets_are_printed_in_their_order(folder, sheet, tmp_path):
    other = tmp_path / "b.json"
    article = sheet.article.model_copy(update={"id": "b"})
    other.write_bytes(encode(sheet.model_copy(update={"article": article})))
    lines = invoke("facts", other, folder, "--jsonl").stdout.splitlines()
    assert [json.loads(line)["article"] for line in lines] == ["b"] * 3 + ["a"] * 3


@pytest.mark.parametrize("form", [(), ("--csv",), ("--jsonl",)])
def test_a_sheet_that_cant_be_read_is_told_and_the_others_are_printed(folder, sheet, form):
    (folder / "0.json").write_text("{")
    (folder / "1.json").write_bytes(encode(with_fact(sheet, 0, when=7)))
    shown = invoke("facts", folder, *form)
    assert shown.exit_code == 1
    assert shown.stderr.count("not printed: ") == 2
    assert "0.json: not JSON" in shown.stderr
    assert "dates[7], which isn't there" in shown.stderr
    assert shown.stdout == invoke("facts", folder / "a.json", *form).stdout


def test_export_goes_on_after_a_fact_that_names_nothing(folder, sheet):
    (folder / "0.json").write_bytes(encode(with_fact(sheet, 0, when=7)))
    shown = invoke("export", folder)
    assert shown.exit_code == 1
    assert "not exported: a: a fact names dates[7]" in shown.stderr
    assert len(list(csv.DictReader(io.StringIO(shown.stdout)))) == 7


def test_misuse_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    assert "Missing argument" in invoke("facts").stderr
    assert "does not exist" in invoke("facts", tmp_path / "nowhere").stderr
    shown = invoke("facts", tmp_path / "empty")
    assert shown.exit_code == 2
    assert "there is no sheet in this folder" in shown.stderr


def test_show_prints_the_facts_between_article_and_mentions(folder):
    shown = invoke("show", folder / "a.json").stdout
    places = [shown.index(part) for part in ("PER", "infinitive", " mention ")]
    assert places == sorted(places)


def test_extract_prints_the_facts(sheet, monkeypatch):
    monkeypatch.setattr("glaneur.cli.extract.sheet_of_text", lambda text, **options: sheet)
    shown = invoke("extract", "xAI", "--table").stdout
    assert "infinitive" in shown
    assert "Selon The Information" in shown


def test_a_run_counts_facts(sheet, tmp_path):
    [result] = Here(Job(lambda article: sheet, tmp_path)).feed([sheet.article])
    assert result.mentions["facts"] == 3


def test_facts_need_no_spacy(folder):
    code = """
import sys
from glaneur.cli import main
main(["facts", sys.argv[1], "--csv"], standalone_mode=False)
assert not {"spacy", "numpy"} & set(sys.modules), "imported"
"""
    finished = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
