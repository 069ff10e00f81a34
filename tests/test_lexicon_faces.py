"""A user's own lexicon in pipelines, runs and commands."""

import json
import re
from itertools import permutations

import pytest
import spacy
from click.testing import CliRunner

import glaneur
from glaneur import cli, components
from glaneur.errors import LexiconError
from glaneur.lexicons.lexicon import SHIPPED, from_data, read_lexicon
from glaneur.models import DEFAULT_MODEL
from glaneur.outputs.files import sheets_in
from glaneur.outputs.provenance import generator
from glaneur.outputs.sheet_json import decode

OWN = """
[[currency]]
code = "XBT"
names = ["bitcoin", "bitcoins"]

[[unit]]
code = "[fth_i]"
pint = "fathom"
names = ["brasses"]

[[item]]
names = ["haïku"]

[[modifier]]
modifier = "approx"
place = "before"
phrases = ["à la louche"]
"""
TEXT = "Il réclame à la louche 3 bitcoins, une épave par 40 brasses et 25 haïku."
SUMS = [("3 bitcoins", "XBT", "approx")]
QUANTITIES = [("40 brasses", "[fth_i]"), ("25 haïku", "haïku")]
KINDS = ("money", "quantities", "dates")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "my.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def nlp(own):
    return glaneur.load(lexicon=own)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("2024-09-05-a.txt", "2024-09-06-b.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    return folder


def sums(mentions):
    return [(m.text, m.currency, m.modifier) for m in mentions]


def amounts(mentions):
    return [(q.text, q.unit or q.item) for q in mentions]


def on_spans(doc, kind):
    return [span._.glaneur for span in doc.spans[kind]]


def foreign(own, kinds=KINDS):
    nlp = spacy.blank("fr")
    for kind in kinds:
        nlp.add_pipe(f"glaneur_{kind}", config={"lexicon": str(own)} if own else {})
    return nlp


# Pipelines


def test_a_loaded_pipeline_reads_with_it(nlp):
    doc = nlp(TEXT)
    assert sums(on_spans(doc, "money")) == SUMS
    assert amounts(on_spans(doc, "quantities")) == QUANTITIES


def test_a_lexicon_read_before_does_as_well(own):
    assert components.lexicon_of(glaneur.load(lexicon=read_lexicon(own))) is read_lexicon(own)


def test_the_config_of_a_loaded_pipeline_says_what_it_reads_with(nlp, own):
    for kind in KINDS:
        entries = nlp.config["components"][f"glaneur_{kind}"]["lexicon"]
        assert from_data(entries) is read_lexicon(own)
        assert entries["currency"] == [{"names": ["bitcoin", "bitcoins"], "code": "XBT"}]
        assert glaneur.load().config["components"][f"glaneur_{kind}"]["lexicon"] is None


def test_components_of_a_foreign_pipeline_take_the_entries():
    nlp = spacy.blank("fr")
    nlp.add_pipe("glaneur_money", config={"lexicon": {"currency": [{"code": "XBT", "names": ["bitcoins"]}]}})
    assert sums(on_spans(nlp(TEXT), "money")) == [("3 bitcoins", "XBT", None)]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({"item": [{"names": ["haïku"]}, {"names": []}]}, "lexicon, item 2: names is empty"),
        ({"unit": [{"code": "x", "pint": "nix", "names": ["nix"]}]}, "lexicon, unit 1: pint = 'nix'"),
        ({"items": []}, "lexicon, items: items is no kind of entry"),
    ],
)
def test_broken_entries_in_a_config_are_told(entries, told):
    with pytest.raises(LexiconError, match=told):
        spacy.blank("fr").add_pipe("glaneur_money", config={"lexicon": entries})


def test_a_sheet_follows_its_pipeline(nlp):
    sheet = glaneur.extract(TEXT, nlp=nlp)
    assert sums(sheet.money) == SUMS
    assert amounts(sheet.quantities) == QUANTITIES
    plain = glaneur.extract(TEXT)
    assert plain.money == ()
    assert amounts(plain.quantities) == [("3 bitcoins", "bitcoins"), ("40 brasses", "brasses")]
    assert sheet.generator.fingerprint != plain.generator.fingerprint


def test_components_of_a_foreign_pipeline_take_a_path(own):
    doc = foreign(own)(TEXT)
    assert sums(on_spans(doc, "money")) == SUMS
    assert amounts(on_spans(doc, "quantities")) == QUANTITIES


def test_two_processes_read_with_it(own):
    docs = list(foreign(own).pipe([TEXT, "Rien.", TEXT], n_process=2, batch_size=1))
    assert [sums(on_spans(doc, "money")) for doc in docs] == [SUMS, [], SUMS]


def test_a_saved_pipeline_reads_with_it(own, tmp_path):
    foreign(own).to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert sums(on_spans(again(TEXT), "money")) == SUMS


@pytest.mark.parametrize(("first", "second"), list(permutations(["money", "quantities", "dates"], 2)))
def test_components_of_one_pipeline_agree(own, first, second):
    for lexicon, other in ((own, None), (None, own)):
        nlp = foreign(lexicon, (first,))
        with pytest.raises(LexiconError, match=f"glaneur_{second} has another lexicon than glaneur_{first}"):
            nlp.add_pipe(f"glaneur_{second}", config={"lexicon": str(other)} if other else {})


