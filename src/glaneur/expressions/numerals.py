"""Numerals: every figure and number word of a text, read once, for all rules to share.

A `Numeral` is one number without its unit, range or modifier: `1 200,5`, `vingt-trois`,
`2,5 milliards`, `une dizaine`, `XXIe`. `Numerals` finds them by the token they start or end at.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Form = Literal["digits", "words", "roman"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number, at tokens `first` (included) to `last` (excluded).

    `form` says how its leading part is written. `digits` is the digit string of an unseparated,
    unscaled, unsigned integer ("2006", "07"), else "". `scale` is the power-of-ten word's value
    (10**6 for "2,5 millions"), 1 without one. `article` marks a bare "un" or "une".
    """

    first: int
    last: int
    value: Decimal
    form: Form
    digits: str = ""
    scale: int = 1
    ordinal: bool = False
    approx: bool = False
    article: bool = False


class Numerals:
    """The numerals of a text in order, with look-up by first token and by end."""

    __slots__ = ("all", "ending", "starting")

    def __init__(self, numerals: list[Numeral]) -> None:
        self.all = numerals
        self.starting = {n.first: n for n in numerals}
        self.ending = {n.last: n for n in numerals}
