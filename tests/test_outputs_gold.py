"""Hand annotation: how it is read, and how sheets are scored against it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from glaneur.outputs.gold import GoldError, parse_gold
from glaneur.outputs.scores import Evaluation
from glaneur.schema import Article, Entity, FactSheet, Generator, Money, Quantity, TimeExpression


@pytest.mark.parametrize(
    ("markup", "layer", "kind", "value", "extras"),
    [
        ("[[xAI => ORG]]", "entities", "ORG", (), set()),
        ("[[6 $ => money 6 USD at_most]]", "money", "money", ((Decimal(6),), "USD"), {"at_most"}),
        ("[[6 livres => money 6 ?]]", "money", "money", ((Decimal(6),), None), set()),
        (
            "[[x => money 10..15.5 EUR per=place_assise]]",
            "money",
            "money",
            ((Decimal(10), Decimal("15.5")), "EUR"),
            {"per=place_assise"},
        ),
        ("[[x => percent -0.2]]", "quantities", "percent", ((Decimal("-0.2"),),), set()),
        ("[[x => percent 3..5 approx]]", "quantities", "percent", ((Decimal(3), Decimal(5)),), {"approx"}),
        ("[[x => measure 100 km/h]]", "quantities", "measure", ((Decimal(100),), "km/h"), set()),
        (
            '[[x => count 2..3 "GPU Nvidia H100" at_least]]',
            "quantities",
            "count",
            ((Decimal(2), Decimal(3)), "GPU Nvidia H100"),
            {"at_least"},
        ),
        ("[[x => ratio 1/3]]", "quantities", "ratio", ((Fraction(1, 3),),), set()),
        ("[[x => DATE 2024-05 mod=END]]", "dates", "DATE", ("2024-05",), {"mod=END"}),
        ("[[x => SET XXXX-WXX-1]]", "dates", "SET", ("XXXX-WXX-1",), set()),
    ],
)
def test_annotations(markup, layer, kind, value, extras):
    text, (mention,) = parse_gold(f"Avant {markup} après.")
    assert text == f"Avant {mention.text} après."
    assert (mention.layer, mention.kind, mention.value, mention.extras) == (layer, kind, value, extras)
    assert text[mention.start : mention.end] == mention.text
    assert not mention.optional


def test_marks_nest():
    text, (outer, inner) = parse_gold('Les [[12 [[Airbus => MISC]] => count 12 "Airbus"]] volent => haut ]].')
    assert text == "Les 12 Airbus volent => haut ]]."
    assert (outer.text, inner.text, inner.start) == ("12 Airbus", "Airbus", 7)


def test_optional():
    _, (mention,) = parse_gold("Le [[SMIC => ?MISC]].")
    assert mention.optional
    assert mention.kind == "MISC"


@pytest.mark.parametrize(
    "markup",
    [
        "[[xAI",
        "[[xAI => ORG",
        "[[xAI => GPE]]",
        "[[xAI => ORG at_most]]",
        "[[x => money six USD]]",
        "[[x => money 6]]",
        "[[x => money 6 USD loads]]",
        "[[x => count 6 GPU]]",
        "[[x => DATE 2024 at_most]]",
        "[[x => DATE 2024 mod=LATE]]",
        "[[x => ratio 1/0]]",
        "[[x => ]]",
    ],
)
def test_broken_annotations_are_told(markup):
    with pytest.raises(GoldError):
        parse_gold(f"Avant {markup} après.")


TEXT = "xAI lève 6 $ soit un tiers, le 3 mai à Memphis."


def sheet(*mentions):
    layers = {"entities": Entity, "money": Money, "quantities": Quantity, "dates": TimeExpression}
    return FactSheet(
        article=Article(id="a", path="a.md", sha256="0", text=TEXT),
        generator=Generator(name="glaneur", version="0", model="m", fingerprint="0"),
        **{name: tuple(m for m in mentions if isinstance(m, model)) for name, model in layers.items()},
    )


def at(surface):
    start = TEXT.index(surface)
    return {"text": surface, "start": start, "end": start + len(surface), "rule": "x"}


def org(surface, label="ORG"):
    return Entity(**at(surface), label=label, name=surface)


def dollars(surface, amount, currency="USD", **more):
    return Money(**at(surface), amount=amount, currency=currency, currency_basis="symbol", **more)


def evaluate(markup, *mentions):
    text, gold = parse_gold(markup)
    assert text == TEXT
    evaluation = Evaluation()
    evaluation.add(sheet(*mentions), gold)
    return evaluation


def counts(evaluation, name):
    score = evaluation.scores[name]
    return (score.gold, score.found, *score.right.values())


def test_right_wrong_and_missed():
    markup = "[[xAI => ORG]] lève 6 $ soit un tiers, le 3 mai à [[Memphis => LOC]]."
    evaluation = evaluate(markup, org("xAI"), org("lève"))
    assert counts(evaluation, "entities") == (2, 2, 1, 1, 1)
    score = evaluation.scores["entities"]
    assert (score.precision("value"), score.recall("value"), score.f1("value")) == (0.5, 0.5, 0.5)
    assert [(d.gold and d.gold.text, d.found and d.found.text) for d in evaluation.differences] == [
        (None, "lève"),
        ("Memphis", None),
    ]


def test_another_label_is_the_right_span_only():
    evaluation = evaluate("[[xAI => ORG]] lève 6 $ soit un tiers, le 3 mai à Memphis.", org("xAI", "LOC"))
    assert counts(evaluation, "entities") == (1, 1, 1, 0, 0)
    assert counts(evaluation, "entities ORG") == (1, 0, 0, 0, 0)
    assert counts(evaluation, "entities LOC") == (0, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (dollars("6 $", 6, modifier="at_most"), (1, 1, 1)),
        (dollars("6 $", 6), (1, 1, 0)),
        (dollars("6 $", 6, modifier="at_most", per="pièce"), (1, 1, 0)),
        (dollars("6 $", 6, "CAD", modifier="at_most"), (1, 0, 0)),
        (dollars("6 $", 7, modifier="at_most"), (1, 0, 0)),
        (dollars("6 $", None, min=6, max=7), (1, 0, 0)),
        (dollars("6", 6, modifier="at_most"), (0, 0, 0)),
    ],
)
def test_levels_of_money(found, right):
    markup = "xAI lève [[6 $ => money 6 USD at_most]] soit un tiers, le 3 mai à Memphis."
    assert counts(evaluate(markup, found), "money") == (1, 1, *right)


def test_a_third_has_no_exact_decimal():
    found = Quantity(**at("un tiers"), kind="ratio", value=Decimal("0.3333333333"))
    markup = "xAI lève 6 $ soit [[un tiers => ratio 1/3]], le 3 mai à Memphis."
    assert counts(evaluate(markup, found), "quantities ratio") == (1, 1, 1, 1, 1)


def test_items_are_compared_without_typography():
    found = Quantity(**at("6 $"), kind="count", value=6, item="points d'appui")
    markup = 'xAI lève [[6 $ => count 6 "points\u00a0d’appui"]] soit un tiers, le 3 mai à Memphis.'
    assert counts(evaluate(markup, found), "quantities count") == (1, 1, 1, 1, 1)


@pytest.mark.parametrize(("mod", "right"), [("END", (1, 1, 1)), ("START", (1, 1, 0)), (None, (1, 1, 0))])
def test_mod_of_dates(mod, right):
    found = TimeExpression(**at("3 mai"), type="DATE", value="2024-05-03", mod=mod)
    markup = "xAI lève 6 $ soit un tiers, le [[3 mai => DATE 2024-05-03 mod=END]] à Memphis."
    assert counts(evaluate(markup, found), "dates") == (1, 1, *right)


@pytest.mark.parametrize("found", [(), (org("xAI"),), (org("xAI", "PER"),), (org("AI"),)])
def test_optional_mentions_are_neither_missed_nor_wrong(found):
    evaluation = evaluate("[[xAI => ?ORG]] lève 6 $ soit un tiers, le 3 mai à Memphis.", *found)
    assert counts(evaluation, "entities") == (0, 0, 0, 0, 0)
    assert not evaluation.differences


def test_an_optional_mention_does_not_excuse_its_neighbour():
    markup = "[[xAI => ?ORG]] [[lève => MISC]] 6 $ soit un tiers, le 3 mai à Memphis."
    assert counts(evaluate(markup, org("xAI lève", "MISC")), "entities") == (1, 1, 0, 0, 0)


def test_two_mentions_on_one_span_are_paired_by_worth():
    _, gold = parse_gold(
        "xAI lève [[[[6 $ => money 6 USD]] => money 5 EUR]] soit un tiers, le 3 mai à Memphis."
    )
    evaluation = Evaluation()
    evaluation.add(sheet(dollars("6 $", 5, "EUR"), dollars("6 $", 6)), gold)
    assert counts(evaluation, "money") == (2, 2, 2, 2, 2)
