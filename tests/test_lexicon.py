"""A user's own lexicon: what each kind of entry adds, and what it wins over."""

import pickle
import re
from decimal import Decimal
from pathlib import Path

import pytest

import glaneur
from glaneur.expressions import phrases
from glaneur.expressions.tokens import Tokens
from glaneur.lexicons.entries import Entries
from glaneur.lexicons.lexicon import KEPT, SHIPPED, as_lexicon, read_lexicon
from glaneur.lexicons.reading import pint_problems

DOCS = Path(__file__).parents[1] / "docs" / "lexicon.md"

CURRENCY = '[[currency]]\ncode = "XBT"\nnames = ["bitcoin", "bitcoins"]\nsymbols = ["₿"]\n'
SUB_UNIT = '[[currency]]\ncode = "XBT"\nfactor = 0.00000001\nnames = ["satoshis"]\n'
UNIT = '[[unit]]\ncode = "[fth_i]"\npint = "fathom"\nnames = ["brasse", "brasses"]\n'
PREFIXED = (
    '[[unit]]\ncode = "V.A"\npint = "volt_ampere"\nnames = ["voltampères"]\nsymbols = ["VA"]\n'
    'prefixes = ["kilo", "méga"]\n'
)
SQUARED = '[[unit]]\ncode = "toise"\nnames = ["toises"]\nsymbols = ["T"]\npowers = true\n'
BEFORE = '[[modifier]]\nmodifier = "approx"\nplace = "before"\nphrases = ["à la louche"]\n'
AFTER = '[[modifier]]\nmodifier = "at_least"\nplace = "after"\nphrases = ["bon poids"]\n'
DENIED = '[[modifier]]\nmodifier = "more_than"\ndenied = "at_most"\nplace = "before"\nphrases = ["crève"]\n'
ITEM = '[[item]]\nnames = ["haïku", "cas groupés graves"]\n'


@pytest.fixture
def lexicon(tmp_path):
    """A function that writes a user's file and gives its path."""

    def write(*entries, name="my.toml"):
        path = tmp_path / name
        path.write_text("\n".join(entries), encoding="utf-8")
        return path

    return write


def money(text, lexicon=None):
    return [(m.text, m.amount, m.currency, m.modifier) for m in glaneur.find_money(text, lexicon=lexicon)]


def quantities(text, lexicon=None):
    return [
        (q.text, q.kind, q.value, q.unit or q.item) for q in glaneur.find_quantities(text, lexicon=lexicon)
    ]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        (CURRENCY, "Il a misé 3 bitcoins.", ("3 bitcoins", 3, "XBT", None)),
        (
            CURRENCY,
            "Une fortune de 2 millions de Bitcoins.",
            ("2 millions de Bitcoins", 2_000_000, "XBT", None),
        ),
        (CURRENCY, "Le rançonneur réclame ₿ 12.", ("₿ 12", 12, "XBT", None)),
        (CURRENCY, "Il réclame 12 ₿.", ("12 ₿", 12, "XBT", None)),
        (SUB_UNIT, "Un café à 500 satoshis.", ("500 satoshis", Decimal("0.000005"), "XBT", None)),
        (BEFORE, "Il en coûtera à la louche 300 euros.", ("300 euros", 300, "EUR", "approx")),
        (AFTER, "Il en coûtera 300 euros bon poids.", ("300 euros", 300, "EUR", "at_least")),
        (DENIED, "La note ne crève pas 300 euros.", ("300 euros", 300, "EUR", "at_most")),
        (DENIED, "La note crève les 300 euros.", ("300 euros", 300, "EUR", "more_than")),
    ],
)
def test_an_entry_adds_to_the_sums(lexicon, entry, text, expected):
    assert money(text, lexicon(entry)) == [expected]
    assert money(text) != [expected]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        (UNIT, "L'épave gît par 40 brasses.", ("40 brasses", "measure", 40, "[fth_i]")),
        (PREFIXED, "Un compteur de 36 kVA.", ("36 kVA", "measure", 36, "kV.A")),
        (PREFIXED, "Un poste de 2 mégavoltampères.", ("2 mégavoltampères", "measure", 2, "MV.A")),
        (PREFIXED, "Un appareil de 900 VA.", ("900 VA", "measure", 900, "V.A")),
        (SQUARED, "Un pré de 90 toises carrées.", ("90 toises carrées", "measure", 90, "toise2")),
        (SQUARED, "Un pré de 90 T².", ("90 T²", "measure", 90, "toise2")),
        (ITEM, "Elle a publié 25 haïku.", ("25 haïku", "count", 25, "haïku")),
        (ITEM, "Elle a publié 25 petits haïku.", ("25 petits haïku", "count", 25, "petits haïku")),
        (
            ITEM,
            "Lyon a connu 7 cas groupés graves.",
            ("7 cas groupés graves", "count", 7, "cas groupés graves"),
        ),
    ],
)
def test_an_entry_adds_to_the_quantities(lexicon, entry, text, expected):
    assert quantities(text, lexicon(entry)) == [expected]
    assert quantities(text) != [expected]


