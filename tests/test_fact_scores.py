"""Hand annotation of facts: how it is read, and how facts are scored against it."""

import dataclasses
import json
import re
from itertools import pairwise

import pytest
from click.testing import CliRunner

from glaneur import cli
from glaneur.errors import GlaneurError
from glaneur.outputs.fact_scores import FactEvaluation
from glaneur.outputs.gold import GoldError, parse_gold
from glaneur.outputs.gold_facts import COLUMNS, parse_facts
from glaneur.outputs.sheet_json import encode
from glaneur.runner import evaluate
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
    Stretch,
    TimeExpression,
)

MARKUP = (
    "Le groupe Nordex respire. Selon Luc Vial, la dette de Nordex, en baisse, "
    "pèse [[6 $ => money 6 USD]] en mai, dit M. Vial. "
    'En mai, [[deux cents rats => count 200 "rats"]] dorment.'
)
TEXT, FIGURES = parse_gold(MARKUP)
HEADER = "\t".join(COLUMNS)
DEBT = "6 $\tNordex\tdette\tpèse=peser\tmai\tasserted\tLuc Vial\tdown"
RATS = "deux cents rats\t- || rats\t-\tdorment=dormir || -\tmai\tasserted || hedged\t-\t-"


def table(*lines):
    return "\n".join((HEADER, *lines)) + "\n"


def gold(*lines, markup=MARKUP):
    return parse_facts(table(*lines), *parse_gold(markup))


def nth(surface, k=1):
    start = -1
    for _ in range(k):
        start = TEXT.index(surface, start + 1)
    return {"text": surface, "start": start, "end": start + len(surface)}


def stretch(surface, k=1):
    return {key: nth(surface, k)[key] for key in ("start", "end")}


def noun(surface, k=1, head=None):
    return NounPhrase(**nth(surface, k), head=Stretch(**stretch(head or surface, k)))


def held(surface, k=1, head=None):
    return Holder(**dict(noun(surface, k, head)), basis="named")


def verb(surface, lemma):
    return Predicate(**nth(surface), lemma=lemma)


def debt(**changes):
    """The fact that agrees with the line DEBT, but for some changes."""
    said = {
        "holder": held("Nordex", 2),
        "measure": noun("dette"),
        "predicate": verb("pèse", "peser"),
        "when": 0,
        "certainty": "asserted",
        "source": noun("Luc Vial"),
        "direction": "down",
    }
    return Fact(value=Figure(kind="money", index=0), rule="subject", **(said | changes))


def rats(**changes):
    """The fact that agrees with the line RATS, but for some changes."""
    said = {"predicate": verb("dorment", "dormir"), "when": 1, "certainty": "asserted"}
    return Fact(value=Figure(kind="quantity", index=0), rule="none", **(said | changes))


def name(surface, k=1, canonical=None):
    return Entity(**nth(surface, k), rule="x", label="ORG", name=canonical or surface)


def sheet(*facts, figure="6 $"):
    cuts = [0, TEXT.index("Selon"), TEXT.index("En mai"), len(TEXT)]
    return FactSheet(
        article=Article(id="a", path="a.txt", sha256="0", text=TEXT),
        generator=Generator(name="glaneur", version="0", model="m", fingerprint="0"),
        sentences=tuple(Sentence(start=a, end=b) for a, b in pairwise(cuts)),
        entities=(
            name("groupe Nordex", canonical="Nordex"),
            name("Luc Vial"),
            name("Nordex", 2),
            name("Vial", 2, "Luc Vial"),
        ),
        money=(Money(**nth(figure), rule="x", amount=6, currency="USD", currency_basis="symbol"),),
        quantities=(Quantity(**nth("deux cents rats"), rule="x", kind="count", value=200, item="rats"),),
        dates=tuple(TimeExpression(**nth("mai", k), rule="x", type="DATE", value="XXXX-05") for k in (1, 2)),
        facts=facts,
    )


def evaluated(lines, *facts, markup=MARKUP, figure="6 $", **options):
    evaluation = FactEvaluation()
    evaluation.add(sheet(*facts, figure=figure), gold(*lines, markup=markup), **options)
    return evaluation


def scored(lines, *facts, **options):
    return evaluated(lines, *facts, **options).scores["facts"]


