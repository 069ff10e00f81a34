"""Rules for a node that hangs on a verb: whose the figure is by what the clause says."""

from spacy.tokens import Token

from glaneur.facts.climb import Climb, Link, Step
from glaneur.facts.subjects import agent, subject
from glaneur.facts.tree import base, cases, children, has_article
from glaneur.facts.view import NUMBER


def copula(climb: Climb, node: Token) -> Step:
    """`Le déficit est de 5 %`: what is said of the subject."""
    verb = next(iter(children(node, "cop")), None)
    if verb is None and not (climb.is_self(node) and children(node, "nsubj")):
        return None
    found, _ = subject(climb.tree, node)
    return None if found is None else climb.held(found, verb, "copula")


def as_subject(climb: Climb, node: Token) -> Step:
    """The figure or its noun as subject: `45 % des femmes travaillent`, `son budget dépasse 2 millions`."""
    if base(node) not in ("nsubj", "csubj") or node.head == node:
        return None
    verb = node.head
    predicate = _predicate(verb)
    if not climb.is_self(node):
        return climb.held(node, predicate, "subject")
    doer = agent(climb.tree, verb)
    if doer is not None:
        return climb.held(doer, predicate, "passive_agent")
    whole = climb.whole()
    if whole is not None:
        return climb.held(whole, predicate, "partitive")
    if climb.kind == "count":
        return climb.counted(predicate)
    apposed = _apposed(climb)
    if apposed is not None:
        return climb.held(apposed, None, "apposition")
    others = [c for c in children(verb, "nsubj") if not climb.is_self(c) and not climb.tree.is_figure(c)]
    if others:
        return climb.held(others[0], predicate, "apposition")
    label = climb.tree.label(node)
    return Link(None, climb.measure, predicate, "none") if label is None else climb.held(label, None, "label")


def of_verb(climb: Climb, node: Token, verb: Token) -> Link:
    """What a verb says of its object or complement: of the subject, unless it sets the figure on another."""
    predicate = _predicate(verb)
    whole = climb.whole() if climb.is_self(node) else None
    climb.measure = climb.measure or whole
    changed = base(node) == "obj" and climb.tree.is_listed(verb, "verbs", "up", "down")
    if changed and not climb.is_self(node):
        return climb.held(node, predicate, "object")
    patient = _paid_for(climb, node, verb) or _set_on(climb, node, verb)
    if patient is not None:
        return climb.held(patient, predicate, "object")
    found, rule = subject(climb.tree, verb)
    if found is not None and not climb.is_self(found):
        return climb.held(found, predicate, rule)
    noun = climb.measure if climb.is_self(node) else node
    return Link(None, None, predicate, rule) if noun is None else climb.held(noun, predicate, rule)


def _predicate(verb: Token) -> Token:
    """The verb, or the copula of what is none: `est` of `est de 3 %`, `réduit` of `sera réduit`."""
    return verb if verb.pos_ == "VERB" else next(iter(children(verb, "cop")), verb)


def _set_on(climb: Climb, node: Token, verb: Token) -> Token | None:
    """What a change or a value is set on: `augmente les impôts de 2 000 dollars`, `fixe le seuil à 3 %`."""
    oblique = base(node) in ("obl", "nmod", "xcomp") and cases(node)
    if not oblique or not climb.tree.is_listed(verb, "verbs", "sets", "up", "down"):
        return None
    return _object(climb, node, verb)


def _paid_for(climb: Climb, node: Token, verb: Token) -> Token | None:
    """What a price is paid for: `60 € la consultation`, `35 euros pour une visite`."""
    if not climb.tree.is_listed(verb, "verbs", "pays"):
        return None
    beside = (c for c in children(node, "nmod") if c.i > node.i and not cases(c) and has_article(c))
    things = (c for c in children(verb, "obl") if c.i > verb.i and "pour" in cases(c))
    thing = (c for c in things if not climb.tree.is_figure(c))
    return next(beside, None) or next(thing, None) or _object(climb, node, verb)


def _object(climb: Climb, node: Token, verb: Token) -> Token | None:
    others = (c for c in children(verb, "obj") if c != node and not climb.tree.is_figure(c))
    return next((c for c in others if c.pos_ in ("NOUN", "PROPN")), None)


def _apposed(climb: Climb) -> Token | None:
    """The noun that a measure between commas follows: `Le mont Ventoux, 1 909 mètres, reste…`."""
    tokens, comma = climb.tree.tokens, climb.figure.i - 2
    if comma < 1 or tokens[comma].text not in (",", "(") or tokens[comma + 1].text != NUMBER:
        return None
    before = tokens[comma - 1]
    fits = before.pos_ in ("NOUN", "PROPN") and not cases(before) and not climb.tree.is_dated(before)
    return before if fits else None
