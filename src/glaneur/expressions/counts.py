"""Counts: the head noun of what a number counts, and the item with its complement and name.

No parser: the words behind the number decide, by their form and place.
"""

from dataclasses import dataclass

from glaneur.expressions.items import item_table
from glaneur.expressions.number_words import COMPACT, FRACTIONS, SCALES, TRIGGERS
from glaneur.expressions.numeral import Numeral
from glaneur.expressions.tokens import Tokens
from glaneur.expressions.word_classes import FUNCTION_WORDS, PUNCTUATION, is_participle
from glaneur.lexicons import load_table

_TABLE = load_table("counted_nouns")
_PRENOMINAL = frozenset(_TABLE["prenominal"]["words"])
_TIME = frozenset(_TABLE["time"]["words"])
_LABELS = frozenset(_TABLE["labels"]["words"])
_NEVER = frozenset(_TABLE["never"]["words"])
_NOT_NATURE = frozenset(_TABLE["not_nature"]["words"])
_NOMINAL = frozenset(_TABLE["nominal"]["words"])
_STREETS = frozenset(_TABLE["streets"]["words"])
_YEAR_CUES = frozenset(_TABLE["year_cues"]["words"])
_ADJECTIVES = tuple(_TABLE["adjective_endings"]["suffixes"])
_ADJECTIVES_OF_ONE = tuple(_TABLE["adjective_endings"]["of_one"])
_MILLION = 10**6
_NOUN_ENDINGS = tuple(_TABLE["participle_nouns"]["endings"])
_BEHIND_NOUN = frozenset(_TABLE["participle_nouns"]["before"])
_NAME_REACH = 8
_INFINITIVE_BEHIND_DE = ("ter", "ser", "ner", "rer", "ler", "dre", "ttre", "oir")
_INFINITIVE = ("er", "ir", "re")
_PLURAL = ("s", "x", "z")


Span = tuple[int, int]
"""Offsets in folded text."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the mention ends at token `last`, the noun phrase `item` is a stretch of text."""

    last: int
    item: Span
    rule: str


def read_counted(tokens: Tokens, numeral: Numeral) -> Counted | None:
    """The head noun behind `numeral` and the item it heads, or None where nothing is counted."""
    if not _can_count(tokens, numeral):
        return None
    i = _behind_de(tokens, numeral)
    last, rule = _behind_listed(tokens, i), "number_item"
    if last is None:
        last, rule = _behind_head(tokens, i, numeral), "number_noun"
    if last is None or _is_score(tokens, last):
        return None
    return Counted(last, _item(tokens, i, last), rule)


def _is_score(tokens: Tokens, i: int) -> bool:
    """`31 buts à 26`: the other side's figure behind the noun, with nothing counted."""
    low = tokens.low
    ends = low[i + 2] in PUNCTUATION or low[i + 2] in FUNCTION_WORDS or low[i + 2] in _NEVER
    return low[i] == "à" and low[i + 1].isdecimal() and ends


def _behind_head(tokens: Tokens, i: int, numeral: Numeral) -> int | None:
    """The end of the noun that its form or place tells, behind the adjectives at `i`."""
    head = _skip_adjectives(tokens, i)
    if head is None:
        return None
    last = _behind_model(tokens, head, numeral)
    if last == head and _is_head(tokens, head, numeral):
        last = behind_compound(tokens, head)
    return last if last > head else None


def _behind_model(tokens: Tokens, i: int, numeral: Numeral) -> int:
    """The end of a model's name that is counted itself: `75 A320`, `20 000 H100`; `i` where there is none."""
    low = tokens.low
    is_code = tokens.surface(i).isupper() and low[i + 1].isdecimal() and tokens.glued(i + 1)
    before = tokens.surface(numeral.first - 1)
    named = before[:1].isupper() and tokens.low[numeral.first - 1] not in FUNCTION_WORDS  # "Dash 8 Q400"
    if not is_code or named or numeral.form != "digits" or numeral.value < 2 or numeral.is_year_shaped:
        return i
    return i + 3 if low[i + 2].isalpha() and tokens.glued(i + 2) else i + 2


