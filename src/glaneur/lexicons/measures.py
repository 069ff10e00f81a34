"""Unit arithmetic: the one pint registry, made when a measure is first met (0.3 s)."""

from decimal import Decimal
from functools import cache
from typing import Any

from glaneur.lexicons import load_table


@cache
def in_si(pint: str) -> tuple[Decimal, Decimal, str]:
    """Factor and offset of a pint expression to base SI units, and these units: °C is (1, 273.15, "K")."""
    zero, one = _base(0, pint), _base(1, pint)
    si = f"{one.units:~C}".replace("**", "")
    return (
        one.magnitude - zero.magnitude,
        Decimal(zero.magnitude),
        load_table("units")["si_names"].get(si, si),
    )


def pint_problem(pint: str) -> str | None:
    """Why there is no way from `pint` to SI units, or None where there is one."""
    try:
        factor, offset, _ = in_si(pint)
        two = _base(2, pint).magnitude
    except Exception as error:  # pint's parser raises what it meets: syntax, tokens, types
        return f"{error}".strip() or type(error).__name__
    return None if abs(two - (2 * factor + offset)) <= abs(two) / 10**9 else "its scale is not linear"


def _base(value: int, pint: str) -> Any:
    return _registry().Quantity(Decimal(value), pint).to_base_units()


@cache
def _registry() -> Any:
    from pint import UnitRegistry  # noqa: PLC0415

    return UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)
