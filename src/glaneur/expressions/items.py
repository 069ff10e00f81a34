"""Items by name: nouns and phrases that are counted as they are, whatever their form."""

from functools import lru_cache

from glaneur.expressions.phrases import PhraseTable
from glaneur.lexicons.lexicon import KEPT, Lexicon


@lru_cache(KEPT)
def item_table(lexicon: Lexicon) -> PhraseTable[None]:
    """All phrases of the lexicon's items."""
    shipped = [name for entry in lexicon.shipped.item for name in entry.names if lexicon.keeps_name(name)]
    own = [name for entry in lexicon.own.item for name in entry.names]
    return PhraseTable((name, None) for name in (*own, *shipped))
