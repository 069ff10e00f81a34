"""Sets of times: `chaque lundi`, `tous les deux ans`, `le dimanche`, `par an`."""

from decimal import Decimal

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.durations import iso
from glaneur.expressions.dates.readings import Recurring
from glaneur.expressions.dates.view import Match, View, day_part
from glaneur.schema import Grain


def _every(weekday: int) -> Recurring:
    return Recurring(f"XXXX-WXX-{weekday}", "day")


def _behind_ordinal(v: View, i: int) -> int:
    """Where the noun of "chaque premier lundi" stands; i where there is no weekday behind an ordinal."""
    weekday = v.low[i + 1]
    ordinal = v.low[i] in ("premiers", "derniers", "dernier") or v.numerals.ending.get(i + 1) is not None
    return i + 1 if ordinal and (weekday in lex.WEEKDAYS or weekday in lex.WEEKDAYS_PLURAL) else i


def read_each(v: View, i: int) -> Match | None:
    """`chaque année`, `chaque lundi`, `chaque été`, `chaque matin`, at "chaque"."""
    k = _behind_ordinal(v, i + 1)
    word = v.low[k]
    if word in lex.WEEKDAYS:
        part = day_part(v, k + 1)
        if part is not None:
            return Match(
                i, part[1], Recurring(f"XXXX-WXX-{lex.WEEKDAYS[word]}T{part[0]}", "daypart"), "each_weekday"
            )
        return Match(i, k + 1, _every(lex.WEEKDAYS[word]), "each_weekday")
    if word in lex.SEASONS:
        return Match(i, k + 1, Recurring(f"XXXX-{lex.SEASONS[word]}", "season"), "each_season")
    if word in lex.MONTHS:
        return Match(i, k + 1, Recurring(f"XXXX-{lex.MONTHS[word]:02d}", "month"), "each_month")
    part = day_part(v, k)
    if part is not None:
        return Match(i, part[1], Recurring(f"XXXX-XX-XXT{part[0]}", "daypart"), "each_part_of_day")
    return _unit_set(v, i, k, "each_unit")


def _unit_set(v: View, i: int, k: int, rule: str) -> Match | None:
    found = v.unit(k)
    if found is None:
        return None
    grain, end = found
    if grain == "weekend":
        return Match(i, end, Recurring("XXXX-WXX-WE", grain), rule)
    return Match(i, end, Recurring(_one(grain), grain), rule)


def _one(grain: Grain) -> str:
    return iso(Decimal(1), grain)


def read_all(v: View, i: int) -> Match | None:
    """`tous les jours`, `tous les deux ans`, `toutes les semaines`, `tous les lundis`."""
    if v.low[i + 1] != "les":
        return None
    k = _behind_ordinal(v, i + 2)
    word = v.low[k]
    if word in lex.WEEKDAYS_PLURAL:
        return Match(i, k + 1, _every(lex.WEEKDAYS_PLURAL[word]), "all_weekdays")
    numeral = v.number(k)
    if numeral is not None and not numeral.ordinal:
        found = v.unit(numeral.last)
        if found is None or found[0] == "weekend":
            return None
        return Match(i, found[1], Recurring(iso(numeral.value, found[0]), found[0]), "every_n")
    if word in ("soirs", "matins"):
        return Match(
            i, k + 1, Recurring(f"XXXX-XX-XXT{'EV' if word == 'soirs' else 'MO'}", "daypart"), "all_parts"
        )
    return _unit_set(v, i, k, "all_units")


def read_per(v: View, i: int) -> Match | None:
    """`par an`, `par mois`, `par semaine`."""
    k = i + 1
    if v.low[k] not in ("an", "année", "mois", "semaine", "jour", "trimestre", "semestre", "heure", "minute"):
        return None
    found = v.unit(k)
    if found is None or v.low[found[1]] == "homme" or v.low[i - 1] in ("jour", "année", "mois", "semaine"):
        return None
    return Match(i, found[1], Recurring(_one(found[0]), found[0]), "per_unit", weak=True)


def read_weekdays(v: View, i: int) -> Match | None:
    """`les lundis`, `les samedis`, at the plural weekday."""
    if v.low[i - 1] not in ("les", "des", "et", "certains"):
        return None
    return Match(i, i + 1, _every(lex.WEEKDAYS_PLURAL[v.low[i]]), "weekdays")
