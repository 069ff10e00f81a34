"""A sheet as bytes: its layout, its numbers, its schema and its seal."""

import json
from decimal import Decimal
from typing import get_args

import jsonschema
import pytest

from glaneur.errors import SheetError
from glaneur.outputs.sheet_json import (
    SCHEMA_FILE,
    decode,
    dump_value,
    encode,
    encode_sealed,
    json_schema,
    read_stamp,
)
from glaneur.schema import (
    KINDS,
    Article,
    Entity,
    FactSheet,
    Generator,
    Mention,
    Money,
    Notice,
    Quantity,
    Sentence,
    TimeExpression,
)

TEXT = 'xAI a récolté « jusqu’à 6 milliards de dollars » en mai :\n    "sha256": "0"\n\t33,3 %'


@pytest.fixture
def sheet():
    return FactSheet(
        article=Article(id="eco/xai", path="eco/xai.md", tags=("ia",), sha256="a" * 64, text=TEXT),
        generator=Generator(name="glaneur", version="0", model="m 1", fingerprint="b" * 64),
        sentences=(Sentence(start=0, end=len(TEXT)),),
        entities=(Entity(text="xAI", start=0, end=3, sentence=0, label="ORG", name="xAI", rule="ner"),),
        money=(
            Money(
                text="6 milliards de dollars",
                start=24,
                end=46,
                sentence=0,
                amount=Decimal("6e9"),
                max=Decimal("6000000000"),
                currency="USD",
                currency_basis="assumed",
                modifier="at_most",
                rule="x",
            ),
        ),
        quantities=(
            Quantity(
                text="33,3 %",
                start=TEXT.index("33"),
                end=len(TEXT),
                sentence=0,
                kind="percent",
                value=Decimal("33.30"),
                unit="%",
                rule="x",
            ),
        ),
        dates=(
            TimeExpression(text="mai", start=52, end=55, sentence=0, type="DATE", value="XXXX-05", rule="x"),
        ),
        warnings=(Notice(code="no_publication_date", message="…"),),
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("6E+9"), "6000000000"),
        (Decimal("25000.00"), "25000"),
        (Decimal("0.50"), "0.5"),
        (Decimal("-33.30"), "-33.3"),
        (Decimal("0"), "0"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("12345678901234567890.123456789"), "12345678901234567890.123456789"),
        (10**30, "1" + "0" * 30),
        (True, "true"),
        (None, "null"),
        ('été \u2028\t"\\\x01', '"été \u2028\\t\\"\\\\\\u0001"'),
        (("a", "b"), '["a", "b"]'),
        ({"a": None}, '{"a": null}'),
    ],
)
def test_values_are_written_exactly(value, written):
    assert dump_value(value) == written


@pytest.mark.parametrize(
    "figure", ["1.5", "0.333333333333", "12345678901234567890123456789012345.5", "1E-40", "9" * 900 + ".5"]
)
def test_a_figure_comes_back_to_the_last_digit(sheet, figure):
    money = sheet.money[0].model_copy(
        update={"amount": Money.model_validate(sheet.money[0].model_dump() | {"amount": figure}).amount}
    )
    again = decode(encode(sheet.model_copy(update={"money": (money,)}))).money[0].amount
    assert (again, again.as_tuple()) == (Decimal(figure), money.amount.as_tuple())


@pytest.mark.parametrize("figure", ["0.333333333333", "-0.5", "1234567.891", "6E+9", "0"])
def test_there_is_one_json_form(sheet, figure):
    money = Money.model_validate(sheet.money[0].model_dump() | {"amount": figure})
    assert json.loads(money.model_dump_json()) == json.loads(dump_value(money))


@pytest.mark.parametrize("figure", ["1e999999999", "1e-999999999", "1e5000", "NaN", "Infinity", "9" * 4000])
def test_a_figure_without_bounds_is_refused(sheet, figure):
    data = encode(sheet).replace(b'"amount": 6000000000', f'"amount": {figure}'.encode())
    with pytest.raises(SheetError):
        decode(data)


def test_the_kinds_of_mention_are_those_of_a_sheet():
    fields = {name: field.annotation for name, field in FactSheet.model_fields.items()}
    assert {name: tuple[kind.model, ...] for name, kind in KINDS.items()}.items() <= fields.items()
    mentions = {
        name for name, kind in fields.items() if get_args(kind) and issubclass(get_args(kind)[0], Mention)
    }
    assert mentions == set(KINDS)


