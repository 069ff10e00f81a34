"""The words every stage speaks: articles, mentions and the fact sheet.

All offsets are 0-based Unicode code points into the article's own text, end exclusive:
`text[start:end]` is always the mention's surface. All models are frozen.
"""

from collections.abc import Mapping
from decimal import Context, Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

SCHEMA_VERSION = "1.1"

Modifier = Literal["approx", "more_than", "less_than", "at_least", "at_most"]
CurrencyBasis = Literal["code", "name", "symbol", "context", "assumed"]
QuantityKind = Literal["measure", "percent", "count", "ratio"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeMod = Literal[
    "START", "END", "MID", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER",
    "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS",
]  # fmt: skip
Grain = Literal[
    "second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "season", "quarter", "half",
    "year", "decade", "century",
]  # fmt: skip
EntityLabel = Literal["PER", "ORG", "LOC", "MISC"]
Certainty = Literal["asserted", "hedged", "planned", "negated", "question"]
Direction = Literal["up", "down"]
HolderBasis = Literal["named", "pronoun", "noun"]
PublishedBasis = Literal["front_matter", "record", "html_metadata", "file_name", "default", "argument"]


_MAX_DIGITS = 1000
_EXACT = Context(prec=2 * _MAX_DIGITS)


def _plain(value: Decimal) -> Decimal:
    """The same number written shortest, without an exponent: 1200000 for 1200000.0."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or max(value.adjusted(), -exponent) > _MAX_DIGITS:
        raise ValueError(f"a figure has at most {_MAX_DIGITS} digits before and behind the point")
    # The default context would round to 28 digits.
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize(_EXACT)


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Exact = Annotated[
    Decimal, AfterValidator(_plain), PlainSerializer(_json_number, return_type=int | float, when_used="json")
]
"""A Decimal in Python, a JSON number in sheets: an integer where integral, else the shortest decimal.

Sheets hold every digit that is said. pydantic's own JSON (`model_dump_json`) goes through a float: the same
number up to 15 digits.
"""


class Model(BaseModel):
    """Frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(Model):
    """A stretch of text that says something, and the rule that found it.

    `sentence` indexes the sheet's sentences.
    """

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    sentence: int | None = None
    rule: str


class Entity(Mention):
    """A named entity; `name` is its canonical form within the article."""

    label: EntityLabel
    name: str


class Number(Mention):
    """A number that is said; a range has `value` null and both bounds."""

    value: Exact | None
    min: Exact | None = None
    max: Exact | None = None
    ordinal: bool = False
    modifier: Modifier | None = None


class Money(Mention):
    """A sum. `currency` is ISO 4217; `per` is what a unit price is for (`pièce`, `litre`)."""

    amount: Exact | None
    min: Exact | None = None
    max: Exact | None = None
    currency: str | None
    currency_basis: CurrencyBasis | None
    modifier: Modifier | None = None
    per: str | None = None


class Quantity(Mention):
    """A measure, percentage, count or ratio. `unit` is a UCUM code; `si_value` is in `si_unit`."""

    kind: QuantityKind
    value: Exact | None
    min: Exact | None = None
    max: Exact | None = None
    unit: str | None = None
    item: str | None = None
    modifier: Modifier | None = None
    si_value: Exact | None = None
    si_unit: str | None = None


class TimeExpression(Mention):
    """A TIMEX3 expression.

    `earliest` and `latest` are inclusive ISO dates (ISO datetimes for clock times), null where open.
    `anchor` is what a relative value was counted from: an ISO date, or the index of the date
    mention it stands on, written `dates[3]`.
    """

    type: TimeType
    value: str
    mod: TimeMod | None = None
    earliest: str | None = None
    latest: str | None = None
    grain: Grain | None = None
    relative: bool = False
    anchor: str | None = None


class Kind(NamedTuple):
    """A kind of mention: its model, and what one of it is called."""

    model: type[Mention]
    name: str


KINDS: Mapping[str, Kind] = {
    "entities": Kind(Entity, "entity"),
    "money": Kind(Money, "money"),
    "quantities": Kind(Quantity, "quantity"),
    "dates": Kind(TimeExpression, "date"),
}
"""The kinds of mention that a sheet holds, by its field, in its order."""

FIGURE_FIELDS: Mapping[str, str] = {KINDS[field].name: field for field in ("money", "quantities")}
"""The fields of the mentions that facts are about, by the `kind` of their `Figure`."""


class Words(Model):
    """A stretch of the article's text."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Stretch(Model):
    """Where something stands in the article's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class NounPhrase(Words):
    """A noun or a name without its determiner; `entity` indexes the sheet's entities where it is one."""

    head: Stretch
    entity: int | None = None


class Holder(NounPhrase):
    """What a figure is about.

    `basis` says how it is told: by its own words (`named`), by a pronoun or a possessive, or by a noun such
    as "le groupe". Of the last two `anaphor` are the words that stand for it, where their antecedent was
    found; where it was not, the holder stays these words themselves and `anaphor` is null.
    """

    basis: HolderBasis
    anaphor: Words | None = None


class Predicate(Words):
    """A governing verb, without its auxiliaries."""

    lemma: str


class Figure(Model):
    """A mention of a sheet: `index` counts in its `money` or in its `quantities`."""

    kind: Literal["money", "quantity"]
    index: int = Field(ge=0)


class Fact(Model):
    """What the article says with one of its figures.

    - `holder`: what the figure is about; `measure`: the noun that names what is measured.
    - `predicate`: the governing verb; null in a bare noun phrase.
    - `when`: the index of the date that dates the fact, not its report.
    - `source`: whose word it is, where the article says so.
    - `direction`: where the thing itself is said to change; `change_from`: the figure it changed from.
    - `rule`: how the holder was found.
    """

    value: Figure
    sentence: int | None = None
    holder: Holder | None = None
    measure: NounPhrase | None = None
    predicate: Predicate | None = None
    when: int | None = None
    certainty: Certainty
    source: NounPhrase | None = None
    direction: Direction | None = None
    change_from: Figure | None = None
    rule: str


class Sentence(Stretch):
    """Where a sentence stands in the article's text."""


class Notice(Model):
    """A warning on an article or its sheet: a stable `code` and a sentence for people."""

    code: str
    message: str


class Article(Model):
    """An article as read. `text` is null in a sheet written without its text.

    `language` is an ISO 639-1 code; a text too short to tell is taken for French.
    """

    id: str
    path: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    published: str | None = None
    published_basis: PublishedBasis | None = None
    language: str = "fr"
    sha256: str
    text: str | None
    notices: tuple[Notice, ...] = Field(default=(), exclude=True)


class Generator(Model):
    """Which program wrote a sheet; `fingerprint` covers everything that decides its bytes.

    `seal` is the SHA-256 of the sheet's file with this field empty: it shows an edit by hand. It is
    null in a sheet that was not written by a run.
    """

    name: str
    version: str
    model: str
    fingerprint: str
    seal: str | None = None


class FactSheet(Model):
    """What one article says: its mentions, each with its place, and the facts its figures stand in."""

    schema_version: str = SCHEMA_VERSION
    article: Article
    generator: Generator
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    money: tuple[Money, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[Notice, ...] = ()