def test_every_way_to_say_an_own_unit_wins_over_what_ships(lexicon):
    own = as_lexicon(
        lexicon(
            '[[unit]]\ncode = "q"\nnames = ["quarts"]\nsymbols = ["q"]\nprefixed_symbols = ["F"]\n'
            'prefixes = ["kilo"]\npowers = true\n'
        )
    )
    assert not any(map(own.keeps_symbol, ("q", "kq", "kF", "q²", "kF3")))
    assert own.keeps_symbol("F")
    assert not any(map(own.keeps_name, ("quarts", "Kiloquarts", "quarts carrés")))
    assert own.keeps_name("carrés")


def test_a_unit_known_to_pint_has_an_si_value(lexicon):
    (fathoms,) = glaneur.find_quantities("L'épave gît par 40 brasses.", lexicon=lexicon(UNIT))
    assert fathoms.si_unit == "m"
    assert fathoms.si_value is not None
    assert round(fathoms.si_value, 2) == Decimal("73.15")
    (power,) = glaneur.find_quantities("Un compteur de 36 kVA.", lexicon=lexicon(PREFIXED))
    assert (power.si_value, power.si_unit) == (36_000, "W")
    (area,) = glaneur.find_quantities("Un pré de 90 T².", lexicon=lexicon(SQUARED))
    assert (area.si_value, area.si_unit) == (None, None)


def test_a_listed_item_is_no_sum_though_it_looks_like_a_participle(lexicon):
    text = "Sur 3 000 euros de dons, le club a 2 000 confirmés."
    path = lexicon('[[item]]\nnames = ["confirmés"]\n')
    assert [m.text for m in glaneur.find_money(text)] == ["3 000 euros", "2 000"]
    assert [m.text for m in glaneur.find_money(text, lexicon=path)] == ["3 000 euros"]
    assert quantities(text, path) == [("2 000 confirmés", "count", 2000, "confirmés")]


def test_a_listed_item_names_its_rule(lexicon):
    path = lexicon(ITEM)
    found = glaneur.find_quantities("Elle a publié 25 haïku, puis de 30 à 40 haïku.", lexicon=path)
    assert [q.rule for q in found] == ["number_item", "range_item"]


def test_numbers_leave_out_what_the_lexicon_makes_a_quantity(lexicon):
    text = "Elle a publié 25 haïku."
    assert [n.value for n in glaneur.find_numbers(text)] == [25]
    with_item = glaneur.find_numbers(text, lexicon=lexicon(ITEM))
    assert [n.value for n in with_item] == [n.value for n in glaneur.find_numbers("Elle a publié 25 poèmes.")]


