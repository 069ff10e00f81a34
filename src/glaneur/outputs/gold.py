"""Hand annotation: text with its mentions marked inline, as `tests/gold/README.md` describes it.

An example: `[[xAI => ORG]] a recueilli [[6 milliards de dollars => money 6000000000 USD at_most]]`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import get_args

from glaneur.errors import GlaneurError
from glaneur.schema import EntityLabel, Modifier, QuantityKind, TimeMod, TimeType

Figure = tuple[Decimal | Fraction, ...]
"""One number, or the two bounds of a range."""

_MARKS = re.compile(r"\[\[| => |\]\]")
_VALUE_THEN_REST = re.compile(r"(\S+)(?: (.*))?", re.DOTALL)
_COUNTED = re.compile(r'"([^"]+)"(?: (.*))?', re.DOTALL)


class GoldError(GlaneurError):
    """An annotation can't be read; the message quotes it and says what is expected."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention as a person annotated it: `text`, and the `annotation` as written.

    `layer` is the field of the sheet it belongs to; `kind` its label, kind or TIMEX3 type. `value`
    is what it is worth, and `extras` what else is said of it (modifier, `per`, `mod`).
    """

    text: str
    annotation: str
    start: int
    end: int
    layer: str
    kind: str
    value: tuple[object, ...]
    extras: frozenset[str] = frozenset()
    optional: bool = False


def parse_gold(markup: str) -> tuple[str, tuple[GoldMention, ...]]:
    """Return the plain text and its mentions, in the order of the text. Raises GoldError."""
    plain: list[str] = []
    length, position = 0, 0
    open_marks: list[int] = []
    marks: list[tuple[int, int, str]] = []
    while mark := _MARKS.search(markup, position):
        plain.append(markup[position : mark.start()])
        length += len(plain[-1])
        position = mark.end()
        if mark[0] == "[[":
            open_marks.append(length)
        elif mark[0] == " => " and open_marks:
            close = markup.find("]]", position)
            if close < 0:
                raise GoldError(f"{markup[position : position + 40]!r}: the mark is not closed by ]]")
            marks.append((open_marks.pop(), length, markup[position:close]))
            position = close + 2
        else:
            plain.append(mark[0])
            length += len(mark[0])
    if open_marks:
        raise GoldError(f"a mark at character {open_marks[-1]} has no annotation and is not closed")
    plain.append(markup[position:])
    text = "".join(plain)
    marks.sort(key=lambda mark: (mark[0], -mark[1]))
    return text, tuple(_mention(text[start:end], start, annotation) for start, end, annotation in marks)


def _mention(text: str, start: int, annotation: str) -> GoldMention:
    optional = annotation.startswith("?")
    kind, _, rest = annotation.removeprefix("?").partition(" ")
    try:
        layer, read = _READERS[kind]
        value, extras = read(rest)
        _check_extras(layer, extras)
    except (KeyError, ValueError, ArithmeticError) as error:
        raise GoldError(f"[[… => {annotation}]]: can't be read; see the gold README") from error
    return GoldMention(text, annotation, start, start + len(text), layer, kind, value, extras, optional)


Read = tuple[tuple[object, ...], frozenset[str]]


def _nothing(rest: str) -> Read:
    if rest:
        raise ValueError(rest)
    return (), frozenset()


def _figure_alone(rest: str) -> Read:
    figure, others = _split(rest, _VALUE_THEN_REST)
    return (_figure(figure),), _extras(others)


def _figure_and_word(rest: str) -> Read:
    figure, others = _split(rest, _VALUE_THEN_REST)
    word, others = _split(others, _VALUE_THEN_REST)
    return (_figure(figure), None if word == "?" else word), _extras(others)


def _figure_and_item(rest: str) -> Read:
    figure, others = _split(rest, _VALUE_THEN_REST)
    item, others = _split(others, _COUNTED)
    return (_figure(figure), item), _extras(others)


def _timex(rest: str) -> Read:
    value, others = _split(rest, _VALUE_THEN_REST)
    return (value,), _extras(others)


_READERS: dict[str, tuple[str, Callable[[str], Read]]] = {
    **dict.fromkeys(get_args(EntityLabel), ("entities", _nothing)),
    "money": ("money", _figure_and_word),
    "percent": ("quantities", _figure_alone),
    "measure": ("quantities", _figure_and_word),
    "count": ("quantities", _figure_and_item),
    "ratio": ("quantities", _figure_alone),
    **dict.fromkeys(("number", "ordinal"), ("numbers", _figure_alone)),
    **dict.fromkeys(get_args(TimeType), ("dates", _timex)),
}
assert set(get_args(QuantityKind)) <= set(_READERS)


def _split(rest: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    match = pattern.fullmatch(rest)
    if match is None:
        raise ValueError(rest)
    return match[1], match[2] or ""


def _figure(written: str) -> Figure:
    return tuple(Fraction(part) if "/" in part else Decimal(part) for part in written.split(".."))


def _extras(rest: str) -> frozenset[str]:
    return frozenset(rest.split())


def _check_extras(layer: str, extras: frozenset[str]) -> None:
    allowed = {f"mod={mod}" for mod in get_args(TimeMod)} if layer == "dates" else set(get_args(Modifier))
    unknown = {extra for extra in extras - allowed if not (layer == "money" and extra.startswith("per="))}
    if unknown:
        raise ValueError(unknown)
