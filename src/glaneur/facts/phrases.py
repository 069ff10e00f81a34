"""A noun and what belongs to its name: the smallest phrase that says what it is, without determiner."""

from typing import NamedTuple

from spacy.tokens import Token

from glaneur.facts.tree import Tree, base, cases, has_article
from glaneur.facts.view import Placed


class Phrase(NamedTuple):
    """Where a noun phrase and its head stand in the article; `entity` is the index of the name that it is."""

    start: int
    end: int
    head: tuple[int, int]
    entity: int | None = None


def phrase(tree: Tree, noun: Token) -> Phrase:
    """The phrase of a noun: `chiffre d'affaires`, `contributions sociales`, a name whole."""
    word = tree.word(noun)
    entity = word.mention.index if tree.is_entity(noun) and word.mention else None
    return Phrase(*_bounds(tree, noun), (word.start, word.end), entity)


def named(name: Placed) -> Phrase:
    """The phrase that a name is."""
    return Phrase(name.start, name.end, (name.start, name.end), name.index)


def bare(start: int, end: int) -> Phrase:
    """The phrase of a word that stands alone."""
    return Phrase(start, end, (start, end))


def _bounds(tree: Tree, noun: Token) -> tuple[int, int]:
    word = tree.word(noun)
    if tree.is_entity(noun) or tree.is_figure(noun):
        return word.start, word.end
    start, last = word.start, noun.i
    before = tree.tokens[noun.i - 1] if noun.i else noun
    if before.head == noun and before.dep_ == "amod" and _is_plain(tree, before):
        start = tree.word(before).start
    for child in noun.rights:
        if child.left_edge.i != last + 1 or not _belongs(tree, child):
            break
        last = child.i
    return start, tree.words[last].end


def _belongs(tree: Tree, child: Token) -> bool:
    if not _is_plain(tree, child):
        return False
    if base(child) == "amod" or child.dep_ == "flat:name":
        return child.left_edge == child
    nature = base(child) == "nmod" and cases(child) <= {"de", "d'"} and not has_article(child)
    return nature and child.pos_ == "NOUN"


def _is_plain(tree: Tree, token: Token) -> bool:
    taken = tree.is_figure(token) or tree.is_entity(token) or tree.is_dated(token)
    return not taken and len(token) > 1 and token.pos_ in ("ADJ", "NOUN", "PROPN")