def wrong(line, fact):
    """The fields in which the fact of one of the two figures differs from its line; the other one agrees."""
    lines, facts = (
        ((line, RATS), (fact, rats())) if line.startswith("6 $") else ((DEBT, line), (debt(), fact))
    )
    return {difference.field for difference in evaluated(lines, *facts).differences}


def with_column(line, column, said):
    fields = line.split("\t")
    fields[COLUMNS.index(column)] = said
    return "\t".join(fields)


def test_a_line_is_read_with_its_alternatives():
    first, second = gold(DEBT, RATS)
    assert (first.figure.text, second.figure.text) == ("6 $", "deux cents rats")
    assert [surface and surface.text for surface in second.holder] == [None, "rats"]
    assert [verb and (verb.surface.text, verb.lemma) for verb in second.predicate] == [
        ("dorment", "dormir"),
        None,
    ]
    assert second.certainty == ("asserted", "hedged")
    assert (first.direction, second.direction) == (("down",), (None,))
    assert first.written["source"] == "Luc Vial"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((DEBT,), "line 3: no line for the figure 'deux cents rats'"),
        ((DEBT, RATS, RATS), "line 4: the article's gold has no figure"),
        ((RATS, DEBT), "line 2: value 'deux cents rats': the figure that is next in the gold is '6 $'"),
        ((DEBT, RATS + "\t-"), "line 3: 9 fields where 8 are expected"),
        ((with_column(DEBT, "holder", "Nordax"), RATS), "line 2: holder 'Nordax': 'Nordax' is not in"),
        (
            (with_column(DEBT, "holder", "Nordex#3"), RATS),
            "line 2: holder 'Nordex#3': the text has 'Nordex' 2",
        ),
        ((with_column(DEBT, "holder", "Nordex#0"), RATS), "line 2: holder"),
        ((with_column(DEBT, "source", ""), RATS), "line 2: source '': is empty"),
        ((with_column(DEBT, "source", "Luc Vial || "), RATS), "line 2: source"),
        ((with_column(DEBT, "predicate", "pèse"), RATS), "line 2: predicate 'pèse': a predicate is written"),
        (
            (with_column(DEBT, "certainty", "sure"), RATS),
            "line 2: certainty 'sure': must be one of asserted,",
        ),
        ((with_column(DEBT, "certainty", "-"), RATS), "line 2: certainty"),
        ((with_column(DEBT, "direction", "left"), RATS), "line 2: direction 'left': must be one of up, down"),
    ],
)
def test_broken_lines_are_told(lines, told):
    with pytest.raises(GoldError) as error:
        gold(*lines)
    assert told in str(error.value)


def test_the_columns_must_be_there():
    with pytest.raises(GoldError, match="line 1: the columns must be value, holder"):
        parse_facts(f"{DEBT}\n{RATS}\n", TEXT, FIGURES)


def test_no_figures_no_lines():
    assert parse_facts(table(), "Rien.", ()) == ()


@pytest.mark.parametrize(
    ("markup", "said", "meant"),
    [
        ("a b a [[6 $ => money 6 USD]] b. a b", "a", 4),
        ("a b a [[6 $ => money 6 USD]] b. a b", "b", 10),
        ("a b a. c [[6 $ => money 6 USD]] c. a", "a", 4),  # none in its sentence: the nearest before
        ("c. c [[6 $ => money 6 USD]] c. a a", "a", 12),  # nor before: the nearest
        ("a b a [[6 $ => money 6 USD]] b. a b", "a#1", 0),
        ("a b a [[6 $ => money 6 USD]] b. a b", "a#3", 13),
        ("C# ca a [[6 $ => money 6 USD]] c#2.", "c#2", 12),  # the text has it as it is
        ("bal [[6 $ => money 6 USD]] bals. a b", "b", 16),  # a whole word before a part of one
        ("bal [[6 $ => money 6 USD]] bals. a", "b", 8),  # but where there is none, a part
        ("l’an [[6 $ => money 6 USD]].", "an", 2),
        ("x [[6 $ => money 6 USD]]", "$", 4),
    ],
)
def test_which_of_equal_words_is_meant(markup, said, meant):
    text, figures = parse_gold(markup)
    (fact,) = parse_facts(table(f"6 $\t{said}\t-\t-\t-\tasserted\t-\t-"), text, figures)
    (holder,) = fact.holder
    cuts = [0, *(stop.end() for stop in re.finditer(r"\. ", text)), len(text)]
    sentences = [Stretch(start=a, end=b) for a, b in pairwise(cuts)]
    assert holder.meant(figures[0], sentences)[0] == meant


