"""A numeral: one number of a text, without its unit, range or modifier."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Form = Literal["digits", "words", "roman"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number, at tokens `first` (included) to `last` (excluded).

    `form` says how its leading part is written. `digits` is the digit string of an unseparated,
    unscaled, unsigned integer ("2006", "07"), else "". `scale` is the power-of-ten word's value
    (10**6 for "2,5 millions"), 1 without one. `article` marks a bare "un" or "une". `coded` marks
    figures that are glued to a letter, a slash or a colon: part of a code, a date or a clock time.
    `group` marks "une dizaine", "un millier": a noun of number, which is approximate.
    """

    first: int
    last: int
    value: Decimal
    form: Form
    digits: str = ""
    scale: int = 1
    ordinal: bool = False
    group: bool = False
    article: bool = False
    coded: bool = False

    @property
    def is_year_shaped(self) -> bool:
        """Whether it is written as years are: four figures, from 1000 to 2100."""
        return len(self.digits) == 4 and 1000 <= self.value <= 2100
