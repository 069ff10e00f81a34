"""Whose figure it is: from the noun of a figure up its tree to the noun that holds it."""

from typing import NamedTuple

from spacy.tokens import Token

from glaneur.facts.subjects import agent, subject
from glaneur.facts.tree import (
    Tree,
    base,
    bearer,
    cases,
    children,
    colon_between,
    has_article,
    is_nominal,
    is_of,
    is_verbal,
    possessive,
)
from glaneur.facts.view import NUMBER

_STEPS = 12
_PARTITIVES = frozenset(
    (
        "aucun",
        "aucune",
        "un",
        "une",
        "chacun",
        "chacune",
        "certains",
        "certaines",
        "plusieurs",
        "beaucoup",
        "ceux",
        "celles",
        "partie",
        "reste",
        "ensemble",
    )
)
_APART = frozenset(
    ("pour", "à", "au", "aux", "contre", "en", "sur", "avec", "par", "dès", "dans", "après", "chez")
)


class Link(NamedTuple):
    """What a figure is linked to; `holder` may be a pronoun or a possessive still to be resolved."""

    holder: Token | None
    measure: Token | None
    predicate: Token | None
    rule: str


def link(tree: Tree, figure: Token) -> Link:
    """The holder, measure and predicate of a figure."""
    return _Climb(tree, figure, frozenset()).link()


