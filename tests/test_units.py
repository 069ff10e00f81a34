"""Every unit of the lexicon is found by each of its French names, with its code and its SI value."""

import math

import pint
import pytest

import glaneur
from glaneur.lexicons.lexicon import SHIPPED

REGISTRY = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
NAMED = [(entry.code, entry.pint, name) for entry in SHIPPED.shipped.unit for name in entry.names]


@pytest.mark.parametrize(("code", "expression", "name"), NAMED, ids=[name for _, _, name in NAMED])
def test_a_named_unit_is_found_with_its_value_in_si(code: str, expression: str, name: str) -> None:
    text = f"Le relevé donne 12,5 {name}, selon l'institut."
    (found,) = glaneur.find_quantities(text)
    assert found.text == f"12,5 {name}"
    assert (found.unit, float(found.value or 0)) == (code, 12.5)
    if expression:
        si = REGISTRY.Quantity(12.5, expression).to_base_units().magnitude
        assert math.isclose(float(found.si_value or 0), si, rel_tol=1e-9)
    else:
        assert found.si_value is None