def test_a_doc_scanned_with_another_lexicon_is_scanned_again(own):
    doc = foreign(None, ("money",))(TEXT)
    assert on_spans(doc, "money") == []
    doc = foreign(own, ("money",)).get_pipe("glaneur_money")(doc)
    assert sums(on_spans(doc, "money")) == SUMS


def test_a_broken_lexicon_stops_what_would_read_with_it(tmp_path, corpus):
    path = tmp_path / "my.toml"
    path.write_text("[[item]]\nnames = []\n")
    with pytest.raises(LexiconError, match="line 2"):
        glaneur.load(lexicon=path)
    with pytest.raises(LexiconError, match="line 2"):
        foreign(path)
    with pytest.raises(LexiconError, match="line 2"):
        glaneur.run(corpus, tmp_path / "out", lexicon=path)
    assert not (tmp_path / "out").exists()


# Runs


def statuses(*args, **options):
    return [result.status for result in glaneur.run(*args, **options)]


def test_a_run_reads_with_it_in_any_number_of_processes(own, corpus, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    assert statuses(corpus, one, lexicon=own) == ["done", "done"]
    assert statuses(corpus, two, lexicon=own, jobs=2) == ["done", "done"]
    for path in sheets_in(one):
        sheet = decode(path.read_bytes())
        assert sums(sheet.money) == SUMS
        assert amounts(sheet.quantities) == QUANTITIES
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_other_entries_make_the_sheets_again(corpus, tmp_path):
    out, path = tmp_path / "out", tmp_path / "my.toml"
    path.write_text(OWN, encoding="utf-8")
    assert statuses(corpus, out, lexicon=path) == ["done", "done"]
    path.write_text(f"# The same entries.\n{OWN}", encoding="utf-8")
    assert statuses(corpus, out, lexicon=path) == ["skipped", "skipped"]
    path.write_text(OWN.replace("XBT", "BTC"), encoding="utf-8")
    assert statuses(corpus, out, lexicon=path) == ["done", "done"]
    assert statuses(corpus, out) == ["done", "done"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"XBT"', '"BTC"'),
        ('"brasses"', '"brasse"'),
        ('pint = "fathom"\n', ""),
        ('"haïku"', '"tanka"'),
        ('"approx"', '"at_most"'),
        ('"before"', '"after"'),
    ],
)
def test_every_entry_counts_in_the_fingerprint(own, tmp_path, old, new):
    path = tmp_path / "my.toml"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    prints = {
        generator(DEFAULT_MODEL, lexicon=lexicon).fingerprint
        for lexicon in (SHIPPED, read_lexicon(own), read_lexicon(path))
    }
    assert len(prints) == 3


def test_a_lexicon_without_entries_leaves_the_fingerprint(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text("# nothing yet\n")
    assert generator(DEFAULT_MODEL, lexicon=read_lexicon(path)) == generator(DEFAULT_MODEL)


# Commands


def invoke(*arguments):
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def test_extract_reads_with_it(own):
    sheet = decode(invoke("extract", TEXT, "--lexicon", own).stdout.encode())
    assert (sums(sheet.money), amounts(sheet.quantities)) == (SUMS, QUANTITIES)


def test_show_reads_an_article_with_it(own, corpus):
    article = corpus / "2024-09-05-a.txt"
    assert re.search(r"\bXBT\b", invoke("show", article, "--lexicon", own).stdout)
    assert not re.search(r"\bXBT\b", invoke("show", article).stdout)


def test_run_reads_with_it(own, corpus, tmp_path):
    result = invoke("run", corpus, "--out", tmp_path / "out", "--lexicon", own)
    assert result.exit_code == 0, result.output
    assert [sums(decode(path.read_bytes()).money) for path in sheets_in(tmp_path / "out")] == [SUMS, SUMS]


def test_eval_reads_with_it(own, corpus, tmp_path):
    gold = tmp_path / "gold"
    gold.mkdir()
    marked = TEXT.replace("3 bitcoins", "[[3 bitcoins => money 3 XBT approx]]")
    (gold / "2024-09-05-a.txt").write_text(marked, encoding="utf-8")
    found = {
        lexicon: json.loads(invoke("eval", gold, corpus, "--json", *options).stdout)["money"]
        for lexicon, options in (("own", ("--lexicon", own)), ("shipped", ()))
    }
    assert (found["own"]["full"]["f1"], found["shipped"]["full"]["f1"]) == (1, 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "Rien."),
        ("show", "{article}"),
        ("run", "{corpus}", "--out", "{out}"),
        ("eval", "{out}", "{corpus}"),
    ],
)
def test_a_command_tells_a_broken_entry(arguments, corpus, tmp_path):
    path, out = tmp_path / "my.toml", tmp_path / "out"
    path.write_text("[[item]]\nnames = []\n\n[[unit]]\n")
    out.mkdir()
    (out / "2024-09-05-a.txt").write_text(TEXT, encoding="utf-8")
    places = {"article": corpus / "2024-09-05-a.txt", "corpus": corpus, "out": out}
    result = invoke(*(argument.format(**places) for argument in arguments), "--lexicon", path)
    assert result.exit_code == 2
    assert f"{path}, line 2: names is empty" in result.output
    assert f"{path}, line 4: code is missing" in result.output


def test_a_missing_file_is_a_usage_error(tmp_path):
    result = invoke("extract", "Rien.", "--lexicon", tmp_path / "none.toml")
    assert result.exit_code == 2
    assert "does not exist" in result.output