def test_dates_take_a_lexicon_too(lexicon):
    found = glaneur.find_dates("Il est parti hier.", published="2024-09-05", lexicon=lexicon(ITEM))
    assert [date.value for date in found] == ["2024-09-04"]


@pytest.mark.parametrize(
    ("entry", "text", "shipped", "own"),
    [
        (
            '[[currency]]\ncode = "CAD"\nnames = ["dollars"]\nsymbols = ["$"]\n',
            "Vingt dollars ici, 30 $ là, 40 dollars américains ailleurs.",
            ["USD", "USD", "USD"],
            ["CAD", "CAD", "USD"],
        ),
        ('[[currency]]\ncode = "XAF"\nnames = ["CFA"]\n', "Il doit 500 CFA.", ["XOF"], ["XAF"]),
        ('[[unit]]\ncode = "F"\nsymbols = ["F"]\n', "Un condensateur de 12 F.", ["FRF"], []),
        ('[[item]]\nnames = ["euros"]\n', "Un lot de 12 euros neufs.", ["EUR"], []),
    ],
)
def test_the_user_s_entry_wins_among_sums(lexicon, entry, text, shipped, own):
    assert [m.currency for m in glaneur.find_money(text, lexicon=lexicon(entry))] == own
    assert [m.currency for m in glaneur.find_money(text)] == shipped


@pytest.mark.parametrize(
    ("entry", "text", "shipped", "own"),
    [
        ('[[unit]]\ncode = "barrel"\nnames = ["barils"]\n', "Il vend 30 barils.", "[bbl_us]", "barrel"),
        ('[[item]]\nnames = ["barils"]\n', "Il vend 30 barils.", "[bbl_us]", "barils"),
        ('[[unit]]\ncode = "are"\nsymbols = ["m²"]\n', "Un pré de 30 m².", "m2", "are"),
        ('[[unit]]\ncode = "B"\nnames = ["km"]\n', "Il a couru 30 km.", "km", "B"),
        (
            '[[unit]]\ncode = "x"\nnames = ["watts"]\nprefixes = ["kilo"]\n',
            "Un four de 3 kilowatts.",
            "kW",
            "kx",
        ),
        ('[[unit]]\ncode = "F"\nsymbols = ["F"]\n', "Un condensateur de 12 F.", None, "F"),
    ],
)
def test_the_user_s_entry_wins_among_quantities(lexicon, entry, text, shipped, own):
    assert [q[3] for q in quantities(text, lexicon(entry))] == [own]
    assert [q[3] for q in quantities(text)] == ([shipped] if shipped else [])


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_user_s_modifier_wins(lexicon, place):
    path = lexicon(f'[[modifier]]\nmodifier = "less_than"\nplace = "{place}"\nphrases = ["environ"]\n')
    text = "Il doit environ 3 euros." if place == "before" else "Il doit 3 euros environ."
    assert [m.modifier for m in glaneur.find_money(text, lexicon=path)] == ["less_than"]
    assert [m.modifier for m in glaneur.find_money(text)] == ["approx"]


@pytest.mark.parametrize("written", ["hai\u0308ku", "ha\u00adïku", "  haïku "])
def test_phrases_are_read_as_texts_are(lexicon, written):
    path = lexicon(f'[[item]]\nnames = ["{written}"]\n')
    assert quantities("Elle a publié 25 haïku.", path) == [("25 haïku", "count", 25, "haïku")]


def test_a_file_with_a_byte_order_mark_and_windows_line_ends(tmp_path):
    path = tmp_path / "notepad.toml"
    path.write_bytes(b"\xef\xbb\xbf" + ITEM.replace("\n", "\r\n").encode())
    assert len(quantities("Elle a publié 25 haïku.", path)) == 1


