"""Rules for a node that hangs on a noun: whose the figure is by the noun that it belongs to."""

from spacy.tokens import Token

from glaneur.facts.climb import Climb, Link, Rule, Step, first, is_partitive
from glaneur.facts.owners import owner
from glaneur.facts.tree import (
    Tree,
    base,
    cases,
    children,
    colon_between,
    has_article,
    is_nominal,
    is_of,
    is_verbal,
)
from glaneur.facts.verb_rules import of_verb

_APART = frozenset(
    ("pour", "à", "au", "aux", "contre", "en", "sur", "avec", "par", "dès", "dans", "après", "chez")
)


def of_noun(climb: Climb, node: Token) -> Step:
    """A node whose head is no verb."""
    return first(RULES, climb, node)


def _noun(climb: Climb, node: Token) -> Token:
    """The noun that a node hangs on, or hangs on by an adjective: `une perte nette de 17 millions`."""
    noun = node.head
    measured = noun.head.i == noun.i - 1 and climb.tree.is_listed(noun.head, "nouns", "measure")
    return noun.head if measured else noun


def beside_figure(climb: Climb, node: Token) -> Step:
    """Counted things set beside another figure: `80 euros 2 menus`."""
    apart = climb.counts(node) and climb.tree.is_figure(_noun(climb, node)) and not cases(node)
    return climb.counted() if apart else None


def over(climb: Climb, node: Token) -> Step:
    """A figure or a date is passed over: `de 75 % à 50 %`, `en janvier 10 milliards`."""
    noun = _noun(climb, node)
    return noun if climb.tree.is_figure(noun) or climb.tree.is_dated(noun) else None


def partitive(climb: Climb, node: Token) -> Step:
    """A sum or a share with what it is of, set apart: `27 euros de péage`."""
    if not climb.is_self(node) or cases(node) or (whole := climb.whole()) is None:
        return None
    return climb.held(whole, None, "partitive")


def end_of_change(climb: Climb, node: Token) -> Step:
    """An end of a change: `la réduction de la part du nucléaire de 75 % à 50 %`."""
    tree = climb.tree
    ends = [c for c in node.head.children if tree.is_figure(c)]
    if not climb.is_self(node) or len(ends) != 2 or not is_of(ends[0]) or "à" not in cases(ends[1]):
        return None
    above = (t for t in _noun(climb, node).ancestors if tree.is_listed(t, "nouns", "up", "down"))
    change = next(above, None)
    return None if change is None else climb.held(owner(tree, change, climb.figure) or change, None, "change")


def labelled_count(climb: Climb, node: Token) -> Step:
    """Counted things behind a colon: `Yémen : 22 victimes`."""
    return climb.counted() if climb.counts(node) and colon_between(_noun(climb, node), node) else None


def apposition(climb: Climb, node: Token) -> Step:
    """An apposition or a parenthesis: `Google (25 %)`; of a measure, it goes on: `un score (99 %)`."""
    if base(node) not in ("appos", "parataxis") and not in_parenthesis(node):
        return None
    if not climb.is_self(node):
        return climb.held(climb.measure or node, None, "apposition")
    return of_what_it_follows(climb, _noun(climb, node), "apposition")


def of_what_it_follows(climb: Climb, noun: Token, rule: str) -> Link | Token:
    """The noun that a figure is set behind; from a measure without an owner the way goes on."""
    if climb.tree.is_listed(noun, "nouns", "measure") and owner(climb.tree, noun, climb.figure) is None:
        climb.measure = climb.measure or noun
        return noun
    return climb.held(noun, None, rule)


def change(climb: Climb, node: Token) -> Step:
    """A change with what changes: `une hausse de 6 % des prix`; without, it goes on."""
    tree, noun = climb.tree, _noun(climb, node)
    if not tree.is_listed(noun, "nouns", "up", "down"):
        return None
    thing = owner(tree, noun, climb.figure) or (climb.whole() if climb.is_self(node) else None)
    return noun if thing is None else climb.held(thing, None, "change")


def measure(climb: Climb, node: Token) -> Step:
    """A measure with its owner: `le déficit de la France`; without, or of a deal, it goes on."""
    tree, noun = climb.tree, _noun(climb, node)
    named = tree.is_listed(noun, "nouns", "measure")
    if not named and not tree.is_listed(noun, "nouns", "deal"):
        return None
    climb.measure = climb.measure or noun
    holder = owner(tree, noun, climb.figure) if named else None
    return noun if holder is None else climb.held(holder, None, "possessor")


def misplaced(climb: Climb, node: Token) -> Step:
    """No complement without a preposition: the parser did not know where to put the figure."""
    noun = _noun(climb, node)
    if not climb.is_self(node) or base(node) != "nmod" or cases(node) or colon_between(noun, node):
        return None
    if climb.kind != "count":
        return noun
    return climb.counted() if climb.has_item else None


def of_its_verb(climb: Climb, node: Token) -> Step:
    """What belongs to the verb of a noun: `vend ses parts pour 3 millions`."""
    noun = _noun(climb, node)
    apart = not cases(node).isdisjoint(_APART)
    if apart and base(noun) in ("obj", "obl", "iobj") and is_verbal(noun.head):
        return of_verb(climb, node, noun.head)
    return None


def adjective(climb: Climb, node: Token) -> Step:
    """An adjective with its measure: `Haute de 56 mètres, la fusée`."""
    word = _noun(climb, node)
    if is_nominal(word) and not climb.tree.is_listed(word, "nouns", "dimension"):
        return None
    described = _described(climb.tree, word)
    return word if described is None else climb.held(described, None, "adjective")


def _described(tree: Tree, word: Token) -> Token | None:
    if base(word) in ("conj", "amod", "appos") and word.head.pos_ in ("NOUN", "PROPN"):
        return word.head
    if word.head == word:
        return next((t for t in tree.tokens[word.i :] if base(t) == "nsubj"), None)
    if base(word) in ("nsubj", "advcl", "obl", "dep") and is_verbal(word.head):
        return next((c for c in children(word.head, "nsubj") if c != word), None)
    return None


def part_of_counted(climb: Climb, node: Token) -> Step:
    """A word of quantity before counted things stands for them: `aucun des 12 accusés`."""
    noun = _noun(climb, node)
    if not is_partitive(noun) or not climb.is_self(node):
        return None
    climb.same.add(noun.i)
    return noun


def locution(climb: Climb, node: Token) -> Step:
    """A noun that is one word with its verb or preposition: `fait état de`, `sous forme de`."""
    noun = _noun(climb, node)
    bare = not has_article(noun) and noun.pos_ == "NOUN" and not climb.tree.is_entity(noun)
    if bare and base(noun) == "obj" and is_verbal(noun.head):
        return of_verb(climb, node, noun.head)
    return noun if bare and cases(noun) and climb.tree.is_listed(noun, "nouns", "locution") else None


def complement(climb: Climb, node: Token) -> Step:
    """The noun itself: `une taxe de 3 %`, `l'exposition de 30 clichés`."""
    return climb.held(_noun(climb, node), None, "complement")


RULES: tuple[Rule, ...] = (
    beside_figure, over, partitive, end_of_change, labelled_count, apposition, change, measure, misplaced,
    of_its_verb, adjective, part_of_counted, locution, complement,
)  # fmt: skip


def in_parenthesis(node: Token) -> bool:
    """Whether a node stands in a parenthesis that opens right before it."""
    inside = any(c.text == "(" and c.i < node.i for c in node.lefts)
    edge = node.left_edge.i
    return inside or (edge > 0 and node.doc[edge - 1].text == "(")
