"""Whose a noun is: its possessive, its complement with `de`, the antecedent of `dont`."""

from collections.abc import Iterator

from spacy.tokens import Token

from glaneur.facts.tree import Tree, base, has_article, is_of, possessive


def owner(tree: Tree, noun: Token, figure: Token) -> Token | None:
    """Whose a measured noun is; what leads to the `figure` itself is no owner."""
    mine = possessive(noun)
    if mine is not None:
        return mine
    complements = list(_complements(tree, noun, figure))
    bare = tree.is_listed(noun, "nouns", "count")
    for complement in complements:
        named = tree.is_entity(complement) or complement.pos_ == "PROPN"
        if has_article(complement) or named or bare:
            return complement
    deeper = (owner(tree, complement, figure) for complement in complements)
    return next((found for found in deeper if found is not None), None) or _whose(noun)


def _complements(tree: Tree, noun: Token, figure: Token) -> Iterator[Token]:
    for child in noun.children:
        nominal = child.pos_ in ("NOUN", "PROPN", "PRON") or tree.is_entity(child)
        inside = tree.is_figure(child) or child.is_ancestor(figure)
        if base(child) in ("nmod", "obl") and is_of(child) and nominal and not inside:
            yield child


def _whose(noun: Token) -> Token | None:
    """The antecedent of `dont`: `un groupe dont le chiffre d'affaires`."""
    verb = noun.head
    if base(noun) not in ("nsubj", "obj") or verb.dep_ != "acl:relcl":
        return None
    return verb.head if any(t.lower_ == "dont" for t in verb.lefts) else None
