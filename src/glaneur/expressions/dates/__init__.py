"""Dates: TIMEX3 expressions of French press.

Patterns and resolution are apart: `find` reads what the words say, and gives the same readings for
the same words always; a `Resolver` says when that is, against the date of publication and the dates
said before.
"""

from glaneur.expressions.dates.find import find
from glaneur.expressions.dates.readings import Reading
from glaneur.expressions.dates.resolver import Facing, Resolved, Resolver

__all__ = ["Facing", "Reading", "Resolved", "Resolver", "find"]
