"""Which way a date points, by the words of its own sentence: verb endings and cues, no parser.

Evidence nearer to the date weighs more, and crossing into another clause costs; reach is bounded,
so the work is linear in the text. A verb's ending is sure, a cue ("prévu", "attendu") is not.
"""

from typing import NamedTuple

from glaneur.expressions.dates import lexicon as lex
from glaneur.expressions.dates.view import View

_REACH = 25
_CLAUSE_COST = 6
_RIGHT_COST = 2
_FUTURE_ENDINGS = ("ra", "ront", "erons", "irons", "drons", "erai", "irai", "drai")
_INFINITIVES = ("er", "ir", "re", "oir")
_PARTICIPLE_ENDINGS = ("é", "ée", "és", "ées", "i", "is", "it", "ie", "u", "us", "ue")


class Lean(NamedTuple):
    """+1 future, -1 past, 0 where nothing says; `sure` where a verb does and not a cue."""

    way: int
    sure: bool = False


NOWHERE = Lean(0)


def sentence_start(v: View, i: int) -> int:
    """The first token of the sentence that holds token `i` (at most 200 tokens back)."""
    k = i
    stop = max(1, i - 200)
    while k > stop and not v.ends_sentence(k - 1):
        k -= 1
    return k


def direction(v: View, start: int, end: int, *, reach: int = _REACH) -> Lean:
    """Whether the sentence around tokens `start` to `end` speaks of the future or of the past.

    What stands before the date decides where it is about as near as what follows; `reach` is how many
    words away the evidence may be.
    """
    adjacent = _participle_before(v, start)
    if adjacent:
        return Lean(adjacent, sure=True)
    best, result = 1000, NOWHERE
    for step, origin in ((-1, start), (1, end)):
        cost, k = (_RIGHT_COST, origin) if step > 0 else (0, origin - 1)
        while cost < min(best, reach) and 0 < k < len(v.low) - 1 and not v.ends_sentence(k):
            word = v.low[k]
            found = evidence(v, k)
            if found and cost < best:
                best = cost
                result = Lean(1 if found > 0 else -1, sure=abs(found) > 1)
                break
            fronted = k == end and word == ","  # "Avant août, aucun cas n'avait été signalé"
            cost += _CLAUSE_COST if word in lex.CLAUSE and not fronted else 1
            k += step
    if result == Lean(1) and v.low[end] == "," and v.low[end + 1] in ("avait", "avaient"):
        return Lean(-1, sure=True)  # "la réunion, fixée à vendredi, avait été repoussée"
    return result


def _participle_before(v: View, start: int) -> int:
    """`dévoilée le 18 mars` is past, `sera dévoilée le 18 mars` is not: a participle right before."""
    low, k = v.low, start - 1
    while k > 0 and start - k < 3 and low[k] in ("le", "la", "en", "à", "au", "dès", "l", "'"):
        k -= 1
    word = low[k]
    if (
        len(word) < 4
        or not word.endswith(("é", "ée", "és", "ées"))
        or word in lex.FUTURE_WORDS
        or v.capital(k)
    ):
        return 0
    before = low[max(0, k - 3) : k]
    if "être" in before and not {"vient", "viennent", "venait", "venaient"}.isdisjoint(
        low[max(0, k - 7) : k]
    ):
        return -1
    if any(w == "être" or (w.endswith(("ra", "ront")) and w not in lex.NOT_FUTURE) for w in before):
        return 1
    return -1


def evidence(v: View, i: int) -> int:
    """What the word at token `i` says: positive future, negative past, 0 nothing; 2 where it is a verb."""
    low = v.low
    word = low[i]
    if not word[0].isalpha():
        return 0
    if word in lex.FUTURE_WORDS:
        return 0 if low[i - 1] in lex.ONCE_PLANNED else 1
    if word in ("va", "vont"):
        return 2 if _infinitive_follows(v, i) else 0
    if word in ("vient", "viennent"):
        return -2 if _just_done(v, i) else 0
    if word in lex.AUXILIARIES:
        return _compound(v, i)
    if word in lex.PAST_WORDS:
        return -2
    if word == "ira":
        return 2
    if word in ("est", "sont", "s"):
        return _being(v, i)
    if len(word) > 3 and word.endswith(_FUTURE_ENDINGS) and word not in lex.NOT_FUTURE and not v.capital(i):
        return 2
    if word.endswith(("èrent", "aient")) and not word.endswith("raient"):
        return -2
    if word.endswith("ait") and len(word) > 4 and not word.endswith("rait") and word not in lex.NOT_IMPERFECT:
        return -2
    return 0


def _just_done(v: View, i: int) -> bool:
    """`vient d'être placé`, `viennent tout juste de signer`: a past, for all its present tense."""
    k = i + 1
    while v.low[k] in ("tout", "juste", "à", "peine", "justement", "enfin", "aussi"):
        k += 1
    if v.low[k] not in ("de", "d"):
        return False
    k += 2 if v.low[k] == "d" else 1
    while v.low[k] in ("se", "s", "'", "le", "la", "l", "les", "lui", "leur", "y", "en", "ne", "pas"):
        k += 1
    return v.low[k].endswith(_INFINITIVES) and not v.capital(k)


def _infinitive_follows(v: View, i: int) -> bool:
    return any(v.low[k].endswith(_INFINITIVES) for k in range(i + 1, min(i + 4, len(v.low))))


def _is_participle(word: str) -> bool:
    return word in lex.PARTICIPLES or (len(word) > 2 and word.endswith(_PARTICIPLE_ENDINGS))


def _compound(v: View, i: int) -> int:
    """`avoir` and a participle within three words; a reporting verb says nothing."""
    low = v.low
    if low[i] in ("aura", "auront"):
        return -2 if low[i + 1] in lex.TAKEN else 2
    if low[i] in ("a", "ont") and low[i - 1] == "y":
        return 0
    for k in range(i + 1, min(i + 4, len(low))):
        word = low[k]
        if word in lex.REPORTING:
            return 0
        if _is_participle(word):
            return -2
        if not word[0].isalpha():
            break
    return -2 if low[i] in ("avait", "avaient") else 0


def _being(v: View, i: int) -> int:
    """`est arrivé`, `s'est ouvert`: être or a reflexive, and a participle that makes it past."""
    low = v.low
    reflexive = (low[i - 1] == "'" and low[i - 2] == "s") or low[i - 1] == "se"
    if low[i] == "s":
        return 0
    for k in range(i + 1, min(i + 4, len(low))):
        word = low[k]
        if word in lex.FUTURE_WORDS:
            return 1
        if word in lex.MOVED or (reflexive and _is_participle(word)):
            return -2
        if not word[0].isalpha():
            break
    return 0
