"""Classes of words that several rules tell apart: function words, punctuation, participles."""

from glaneur.lexicons import load_table

FUNCTION_WORDS = frozenset(load_table("function_words")["function_words"]["words"])
PUNCTUATION = frozenset(',.;:!?)(\n»-–—…"”')
_ENDINGS = ("é", "és", "ée", "ées")
_NOUNS = frozenset(load_table("counted_nouns")["participle_nouns"]["words"])


def is_participle(word: str) -> bool:
    """Whether `word` has a past participle's ending (`versés`) and is no noun (`salariés`)."""
    return word.endswith(_ENDINGS) and len(word) > 4 and word not in _NOUNS
