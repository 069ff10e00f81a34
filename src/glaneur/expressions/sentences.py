"""Where a sentence begins and ends, as far as a rule must know: on tokens, without a model."""

from glaneur.expressions.tokens import BREAK, Tokens

_CLOSERS = frozenset("»”)")
_ENDS = frozenset(".!?…")


def starts_sentence(tokens: Tokens, i: int) -> bool:
    """Whether token `i` opens a sentence or a line (behind a dash, bullet or quotation mark too)."""
    j = i - 1
    if tokens.low[j] in ("–", "—"):
        return True  # "LORIENT (Morbihan) — Huit corvettes"
    while tokens.low[j] in _CLOSERS:
        j -= 1
    while tokens.low[j] in ("-", "–", "—", "•", "«", '"', "“", "(", "*", "·"):
        j -= 1
    return j <= 0 or tokens.low[j] == BREAK or _ends_sentence(tokens, j)


def same_sentence(tokens: Tokens, i: int, j: int) -> bool:
    """Whether no sentence ends between tokens `i` and `j`."""
    return not any(tokens.low[k] == BREAK or _ends_sentence(tokens, k) for k in range(i, j))


def _ends_sentence(tokens: Tokens, k: int) -> bool:
    if tokens.low[k] not in _ENDS or tokens.glued(k + 1):
        return False
    # "M. Durand", "av. J.-C.": a short capitalised word before the stop is an abbreviation.
    return not (tokens.low[k] == "." and len(tokens.low[k - 1]) <= 1 and tokens.surface(k - 1).isupper())
