"""The words every stage speaks: articles, mentions and the fact sheet.

All offsets are 0-based Unicode code points into the article's own text, end exclusive:
`text[start:end]` is always the mention's surface. All models are frozen.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

SCHEMA_VERSION = "1.0"

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
PublishedBasis = Literal["front_matter", "record", "html_metadata", "file_name", "default", "argument"]


def _plain(value: Decimal) -> Decimal:
    """The same number written shortest, without an exponent: 1200000 for 1200000.0."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Exact = Annotated[
    Decimal, AfterValidator(_plain), PlainSerializer(_json_number, return_type=int | float, when_used="json")
]
"""A Decimal in Python, a JSON number in sheets: an integer where integral, else the shortest decimal."""


class Model(BaseModel):
    """Frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(Model):
    """A stretch of text that says something; `sentence` indexes the sheet's sentences."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    sentence: int | None = None


class Entity(Mention):
    """A named entity; `name` is its canonical form within the article."""

    label: EntityLabel
    name: str
    rule: str


class Number(Mention):
    """A number that is said; a range has `value` null and both bounds."""

    value: Exact | None
    min: Exact | None = None
    max: Exact | None = None
    ordinal: bool = False
    modifier: Modifier | None = None
    rule: str


class Money(Mention):
    """A sum. `currency` is ISO 4217; `per` is what a unit price is for (`pièce`, `litre`)."""

    amount: Exact | None
    min: Exact | None = None
    max: Exact | None = None
    currency: str | None
    currency_basis: CurrencyBasis | None
    modifier: Modifier | None = None
    per: str | None = None
    rule: str


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
    rule: str


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
    rule: str


class Sentence(Model):
    """Where a sentence stands in the article's text."""

    start: int
    end: int


class Notice(Model):
    """A warning on an article or its sheet: a stable `code` and a sentence for people."""

    code: str
    message: str


class Article(Model):
    """An article as read. `text` is null in a sheet written without its text."""

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
    """What one article says: its mentions, each with its place."""

    schema_version: str = SCHEMA_VERSION
    article: Article
    generator: Generator
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    money: tuple[Money, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    warnings: tuple[Notice, ...] = ()