def test_a_long_phrase_at_the_start_of_a_text_is_no_harm(lexicon):
    phrase = " ".join(["très"] * 40)
    path = lexicon(f'[[modifier]]\nmodifier = "approx"\nplace = "before"\nphrases = ["{phrase}"]\n')
    assert money("très 3 €", path) == [("3 €", 3, "EUR", None)]
    assert money(f"{phrase} 3 €", path) == [("3 €", 3, "EUR", "approx")]


def test_a_phrase_is_not_looked_for_before_the_text():
    table = phrases.PhraseTable([("a b c d e f g h i j k l m n o p q r s", 1)])
    tokens = Tokens("s")
    assert table.ending_at(tokens, tokens.low.index("s") + 1) is None


# One lexicon is one object


def test_the_same_entries_are_the_same_lexicon(lexicon):
    first = read_lexicon(lexicon(ITEM))
    assert read_lexicon(lexicon("# a comment", ITEM, name="other.toml")) is first
    assert pickle.loads(pickle.dumps(first)) is first
    assert as_lexicon(first) is first
    assert read_lexicon(lexicon(ITEM, UNIT)) is not first


def test_a_changed_file_is_read_again(lexicon):
    path = lexicon(ITEM)
    assert money("Il a misé 3 bitcoins.", path) == []
    lexicon(ITEM, CURRENCY)
    assert money("Il a misé 3 bitcoins.", path) == [("3 bitcoins", 3, "XBT", None)]


def test_a_file_without_entries_is_the_shipped_lexicon(lexicon):
    assert read_lexicon(lexicon("# nothing yet")) is SHIPPED
    assert pickle.loads(pickle.dumps(SHIPPED)) is SHIPPED
    assert as_lexicon(None) is SHIPPED


def test_lexicons_beyond_those_kept_still_read_right(lexicon):
    paths = [
        lexicon(f'[[currency]]\ncode = "X{chr(65 + i)}T"\nnames = ["bitcoins"]\n', name=f"{i}.toml")
        for i in range(KEPT + 2)
    ]
    for _ in range(2):
        found = [glaneur.find_money("Il a misé 3 bitcoins.", lexicon=path)[0].currency for path in paths]
        assert found == [f"X{chr(65 + i)}T" for i in range(KEPT + 2)]


# What ships


def test_shipped_units_are_known_to_pint():
    assert list(pint_problems(SHIPPED.shipped)) == []


@pytest.mark.parametrize("kind", sorted(Entries.model_fields))
def test_shipped_entries_have_the_shapes_of_a_user_s(kind):
    assert getattr(SHIPPED.shipped, kind)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("La mairie emploie 120 équivalents temps plein.", "équivalents temps plein"),
        ("Les quinze rugbymen sont rentrés.", "rugbymen"),
        ("Trois taliban ont été arrêtés à Kaboul.", "taliban"),
    ],
)
def test_shipped_items_are_counted(text, item):
    assert [q.item for q in glaneur.find_quantities(text)] == [item]


def test_a_torque_is_measured():
    (torque,) = glaneur.find_quantities("Le moteur offre un couple de 250 Nm.")
    assert (torque.text, torque.unit, torque.si_value) == ("250 Nm", "N.m", None)


# The page for users


def test_the_page_s_entries_are_read_and_its_python_runs(tmp_path, monkeypatch):
    page = DOCS.read_text(encoding="utf-8")
    blocks = re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL)
    path = tmp_path / "my.toml"
    path.write_text("\n".join(code for kind, code in blocks if kind == "toml"), encoding="utf-8")
    own = read_lexicon(path).own
    assert all(getattr(own, kind) for kind in Entries.model_fields)
    assert money("Il a misé 3 bitcoins, soit 20 dollars.", path) == [
        ("3 bitcoins", 3, "XBT", None),
        ("20 dollars", 20, "CAD", None),
    ]
    monkeypatch.chdir(tmp_path)
    (code,) = (code for kind, code in blocks if kind == "python")
    names: dict[str, object] = {}
    exec(code, names)
    assert "nlp" in names