class _Climb:
    def __init__(self, tree: Tree, figure: Token, seen: frozenset[int]) -> None:
        self.tree = tree
        self.seen = seen | {figure.i}
        self.figure = figure
        self.measure: Token | None = None
        self.same = {figure.i}
        mention = tree.figure(figure)
        self.kind = mention.record.get("kind", "money") if mention else "count"
        self.has_item = mention is not None and bool(mention.record.get("item"))

    def link(self) -> Link:
        before = self._restated()
        if before is not None:
            return _Climb(self.tree, before, self.seen).link()
        part = self._part()
        if part is not None:
            return part
        node = self._whole(self.figure)
        for _ in range(_STEPS):
            found = self._step(node)
            if isinstance(found, Link):
                return found
            node = found
        return Link(None, self.measure, None, "none")

    def _restated(self) -> Token | None:
        """The figure that this one says again: `3 millions, soit 16 % de plus`."""
        words = [t.lower_ for t in self.figure.doc[max(0, self.figure.i - 5) : self.figure.i]]
        if "soit" not in words:
            return None
        earlier = [
            token for _, token in self.tree.figures() if token.i < self.figure.i - words[::-1].index("soit")
        ]
        return earlier[-1] if earlier and earlier[-1].i not in self.seen else None

    def _part(self) -> Link | None:
        """The link of a part to its whole: `29 missions, dont 18 pour Kuiper`."""
        said = self.figure.i - 2 if self.tree.tokens[self.figure.i - 1].text == NUMBER else self.figure.i - 1
        while said > 0 and self.tree.tokens[said].dep_ in ("advmod", "fixed", "det", "case"):
            said -= 1
        if said < 1 or self.tree.tokens[said].lower_ != "dont":
            return None
        nouns = (t for t in reversed(self.tree.tokens[:said]) if t.pos_ in ("NOUN", "PROPN", "SYM"))
        whole = next((t for t in nouns if not self.tree.is_dated(t)), None)
        return None if whole is None else self._held(whole, None, "part")

    def _whole(self, node: Token) -> Token:
        """The head of the figure's phrase, where the parser hung its noun on its adjective or number."""
        for _ in range(3):
            if node.dep_ not in ("amod", "nummod", "det") or abs(node.head.i - node.i) > 2:
                break
            node = node.head
            self.same.add(node.i)
        return node

    def _step(self, node: Token) -> "Link | Token":
        tree, head = self.tree, node.head
        dep = base(node)
        subjects = children(node, "nsubj")
        copula = next(iter(children(node, "cop")), None)
        if (subjects and node.i in self.same) or copula is not None:
            found, rule = subject(tree, node)
            if found is not None:
                return self._held(found, copula, "copula")
        if head == node:
            return self._alone(node)
        if dep in ("nsubj", "csubj"):
            return self._as_subject(node)
        if dep == "conj":
            if is_verbal(head) and not is_verbal(node) and not tree.is_figure(head):
                return self._of_verb(node, head)
            if node.i in self.same and tree.is_figure(head):
                self.same.add(head.i)
            return head
        clausal = any(base(c) in ("nsubj", "cop") for c in head.children)
        if (
            is_verbal(head)
            and dep not in ("appos", "parataxis")
            and (clausal or head.pos_ == "VERB" or dep != "nmod")
        ):
            return self._of_verb(node, head)
        return self._of_noun(node, head)

    def _as_subject(self, node: Token) -> Link:
        head = node.head
        predicate = next(iter(children(head, "cop")), head)
        if node.i not in self.same:
            return self._held(node, predicate, "subject")
        doer = agent(self.tree, head)
        if doer is not None:
            return self._held(doer, predicate, "passive_agent")
        whole = self._complement() if self.kind != "count" else None
        if whole is not None:
            return self._held(whole, predicate, "partitive")
        if self.kind == "count":
            return Link(None, self.measure, predicate, "counted")
        apposed = self._apposed()
        if apposed is not None:
            return self._held(apposed, None, "apposition")
        others = [c for c in children(head, "nsubj") if c.i not in self.same and not self.tree.is_figure(c)]
        if others:
            return self._held(others[0], predicate, "apposition")
        return self._labelled(node, predicate)

    def _apposed(self) -> Token | None:
        """The noun that a measure between commas follows: `Le mont Ventoux, 1 909 mètres, reste…`."""
        tokens = self.tree.tokens
        comma = self.figure.i - 2
        if comma < 1 or tokens[comma].text not in (",", "(") or tokens[comma + 1].text != NUMBER:
            return None
        before = tokens[comma - 1]
        fits = before.pos_ in ("NOUN", "PROPN") and not cases(before) and not self.tree.is_dated(before)
        return before if fits else None

    def _labelled(self, node: Token, predicate: Token | None) -> Link:
        """The link to the label before a colon: `Facilité de dépôt : 4 %`."""
        label = self.tree.label(node)
        if label is None:
            return Link(None, self.measure, predicate, "none")
        return self._held(label, None, "label")

    def _of_verb(self, node: Token, verb: Token) -> Link:
        tree = self.tree
        predicate = next(iter(children(verb, "cop")), verb)
        if node.i in self.same and self.kind != "count" and (whole := self._complement()) is not None:
            self.measure = self.measure or whole
        if node.i not in self.same and base(node) == "obj" and tree.is_listed(verb, "verbs", "up", "down"):
            return self._held(node, predicate, "object")
        patient = self._patient(node, verb)
        if patient is not None:
            return self._held(patient, predicate, "object")
        found, rule = subject(tree, verb)
        if found is None or found.i in self.same:
            if node.i not in self.same:
                return self._held(node, predicate, rule)
            if self.measure is not None:
                return self._held(self.measure, predicate, rule)
            return Link(None, None, predicate, rule)
        return self._held(found, predicate, rule)

    def _patient(self, node: Token, verb: Token) -> Token | None:
        """What a price, a change or a measure is set on: `augmente les impôts de 2 000 dollars`."""
        tree = self.tree
        oblique = base(node) in ("obl", "nmod", "xcomp") and cases(node)
        if not (oblique and tree.is_listed(verb, "verbs", "sets", "up", "down")) and not tree.is_listed(
            verb, "verbs", "pays"
        ):
            return None
        priced = (c for c in children(node, "nmod") if c.i > node.i and not cases(c) and has_article(c))
        if tree.is_listed(verb, "verbs", "pays") and (thing := next(priced, None)) is not None:
            return thing
        paid = (
            c for c in children(verb, "obl") if "pour" in cases(c) and c.i > verb.i and not tree.is_figure(c)
        )
        if tree.is_listed(verb, "verbs", "pays") and (thing := next(paid, None)) is not None:
            return thing
        objects = (c for c in children(verb, "obj") if c != node and not tree.is_figure(c))
        return next((c for c in objects if c.pos_ in ("NOUN", "PROPN")), None)

    def _of_noun(self, node: Token, noun: Token) -> "Link | Token":
        tree = self.tree
        if noun.head.i == noun.i - 1 and tree.is_listed(noun.head, "nouns", "measure"):
            noun = noun.head  # its adjective, taken for a noun: "une perte nette de 17 millions"
        if self.kind == "count" and node.i in self.same and tree.is_figure(noun) and not cases(node):
            return Link(None, None, None, "counted")
        if tree.is_figure(noun) or tree.is_dated(noun):
            return noun
        if node.i in self.same and self.kind != "count" and not cases(node) and (whole := self._complement()):
            return self._held(whole, None, "partitive")
        if self._is_end(node) and (change := self._change(noun)) is not None:
            return self._held(owner(tree, change, self.figure) or change, None, "change")
        if colon_between(noun, node) and self.kind == "count" and node.i in self.same:
            return Link(None, None, None, "counted")
        if base(node) in ("appos", "parataxis") or _in_parenthesis(node):
            if node.i not in self.same:
                return self._held(self.measure or node, None, "apposition")
            if tree.is_listed(noun, "nouns", "measure") and owner(tree, noun, self.figure) is None:
                self.measure = self.measure or noun
                return noun
            return self._held(noun, None, "apposition")
        if tree.is_listed(noun, "nouns", "up", "down"):
            thing = owner(tree, noun, self.figure) or (self._complement() if node.i in self.same else None)
            if thing is not None:
                return self._held(thing, None, "change")
            return noun
        named = tree.is_listed(noun, "nouns", "measure")
        if named or tree.is_listed(noun, "nouns", "deal"):
            self.measure = self.measure or noun
            holder = owner(tree, noun, self.figure)
            if holder is not None and named:
                return self._held(holder, None, "possessor")
            return noun
        if node.i in self.same and base(node) == "nmod" and not cases(node) and not colon_between(noun, node):
            # No complement without a preposition: the parser did not know where to put it.
            if self.kind != "count":
                return noun
            if self.has_item:
                return Link(None, None, None, "counted")
        apart = not cases(node).isdisjoint(_APART)
        if apart and base(noun) in ("obj", "obl", "iobj") and is_verbal(noun.head):
            return self._of_verb(node, noun.head)
        if not is_nominal(noun) or tree.is_listed(noun, "nouns", "dimension"):
            return self._described(noun)
        if noun.lower_ in _PARTITIVES and node.i in self.same:
            self.same.add(noun.i)  # "aucun des 12 accusés": these are what is counted
            return noun
        return self._held(noun, None, "complement")

    def _described(self, adjective: Token) -> "Link | Token":
        """The noun that an adjective with a measure describes: `Haute de 56 mètres, la fusée`."""
        if adjective.head == adjective:
            subjects = [t for t in self.tree.tokens[adjective.i :] if base(t) == "nsubj"]
            return self._held(subjects[0], None, "adjective") if subjects else adjective
        if base(adjective) in ("nsubj", "advcl", "obl", "dep") and is_verbal(adjective.head):
            subjects = [c for c in children(adjective.head, "nsubj") if c != adjective]
            if subjects:
                return self._held(subjects[0], None, "adjective")
        return adjective

    def _is_end(self, node: Token) -> bool:
        """Whether a figure is an end of a change: `de 75 % à 50 %`."""
        ends = [c for c in node.head.children if self.tree.is_figure(c)]
        said = [cases(c) for c in ends]
        return node.i in self.same and len(ends) == 2 and is_of(ends[0]) and "à" in said[1]

    def _change(self, noun: Token) -> Token | None:
        return next((t for t in noun.ancestors if self.tree.is_listed(t, "nouns", "up", "down")), None)

    def _as_other(self, figure: Token, predicate: Token | None) -> Link:
        """The link to what another figure of the clause is linked to: `gagnait 2 %, à 93 dollars`."""
        if figure.i in self.seen:
            return Link(None, self.measure, predicate, "none")
        other = _Climb(self.tree, figure, self.seen).link()
        return other._replace(predicate=predicate or other.predicate)

    def _alone(self, node: Token) -> Link:
        if node.i not in self.same:
            return self._held(node, None, "headline")
        whole = self._complement()
        if whole is not None and self.kind != "count":
            return self._held(whole, None, "partitive")
        label = self.tree.label(node)
        if label is not None and (self.kind != "count" or self._is_item(label)):
            return self._labelled(node, None)
        if self.kind == "count":
            return Link(None, self.measure, None, "counted")
        before = [
            t
            for t in self.tree.tokens[: node.i]
            if t.pos_ in ("NOUN", "PROPN")
            and not self.tree.is_figure(t)
            and not cases(t)
            and not self.tree.is_dated(t)
            and not _in_parenthesis(t)
        ]
        return self._held(before[0], None, "headline") if before else Link(None, self.measure, None, "none")

    def _is_item(self, label: Token) -> bool:
        """Whether a label names what is counted, in a list, and not where or what about: `Yémen : 22 morts`."""
        entity = self.tree.mention(label, "entities")
        if entity is not None and entity.record["label"] == "LOC":
            return False
        rest = self.tree.tokens[self.figure.i + 1 :]
        return self.tree.starts_with_bullet or all(t.is_punct for t in rest)

    def _complement(self) -> Token | None:
        """What a share is of, or a weight: `voix` in `26 % des voix`."""
        for child in self.figure.children:
            if (
                base(child) == "nmod"
                and is_of(child)
                and child.i > self.figure.i
                and not self.tree.is_figure(child)
            ):
                return child
        return None

    def _held(self, noun: Token, predicate: Token | None, rule: str) -> Link:
        """The link to `noun`, or to what it is a measure of."""
        tree = self.tree
        for _ in range(_STEPS):
            noun = tree.settled(noun)
            if noun.lower_ in _PARTITIVES and (
                of := [c for c in noun.children if base(c) == "nmod" and is_of(c)]
            ):
                noun = of[0]
                continue
            if tree.is_figure(noun) and noun != self.figure:
                if tree.is_count(noun):
                    break
                whole = next((c for c in noun.children if base(c) == "nmod" and is_of(c)), None)
                if whole is None:
                    return self._as_other(noun, predicate)
                noun = whole
                continue
            if tree.is_entity(noun):
                break
            changed = tree.is_listed(noun, "nouns", "up", "down")
            measured = tree.is_listed(noun, "nouns", "measure")
            if not (changed or measured):
                break
            if measured and self.measure is None:
                self.measure = noun
            holder = owner(tree, noun, self.figure)
            if holder is None:
                break
            noun, rule = holder, "possessor"
        return Link(bearer(tree, noun), self.measure, predicate, rule)


