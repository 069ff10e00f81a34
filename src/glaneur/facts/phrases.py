"""A noun and what belongs to its name: the smallest phrase that says what it is, without determiner."""

from spacy.tokens import Token

from glaneur.facts.tree import Tree, base, cases, has_article


def bounds(tree: Tree, noun: Token) -> tuple[int, int]:
    """Where the phrase of a noun starts and ends in the article: `chiffre d'affaires`, `contributions sociales`."""
    word = tree.word(noun)
    if tree.is_entity(noun) or tree.is_figure(noun):
        return word.start, word.end
    start, last = word.start, noun.i
    if (
        noun.i
        and (before := tree.tokens[noun.i - 1]).head == noun
        and before.dep_ == "amod"
        and _plain(tree, before)
    ):
        start = tree.word(before).start
    for child in noun.rights:
        if child.left_edge.i != last + 1 or not _belongs(tree, child):
            break
        last = child.i
    return start, tree.words[last].end


def _belongs(tree: Tree, child: Token) -> bool:
    if not _plain(tree, child):
        return False
    if base(child) == "amod" or child.dep_ == "flat:name":
        return child.left_edge == child
    bare = base(child) == "nmod" and cases(child) <= {"de", "d'"} and not has_article(child)
    return bare and child.pos_ == "NOUN"


def _plain(tree: Tree, token: Token) -> bool:
    return not (tree.is_figure(token) or tree.is_entity(token) or tree.is_dated(token)) and token.pos_ in (
        "ADJ", "NOUN", "PROPN",
    )  # fmt: skip
