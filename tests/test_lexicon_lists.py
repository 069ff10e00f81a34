"""Words that rules compare with one token are one token, and stand once."""

import pytest

from glaneur.expressions.tokens import PADDING, Tokens
from glaneur.lexicons import load_table

LISTS = [
    (table, section)
    for table in ("counted_nouns", "function_words", "unit_prices")
    for section, content in load_table(table).items()
    if "words" in content
]


@pytest.mark.parametrize(("table", "section"), LISTS)
def test_words_are_single_tokens_and_distinct(table: str, section: str) -> None:
    words = load_table(table)[section]["words"]
    assert len(set(words)) == len(words), sorted({word for word in words if words.count(word) > 1})
    split = [word for word in words if len(Tokens(word)) != 2 * PADDING + 1]
    assert split == []