def owner(tree: Tree, noun: Token, figure: Token) -> Token | None:
    """Whose a measured noun is: a possessive, or the complement with `de`."""
    mine = possessive(noun)
    if mine is not None:
        return mine
    complements = [
        c
        for c in noun.children
        if base(c) in ("nmod", "obl")
        and is_of(c)
        and not tree.is_figure(c)
        and not c.is_ancestor(figure)
        and (c.pos_ in ("NOUN", "PROPN", "PRON") or tree.is_entity(c))
    ]
    bare = tree.is_listed(noun, "nouns", "count")
    for complement in complements:
        if has_article(complement) or tree.is_entity(complement) or complement.pos_ == "PROPN" or bare:
            return complement
    for complement in complements:
        deeper = owner(tree, complement, figure)
        if deeper is not None:
            return deeper
    return _whose(noun)


def _whose(noun: Token) -> Token | None:
    """The antecedent of `dont`: `un groupe dont le chiffre d'affaires`."""
    verb = noun.head
    if (
        base(noun) in ("nsubj", "obj")
        and verb.dep_ == "acl:relcl"
        and any(t.lower_ == "dont" for t in verb.lefts)
    ):
        return verb.head
    return None


def _in_parenthesis(node: Token) -> bool:
    return any(c.text == "(" and c.i < node.i for c in node.lefts) or (
        node.left_edge.i > 0 and node.doc[node.left_edge.i - 1].text == "("
    )