def test_what_agrees_is_right_in_every_field():
    score = scored((DEBT, RATS), debt(), rats())
    assert score.as_dict() == {
        "gold": 2,
        "found": 2,
        **{
            name: {"accuracy": 1.0}
            for name in ("holder", "measure", "predicate", "when", "source", "direction")
        },
        **{
            name: {"accuracy": 1.0, "precision": 1.0, "recall": 1.0, "f1": 1.0}
            for name in ("measure", "predicate", "when", "source", "direction")
        },
        "certainty": {"accuracy": 1.0, "asserted": {"precision": 1.0, "recall": 1.0, "f1": 1.0}},
        "whole": {"precision": 1.0, "recall": 1.0, "f1": 1.0},
    }


@pytest.mark.parametrize(
    ("line", "fact", "fields"),
    [
        (DEBT, debt(holder=held("groupe Nordex")), set()),  # the same words elsewhere
        (DEBT, debt(holder=held("dette de Nordex", head="dette")), {"holder"}),  # the head counts
        (DEBT, debt(holder=None), {"holder"}),
        (with_column(DEBT, "holder", "Luc Vial"), debt(holder=held("Vial", 2)), set()),  # the same name
        (with_column(DEBT, "holder", "dette || -"), debt(holder=None), set()),
        (
            with_column(DEBT, "holder", "6 $ || dette"),
            debt(holder=None),
            set(),
        ),  # the figure is its own holder
        (RATS, rats(holder=held("rats")), set()),
        (with_column(RATS, "holder", "-"), rats(holder=held("rats")), set()),
        (with_column(RATS, "holder", "-"), rats(holder=held("Nordex")), {"holder"}),
        (with_column(RATS, "holder", "Nordex || -"), rats(holder=held("rats")), {"holder"}),
        (with_column(RATS, "holder", "rats"), rats(), set()),
        (DEBT, debt(measure=noun("dette de Nordex", head="dette")), set()),
        (DEBT, debt(measure=noun("baisse")), {"measure"}),
        (DEBT, debt(measure=None), {"measure"}),
        (with_column(DEBT, "measure", "baisse || -"), debt(measure=None), set()),
        (with_column(DEBT, "measure", "Nordex#1"), debt(measure=noun("Nordex", 2)), {"measure"}),
        (DEBT, debt(predicate=verb("dorment", "peser")), set()),  # another place, the same lemma
        (DEBT, debt(predicate=verb("pèse", "pesser")), set()),  # another lemma, the same place
        (DEBT, debt(predicate=verb("dorment", "dormir")), {"predicate"}),
        (DEBT, debt(predicate=None), {"predicate"}),
        (RATS, rats(predicate=None), set()),
        (DEBT, debt(when=1), {"when"}),  # the other "mai"
        (DEBT, debt(when=None), {"when"}),
        (RATS, rats(when=0), {"when"}),
        (RATS, rats(certainty="hedged"), set()),
        (RATS, rats(certainty="planned"), {"certainty"}),
        (DEBT, debt(source=noun("Vial", 2)), set()),  # the same name
        (DEBT, debt(source=noun("Nordex")), {"source"}),
        (DEBT, debt(source=None), {"source"}),
        (RATS, rats(source=noun("Vial")), {"source"}),
        (DEBT, debt(direction="up"), {"direction"}),
        (DEBT, debt(direction=None), {"direction"}),
        (with_column(DEBT, "direction", "up || -"), debt(direction=None), set()),
    ],
)
def test_what_is_right_in_a_field(line, fact, fields):
    assert wrong(line, fact) == fields


def test_two_of_three_make_no_whole():
    score = scored((DEBT, RATS), debt(certainty="planned"), rats(source=noun("Vial"), measure=noun("rats")))
    assert (score.accuracy("certainty"), score.accuracy("source"), score.accuracy("measure")) == (
        0.5,
        0.5,
        0.5,
    )
    assert (score.whole.precision, score.whole.recall, score.whole.f1) == (0.5, 0.5, 0.5)


