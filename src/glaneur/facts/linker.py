"""The facts of an article: its sentences with figures parsed, and each figure linked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from glaneur.facts.antecedents import Names, antecedent
from glaneur.facts.certainty import certainty, clause_of
from glaneur.facts.changes import change
from glaneur.facts.dating import when
from glaneur.facts.holders import link
from glaneur.facts.parser import Parser
from glaneur.facts.phrases import bounds
from glaneur.facts.quotes import Quotes
from glaneur.facts.sources import source
from glaneur.facts.tree import Tree
from glaneur.facts.view import FIGURES, Placed, view

_KINDS = ("entities", "money", "quantities", "dates")
_FIGURE_KINDS = {"money": "money", "quantities": "quantity"}
_CLOSING = " »”\"')"
_BATCH = 32

Record = dict[str, Any]


class _Sentence(NamedTuple):
    first: int
    last: int
    mentions: list[Placed]


def find_facts(doc: Doc, text: str, mentions: Mapping[str, Sequence[Record]], parser: Parser) -> list[Record]:
    """The facts of an article as plain data, in the order of the text.

    `doc` has the sentences, `text` is the article's own, `mentions` are its mentions by kind.
    """
    placed = sorted(_placed(mentions), key=lambda m: (m.start, -m.end))
    sentences = list(_sentences(doc, placed))
    spans = [(doc[s.first].idx, doc[s.last - 1].idx) for s in sentences]
    entities = [m for m in placed if m.kind == "entities"]
    names, quotes = Names(entities, spans), Quotes(doc.text, entities)
    with_figures = [s for s in sentences if any(m.kind in FIGURES for m in s.mentions)]
    found: list[Record] = []
    for i in range(0, len(with_figures), _BATCH):
        batch = with_figures[i : i + _BATCH]
        views = [view(doc, s.first, s.last, s.mentions) for s in batch]
        for sentence, words, parsed in zip(batch, views, parser.parse(views), strict=True):
            dates = [m for m in sentence.mentions if m.kind == "dates"]
            asked = doc[sentence.first : sentence.last].text.rstrip(_CLOSING).endswith("?")
            tree = Tree(text, parsed, words, dates, parser.lemma)
            found += (
                _fact(tree, text, names, quotes, figure, token, asked=asked)
                for figure, token in tree.figures()
            )
    return found


def _placed(mentions: Mapping[str, Sequence[Record]]) -> Iterator[Placed]:
    for kind in _KINDS:
        for index, record in enumerate(sorted(mentions[kind], key=lambda r: (r["start"], r["end"]))):
            yield Placed(kind, index, record)


def _sentences(doc: Doc, placed: Sequence[Placed]) -> Iterator[_Sentence]:
    done = 0
    for sent in doc.sents:
        mine = []
        while done < len(placed) and placed[done].start < sent.end_char:
            mine.append(placed[done])
            done += 1
        yield _Sentence(sent.start, sent.end, mine)


def _fact(
    tree: Tree, text: str, names: Names, quotes: Quotes, figure: Placed, token: Token, *, asked: bool
) -> Record:
    linked = link(tree, token)
    clause = clause_of(token, linked.predicate)
    speaker = _speaker(tree, source(tree, token, clause), quotes.speaker(figure.start), names)
    date = when(tree, token, clause)
    changed = change(tree, token, clause)
    return {
        "value": _figure(figure),
        "holder": _holder(tree, text, linked.holder, speaker, names),
        "measure": _phrase(tree, text, linked.measure),
        "predicate": _predicate(tree, text, linked.predicate),
        "when": date.index if date else None,
        "certainty": certainty(tree, token, linked.predicate, asked=asked),
        "source": _told(tree, text, speaker),
        "direction": changed.direction,
        "change_from": _figure(changed.origin) if changed.origin else None,
        "rule": linked.rule,
    }


def _figure(mention: Placed) -> Record:
    return {"kind": _FIGURE_KINDS[mention.kind], "index": mention.index}


def _speaker(tree: Tree, said: Token | None, quoted: Placed | None, names: Names) -> Token | Placed | None:
    """Whose word it is: who the sentence says, else who speaks in the quotation around it."""
    if said is None:
        return quoted
    stands_for = antecedent(tree, said, None, names)
    return stands_for.name or stands_for.token or said


def _told(tree: Tree, text: str, found: Token | Placed | None) -> Record | None:
    """A noun or a name as a phrase."""
    if isinstance(found, Placed):
        start, end = found.start, found.end
        return {**_words(text, start, end), "head": {"start": start, "end": end}, "entity": found.index}
    return _phrase(tree, text, found)


def _holder(
    tree: Tree, text: str, holder: Token | None, speaker: Token | Placed | None, names: Names
) -> Record | None:
    if holder is None:
        return None
    stands_for = antecedent(tree, holder, speaker, names)
    phrase = _told(tree, text, stands_for.name or stands_for.token)
    said = _phrase(tree, text, holder)
    anaphor = None if phrase is None or said is None else {key: said[key] for key in ("text", "start", "end")}
    return {**(phrase or said or {}), "basis": stands_for.basis, "anaphor": anaphor}


def _phrase(tree: Tree, text: str, noun: Token | None) -> Record | None:
    if noun is None:
        return None
    word = tree.word(noun)
    entity = word.mention.index if tree.is_entity(noun) and word.mention else None
    return {
        **_words(text, *bounds(tree, noun)),
        "head": {"start": word.start, "end": word.end},
        "entity": entity,
    }


def _predicate(tree: Tree, text: str, verb: Token | None) -> Record | None:
    if verb is None:
        return None
    word = tree.word(verb)
    return {**_words(text, word.start, word.end), "lemma": tree.lemma(verb)}


def _words(text: str, start: int, end: int) -> Record:
    return {"text": text[start:end], "start": start, "end": end}
