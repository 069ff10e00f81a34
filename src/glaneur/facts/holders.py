"""Whose figure it is: from the noun of a figure up its tree to the noun that holds it."""

from spacy.tokens import Token

from glaneur.facts.climb import Climb, Link, Rule, Step, first
from glaneur.facts.noun_rules import in_parenthesis, of_noun, of_what_it_follows
from glaneur.facts.tree import Tree, base, cases, children, has_article, is_free_noun, is_of, is_verbal
from glaneur.facts.verb_rules import as_subject, copula, of_verb
from glaneur.facts.view import NUMBER

_STEPS = 12
_ADVERBIAL = frozenset(("advmod", "fixed", "dep"))
_GAPS = frozenset((",", ";", "et", "contre", "mais"))


def link(tree: Tree, figure: Token) -> Link:
    """The holder, measure and predicate of a figure."""
    return _link(tree, figure, frozenset())


def _link(tree: Tree, figure: Token, seen: frozenset[int]) -> Link:
    climb = Climb(tree, figure, lambda other, more: _link(tree, other, more))
    climb.seen |= seen
    start = _start_of_change(climb)
    if start is not None and start.i not in climb.seen:
        return _link(tree, start, climb.seen)
    node = _head(climb)
    step: Step = _part(climb) or _parenthesis(climb) or _gapped(climb)
    for _ in range(_STEPS):
        if isinstance(step, Link):
            return step
        node = step or node
        step = first(RULES, climb, node)
    return Link(None, climb.measure, None, "none")


def _start_of_change(climb: Climb) -> Token | None:
    """The other end, of a figure that something changed to: `de 25 % à 33 %`."""
    to = next((c for c in climb.figure.children if c.dep_ == "case" and c.lower_ == "à"), None)
    if to is None or to.i == 0:
        return None
    before = climb.tree.tokens[to.i - 1]
    return before if climb.tree.is_figure(before) and is_of(before) else None


def _head(climb: Climb) -> Token:
    """The head of the figure's phrase, where the parser hung its noun on its adjective or number."""
    node = climb.figure
    for _ in range(3):
        if node.dep_ not in ("amod", "nummod", "det") or abs(node.head.i - node.i) > 2:
            break
        node = node.head
        climb.same.add(node.i)
    return node


def _part(climb: Climb) -> Link | None:
    """The link of a part to its whole: `29 missions, dont 18 pour Kuiper`."""
    tokens = climb.tree.tokens
    said = climb.figure.i - (2 if tokens[climb.figure.i - 1].text == NUMBER else 1)
    while said > 0 and tokens[said].dep_ in ("advmod", "fixed", "det", "case"):
        said -= 1
    if said < 1 or tokens[said].lower_ != "dont":
        return None
    nouns = (t for t in reversed(tokens[:said]) if t.pos_ in ("NOUN", "PROPN", "SYM"))
    whole = next((t for t in nouns if not climb.tree.is_dated(t)), None)
    return None if whole is None else climb.held(whole, None, "part")


def _gapped(climb: Climb) -> Link | None:
    """A figure right behind its holder, the verb left out: `la Chine en a reçu 8 Mt, l'Espagne 6 Mt`."""
    tree = climb.tree
    noun = _before(climb)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    first = next(iter(children(noun, "det")), noun).i
    opens = first > 1 and tree.tokens[first - 1].lower_ in _GAPS
    parallel = any(token.i < first for _, token in tree.figures())
    if not opens or not parallel or cases(noun) or tree.is_figure(noun) or tree.is_dated(noun):
        return None
    return climb.held(noun, None, "gap") if tree.is_entity(noun) or has_article(noun) else None


def _parenthesis(climb: Climb) -> Link | Token | None:
    """A figure that opens a parenthesis: `l'Allemagne (4,1 %)`; of a measure it goes on: `un score (9 %)`."""
    bracket = _before(climb)
    if bracket is None or bracket.text != "(" or bracket.i == 0:
        return None
    tree, noun = climb.tree, bracket.nbor(-1)
    if noun.pos_ == "ADJ" and noun.head.i == noun.i - 1:
        noun = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or tree.is_figure(noun) or tree.is_dated(noun):
        return None
    return of_what_it_follows(climb, noun, "parenthesis")


def _before(climb: Climb) -> Token | None:
    """What stands before a figure and what belongs to it: `près de`, `environ`."""
    tokens = climb.tree.tokens
    i = climb.figure.i - 1
    while i >= 0 and (tokens[i].text == NUMBER or tokens[i].dep_ in _ADVERBIAL or tokens[i].lower_ == "de"):
        i -= 1
    return tokens[i] if i >= 0 else None


def alone(climb: Climb, node: Token) -> Step:
    """A phrase without a verb: a headline, an item of a list."""
    if node.head != node:
        return None
    if not climb.is_self(node):
        return climb.held(node, None, "headline")
    whole = climb.whole()
    if whole is not None:
        return climb.held(whole, None, "partitive")
    label = climb.tree.label(node)
    if label is not None and (climb.kind != "count" or _is_item(climb, label)):
        return climb.held(label, None, "label")
    if climb.kind == "count":
        return climb.counted()
    before = next((t for t in climb.tree.tokens[: node.i] if _heads(climb.tree, t)), None)
    return Link(None, climb.measure, None, "none") if before is None else climb.held(before, None, "headline")


def _is_item(climb: Climb, label: Token) -> bool:
    """Whether a label names what is counted, in a list, and not where or what about: `Yémen : 22 morts`."""
    entity = climb.tree.mention(label, "entities")
    if entity is not None and entity.record["label"] == "LOC":
        return False
    rest = climb.tree.tokens[climb.figure.i + 1 :]
    return climb.tree.starts_with_bullet or all(t.is_punct for t in rest)


def _heads(tree: Tree, token: Token) -> bool:
    """Whether a noun may be what a headline is about."""
    return is_free_noun(tree, token) and not in_parenthesis(token)


def coordination(climb: Climb, node: Token) -> Step:
    """A conjunct stands as what it is joined to does: `trois morts et six blessés`."""
    if base(node) != "conj":
        return None
    head = node.head
    if is_verbal(head) and not is_verbal(node) and not climb.tree.is_figure(head):
        return of_verb(climb, node, head)
    if climb.is_self(node) and climb.tree.is_figure(head):
        climb.same.add(head.i)
    return head


def of_clause(climb: Climb, node: Token) -> Step:
    """An object or a complement of a verb."""
    head, dep = node.head, base(node)
    clausal = any(base(c) in ("nsubj", "cop") for c in head.children)
    if not is_verbal(head) or dep in ("appos", "parataxis"):
        return None
    return of_verb(climb, node, head) if clausal or head.pos_ == "VERB" or dep != "nmod" else None


RULES: tuple[Rule, ...] = (copula, alone, as_subject, coordination, of_clause, of_noun)
"""What is asked of each node on the way up; the first that has an answer decides."""