def test_a_figure_without_a_fact_is_wrong_in_every_field():
    evaluation = evaluated((DEBT, RATS), rats())
    score = evaluation.scores["facts"]
    assert {
        name: score.accuracy(name) for name in ("holder", "when", "certainty", "whole", "measure")
    } == dict.fromkeys(("holder", "when", "certainty", "whole", "measure"), 0.5)
    assert (score.whole.precision, score.whole.recall, round(score.whole.f1, 3)) == (1, 0.5, 0.667)
    assert (score.figures.gold, score.figures.found, score.figures.right) == (2, 1, 1)
    (missing,) = evaluation.differences
    assert dataclasses.astuple(missing) == ("a", "value", "6 $", "6 $", "-", None)


def test_a_fact_without_an_annotated_figure_is_one_too_many():
    markup = MARKUP.replace("[[6 $ => money 6 USD]]", "6 $")
    evaluation = evaluated((RATS,), debt(), rats(), markup=markup)
    score = evaluation.scores["facts"]
    assert (score.accuracy("holder"), score.whole.precision, score.whole.recall) == (1, 0.5, 1)
    assert score.present["measure"].found == 0
    (extra,) = evaluation.differences
    assert dataclasses.astuple(extra) == ("a", "value", "6 $", "-", "6 $", "subject")


def test_an_optional_figure_is_not_missed_but_judged_where_found():
    markup = MARKUP.replace("=> money", "=> ?money")
    assert scored((DEBT, RATS), rats(), markup=markup).figures.gold == 1
    score = scored((DEBT, RATS), debt(holder=None), rats(), markup=markup)
    assert (score.figures.gold, score.accuracy("holder")) == (2, 0.5)


def test_a_second_fact_at_an_optional_figure_is_not_too_much():
    markup = MARKUP.replace("[[6 $ => money 6 USD]]", "[[6 $ => ?money 6 USD]]")
    score = scored((DEBT, RATS), debt(), debt(), rats(), markup=markup)
    assert (score.figures.gold, score.figures.found) == (2, 2)
    score = scored((DEBT, RATS), debt(), debt(), rats())
    assert (score.figures.gold, score.figures.found) == (2, 3)


