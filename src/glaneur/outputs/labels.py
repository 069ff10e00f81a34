"""What a mention is worth, in a few characters, for people who look at a page or a terminal."""

from decimal import Decimal

from glaneur.outputs.sheet_json import dump_value
from glaneur.schema import Entity, Mention, Modifier, Money, Quantity, TimeExpression

_MODIFIERS: dict[Modifier | None, str] = {
    None: "",
    "approx": "≈ ",
    "more_than": "> ",
    "less_than": "< ",
    "at_least": "≥ ",
    "at_most": "≤ ",
}


def label(mention: Mention) -> str:
    """Return a short label: `ORG`, `≤ 6 000 000 000 USD`, `45 %`, `2024-05`."""
    match mention:
        case Entity():
            return mention.label
        case Money():
            figure = _figure(mention.amount, mention.min, mention.max)
            per = f" / {mention.per}" if mention.per else ""
            return f"{_MODIFIERS[mention.modifier]}{figure} {mention.currency or '?'}{per}"
        case Quantity():
            figure = _figure(mention.value, mention.min, mention.max)
            what = "×" if mention.kind == "ratio" else mention.unit or _item_beyond(mention)
            return f"{_MODIFIERS[mention.modifier]}{figure} {what}".rstrip()
        case TimeExpression():
            return f"{mention.value} {mention.mod}" if mention.mod else mention.value
    return ""


def _item_beyond(mention: Quantity) -> str:
    """The counted item where it says more than the mention itself: `turbines à gaz` of `18 turbines`."""
    return "" if mention.item is None or mention.item in mention.text else mention.item


def _figure(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    if value is not None:
        return _grouped(value)
    return "–".join("…" if bound is None else _grouped(bound) for bound in (low, high))


def _grouped(value: Decimal) -> str:
    """Return the figure with a narrow space between thousands, so that it can be read."""
    whole, point, fraction = dump_value(value).partition(".")
    return f"{int(whole):,}".replace(",", "\u202f") + point + fraction