def test_what_has_no_place_in_a_sheet_is_refused():
    with pytest.raises(TypeError, match="float"):
        dump_value(0.1)


def test_a_sheet_reads_like_a_page(sheet):
    lines = encode(sheet).decode().split("\n")
    assert lines[:4] == ["{", '  "schema_version": "1.1",', '  "article": {', '    "id": "eco/xai",']
    assert '"amount": 6000000000, "min": null, "max": 6000000000, "currency": "USD"' in "\n".join(lines)
    assert sum(line.startswith('    {"text": "xAI"') for line in lines) == 1
    assert lines[-2:] == ["}", ""]


def test_a_sheet_comes_back(sheet):
    assert decode(encode(sheet)) == sheet
    assert encode(decode(encode(sheet))) == encode(sheet)


def test_committed_schema_is_that_of_the_models():
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == json_schema(), (
        "run: glaneur.outputs.sheet_json.json_schema() and commit it as factsheet.schema.json"
    )


def test_sheets_follow_the_schema(sheet):
    schema = json.loads(SCHEMA_FILE.read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(encode(sheet)), schema)
    jsonschema.validate(json.loads(encode_sealed(sheet)), schema)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content["article"].pop("url"),
        lambda content: content.pop("warnings"),
        lambda content: content["money"][0].pop("per"),
        lambda content: content["money"][0].update(amount="6000000000"),
        lambda content: content["money"][0].update(currency_basis="guess"),
        lambda content: content["entities"][0].update(label="GPE"),
        lambda content: content["entities"][0].update(start=-1),
        lambda content: content["entities"][0].update(colour="red"),
        lambda content: content.update(extra=1),
    ],
)
def test_spoiled_sheets_are_refused_by_program_and_schema(sheet, spoil):
    content = json.loads(encode(sheet))
    spoil(content)
    with pytest.raises(SheetError):
        decode(json.dumps(content).encode())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json_schema())


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda content: content["article"].pop("url"), "article.url is missing"),
        (lambda content: content["money"][0].pop("per"), "money.0.per is missing"),
        (
            lambda content: content["money"][0].update(amount="6000000000"),
            "money.0.amount has the wrong type",
        ),
        (lambda content: content["article"].update(notices=[]), "article.notices is no field"),
    ],
)
def test_the_field_that_is_wrong_is_named(sheet, spoil, told):
    content = json.loads(encode(sheet))
    spoil(content)
    with pytest.raises(SheetError, match=told):
        decode(json.dumps(content).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_sheet_is_refused(data):
    with pytest.raises(SheetError):
        decode(data)
    assert read_stamp(data) is None


def test_stamp_is_read_without_parsing(sheet):
    stamp = read_stamp(encode_sealed(sheet))
    assert (stamp.path, stamp.sha256, stamp.fingerprint) == ("eco/xai.md", "a" * 64, "b" * 64)
    assert stamp.intact


@pytest.mark.parametrize("path", ['a"b\\c.md', "été/à.md", "a\u2028b.md"])
def test_stamp_of_strange_paths(sheet, path):
    article = sheet.article.model_copy(update={"path": path})
    assert read_stamp(encode_sealed(sheet.model_copy(update={"article": article}))).path == path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"name": "xAI"', b'"name": "X.AI"'),
        (b'"amount": 6000000000', b'"amount": 7000000000'),
        (b'"id": "eco/xai"', b'"id": "eco/xbi"'),
        (b"}\n", b"}\n\n"),
        (b'"fingerprint": "b', b'"fingerprint": "c'),
    ],
)
def test_any_edit_breaks_the_seal(sheet, old, new):
    data = encode_sealed(sheet)
    assert old in data
    assert not read_stamp(data.replace(old, new)).intact


def test_a_sheet_without_seal_has_no_stamp(sheet):
    assert read_stamp(encode(sheet)) is None


def test_a_sealed_sheet_is_the_same_sheet(sheet):
    sealed = decode(encode_sealed(sheet))
    unsealed = sealed.model_copy(update={"generator": sealed.generator.model_copy(update={"seal": None})})
    assert unsealed == sheet