def test_a_fact_belongs_to_the_figure_that_it_overlaps_most():
    score = scored((DEBT, RATS), debt(), rats(), figure="pèse 6 $")
    assert score.as_dict()["whole"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    markup = MARKUP.replace("pèse", "[[pè => ratio 2]]se")
    line = "pè\t-\t-\t-\t-\tasserted\t-\t-"
    score = scored((line, DEBT, RATS), debt(), rats(), markup=markup, figure="pèse 6 $")
    assert (score.figures.gold, score.figures.right, score.whole.right) == (3, 2, 2)


def test_what_is_said_where_something_may_be_absent():
    # Annotated: measure dette; measure none. Found: another; one too many.
    score = scored((DEBT, RATS), debt(measure=noun("baisse")), rats(measure=noun("rats")))
    measure = score.present["measure"]
    assert (measure.gold, measure.found, measure.right) == (1, 2, 0)
    # A right one among alternatives with "none" counts; its absence is no miss.
    either = with_column(DEBT, "measure", "dette || -")
    measure = scored((either, RATS), debt(), rats()).present["measure"]
    assert (measure.gold, measure.found, measure.right, measure.f1) == (1, 1, 1, 1)
    measure = scored((either, RATS), debt(measure=None), rats()).present["measure"]
    assert (measure.gold, measure.found, measure.right, measure.f1) == (0, 0, 0, 0)
    # A missing fact says nothing.
    when = scored((DEBT, RATS), rats()).present["when"]
    assert (when.gold, when.found, when.right, round(when.f1, 3)) == (2, 1, 1, 0.667)


def test_certainty_by_label():
    # An alternative that is found counts as the annotated label, else the preferred one does.
    score = scored((DEBT, RATS), debt(certainty="planned"), rats(certainty="hedged"))
    counts = {label: (tally.gold, tally.found, tally.right) for label, tally in score.certainties.items()}
    assert counts == {"asserted": (1, 0, 0), "planned": (0, 1, 0), "hedged": (1, 1, 1)}
    missing = scored((DEBT, RATS), debt()).certainties["asserted"]
    assert (missing.gold, missing.found, missing.right) == (2, 1, 1)


def test_differences_say_what_was_expected_and_what_found():
    changed = debt(predicate=verb("dorment", "dormir"), when=1, holder=None)
    assert [dataclasses.astuple(d) for d in evaluated((DEBT, RATS), changed, rats()).differences] == [
        ("a", "holder", "6 $", "Nordex", "-", "subject"),
        ("a", "predicate", "6 $", "pèse=peser", "dorment=dormir", "subject"),
        ("a", "when", "6 $", "mai", "mai", "subject"),
    ]


def test_sealed_articles_are_scored_apart_and_not_listed():
    evaluation = FactEvaluation()
    evaluation.add(sheet(debt(), rats()), gold(DEBT, RATS))
    assert list(evaluation.scores) == ["facts"]
    evaluation.add(sheet(debt(holder=None), rats()), gold(DEBT, RATS), sealed=True)
    holders = {name: score.accuracy("holder") for name, score in evaluation.scores.items()}
    assert holders == {"facts": 0.75, "facts open": 1, "facts sealed": 0.5}
    assert not evaluation.differences


@pytest.fixture
def folders(tmp_path):
    """Annotation, corpus and sheets of two articles of one text, the second one sealed."""
    annotated, corpus, sheets = (tmp_path / part for part in ("gold", "corpus", "sheets"))
    for folder in (annotated / "facts", corpus, sheets):
        folder.mkdir(parents=True)
    for article, fact in (("open", debt(when=None)), ("shut", debt(holder=None))):
        (annotated / f"{article}.txt").write_text(MARKUP + "\n", encoding="utf-8")
        (annotated / "facts" / f"{article}.tsv").write_text(table(DEBT, RATS), encoding="utf-8")
        (corpus / f"{article}.txt").write_text(TEXT + "\n", encoding="utf-8")
        made = sheet(fact, rats())
        made = made.model_copy(update={"article": made.article.model_copy(update={"id": article})})
        (sheets / f"{article}.json").write_bytes(encode(made))
    (annotated / "facts" / "sealed.list").write_text("shut\n", encoding="utf-8")
    return annotated, corpus, sheets


def shown(folders, *options):
    annotated, corpus, sheets = map(str, folders)
    return CliRunner().invoke(cli.main, ["eval", annotated, corpus, "--sheets", sheets, *options])


def test_eval_scores_facts(folders):
    scores = json.loads(shown(folders, "--json").stdout)
    whole = {name: score["whole"]["f1"] for name, score in scores.items() if name.startswith("facts")}
    assert whole == {"facts": 0.5, "facts open": 0.5, "facts sealed": 0.5}
    assert scores["facts open"]["holder"] == {"accuracy": 1.0}
    assert scores["facts open"]["when"] == {"accuracy": 0.5, "precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert scores["money"]["gold"] == 2


def test_eval_prints_a_table_of_facts_and_their_differences(folders):
    lines = shown(folders, "--differences").stdout.splitlines()
    assert [line for line in lines if " facts " in line and ": gold" in line] == [
        "open facts when of '6 $': gold 'mai'; found '-' (subject)"
    ]
    rows = [line.split() for line in lines]
    assert rows.index(["facts", "4", "4"]) < rows.index(["facts", "open", "2", "2"])
    assert ["holder", "75.0"] in rows
    assert ["when", "4", "3", "75.0", "100.0", "75.0", "85.7"] in rows
    assert ["asserted", "4", "4", "100.0", "100.0", "100.0"] in rows
    assert ["whole", "4", "4", "50.0", "50.0", "50.0", "50.0"] in rows


def test_eval_without_facts_scores_none(folders):
    assert "facts" not in json.loads(shown(folders, "--json", "--no-facts").stdout)
    assert "whole" not in shown(folders, "--no-facts").stdout


def test_eval_tells_the_file_and_the_line(folders):
    file = folders[0] / "facts" / "open.tsv"
    file.write_text(table(DEBT), encoding="utf-8")
    told = shown(folders)
    assert told.exit_code == 2
    assert f"{file}: line 3: no line for the figure" in told.stderr


def test_facts_without_annotated_figures_are_refused(folders):
    annotated, corpus, sheets = folders
    (annotated / "shut.txt").unlink()
    with pytest.raises(GlaneurError, match=r"shut\.tsv: the figures of these facts are not annotated"):
        evaluate(annotated, corpus, sheets=sheets)