def _behind_listed(tokens: Tokens, i: int) -> int | None:
    """The end of the phrase at `i`, or behind the adjectives there, that the lexicon lists as an item."""
    items = item_table(tokens.lexicon)
    found = items.at(tokens, i) or items.at(tokens, skip_prenominal(tokens, i))
    return found[0] if found else None


def skip_prenominal(tokens: Tokens, i: int) -> int:
    """The first token from `i` on that is no adjective before its noun."""
    low = tokens.low
    while low[i] in _PRENOMINAL or (low[i] == "plus" and low[i + 1] in _PRENOMINAL):
        if behind_compound(tokens, i) > i + 1:
            break  # "demi-finales": the head itself
        i += 1
    return i


def behind_compound(tokens: Tokens, i: int) -> int:
    """The end of the hyphenated word that starts at token `i`: `vice-présidents`."""
    low = tokens.low
    j = i + 1
    named = tokens.surface(i).isupper()  # "six CF-18"
    while tokens.hyphen(j) and (low[j + 1].isalpha() or named):
        j += 2
    return j


def _can_count(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number stands free: not glued to a word, not a label's number, not a name."""
    low, i = tokens.low, numeral.first
    if tokens.glued(numeral.last) and (low[numeral.last].isalpha() or low[numeral.last] in "-/°'"):
        return False
    if SCALES.get(low[numeral.last - 1], 0) >= _MILLION and low[numeral.last] not in ("de", "d"):
        return False  # "les 200 millions engloutis": what is counted in millions has its "de"
    before = low[i - 1]
    if before == "le" and numeral.form == "digits":
        return False  # "le 737 Max": one of its kind
    if before == "." and tokens.glued(i - 1):
        before = low[i - 2]
    if (before in _LABELS and (len(before) > 1 or numeral.form != "words")) or before in ("°", "#", "§"):
        return False
    return not (numeral.is_year_shaped and before in _YEAR_CUES)


def _behind_de(tokens: Tokens, numeral: Numeral) -> int:
    """Behind the "de" that scale words and nouns of number take: `un million d'habitants`."""
    takes_de = numeral.scale >= 10**6 or numeral.group
    return tokens.behind_de(numeral.last) if takes_de else numeral.last


def _skip_adjectives(tokens: Tokens, i: int) -> int | None:
    """The token behind the adjectives at `i`; the last of them where no noun follows is no head."""
    j = skip_prenominal(tokens, i)
    word = tokens.low[j]
    if j > i and tokens.low[j - 1] in _NOMINAL and (is_participle(word) or not _may_be_noun(word)):
        return j - 1  # "trois jeunes fauchés", "les deux vieux."
    return j if word[0].isalpha() else None


def _may_be_noun(word: str) -> bool:
    return word[0].isalpha() and word not in FUNCTION_WORDS


def _is_head(tokens: Tokens, i: int, numeral: Numeral) -> bool:
    word, surface = tokens.low[i], tokens.surface(i)
    function_word = word in FUNCTION_WORDS and behind_compound(tokens, i) == i + 1  # not "sous-traitants"
    if function_word or word in _TIME or word in _NEVER or len(word) < 2:
        return False
    if word in _STREETS and numeral.form == "digits":
        return False
    if surface in COMPACT or word in TRIGGERS or word in FRACTIONS:
        return False
    if tokens.low[i + 1] == "'" and tokens.glued(i + 1):  # "deux qu'"
        return False
    if surface.isupper():
        return not numeral.is_year_shaped
    if surface[0].isupper():
        return _is_name_counted(tokens, numeral)
    if word.endswith(_PLURAL) or behind_compound(tokens, i) > i + 1:
        return not (_is_pronoun(tokens, numeral) or _is_elliptical(tokens, i, numeral))
    return numeral.value < 2 and numeral.form == "digits" and numeral.scale == 1 and len(word) > 2


def _is_name_counted(tokens: Tokens, numeral: Numeral) -> bool:
    """`42 Rafale`, `trois Français`: not a year, a postcode or a number that ends a name."""
    i = numeral.first - 1
    before = "" if tokens.low[i] in FUNCTION_WORDS else tokens.surface(i)
    return not (numeral.is_year_shaped or len(numeral.digits) == 5 or before[:1].isupper())


def _is_elliptical(tokens: Tokens, i: int, numeral: Numeral) -> bool:
    """`les 55 estimés lors du recensement`: a participle with its complement, no noun."""
    before, behind = tokens.low[numeral.first - 1], tokens.low[i + 1]
    said = is_participle(tokens.low[i]) and not tokens.low[i].endswith(_NOUN_ENDINGS)
    return before == "les" and said and behind in FUNCTION_WORDS and behind not in _BEHIND_NOUN


def _is_pronoun(tokens: Tokens, numeral: Numeral) -> bool:
    """`tous deux réunis`, `tous les trois tués`: the number stands for a noun said before."""
    i = numeral.first - 1
    if tokens.low[i] == "les":
        i -= 1
    return numeral.form == "words" and tokens.low[i] in ("tous", "toutes")


# The item


def _item(tokens: Tokens, first: int, last: int) -> Span:
    last = _behind_kind(tokens, last)
    last = _behind_complement(tokens, last)
    last = _behind_name(tokens, last)
    return tokens.start[first], tokens.end[last - 1]


def _behind_kind(tokens: Tokens, i: int, endings: tuple[str, ...] = _ADJECTIVES) -> int:
    """Behind an adjective of kind at token `i`, told by its ending."""
    word = tokens.low[i]
    if len(word) <= 4 or word in FUNCTION_WORDS or not word.endswith(endings):
        return i
    return i + 1 if tokens.surface(i).islower() else i


def _behind_complement(tokens: Tokens, i: int) -> int:
    """Behind a complement of nature: `à gaz`, `de lait`, `d'appel` (a bare noun, no determiner)."""
    low = tokens.low
    j = i + 1 if low[i] == "à" else tokens.behind_de(i)
    if j == i:
        return i
    word = low[j]
    function_word = word in FUNCTION_WORDS and word != "or"  # "médailles d'or"
    if not word.isalpha() or function_word or word in _TIME or len(word) < 2:
        return i
    if word.endswith(_INFINITIVE_BEHIND_DE) and len(word) > 5:
        return i
    if low[i] == "à" and (
        not tokens.surface(j).islower() or word.endswith(_INFINITIVE) or word in _NOT_NATURE
    ):
        return i
    capital = tokens.surface(j)[0].isupper() and not tokens.surface(j).isupper()
    if word in TRIGGERS or (capital and word != "état"):
        return i
    return _behind_kind(tokens, behind_compound(tokens, j), _ADJECTIVES + _ADJECTIVES_OF_ONE)


def _is_inner_hyphen(tokens: Tokens, i: int) -> bool:
    return tokens.hyphen(i) and tokens.low[i + 1].isdecimal()


def _behind_name(tokens: Tokens, i: int) -> int:
    """Behind a proper name or model right after the noun: `Nvidia H100`."""
    j = i
    named = tokens.surface(i - 1)[:1].isupper()  # "Boeing 737 MAX": the head is the name's first word
    while j - i < _NAME_REACH:
        if named and (tokens.low[j].isdecimal() or _is_inner_hyphen(tokens, j)):
            j += 1
            continue
        if not tokens.surface(j)[:1].isupper():
            break
        named = True
        j += 1
    if tokens.low[j] == "et" and tokens.surface(j + 1)[:1].isupper():
        return i  # "les deux Américaines Katie Zaferes et Kirsten Kasper": each a name of its own
    return j
