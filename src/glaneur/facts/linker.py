"""The facts of an article: its sentences with figures parsed, and each figure linked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Doc, Span, Token

from glaneur.facts.antecedents import Names, antecedent
from glaneur.facts.certainty import certainty, clause_of
from glaneur.facts.changes import change
from glaneur.facts.dating import when
from glaneur.facts.holders import link
from glaneur.facts.parser import Parser
from glaneur.facts.phrases import bounds
from glaneur.facts.quotes import Quotes
from glaneur.facts.sources import Sources
from glaneur.facts.tree import Tree
from glaneur.facts.view import FIGURES, Placed, view

_KINDS = ("entities", "money", "quantities", "dates")
_FIGURE_KINDS = {"money": "money", "quantities": "quantity"}
_CLOSING = " »”\"')"
_BATCH = 32

Record = dict[str, Any]
_Who = Placed | tuple[Tree, Token]
"""Who a phrase is about: a name of the article, or a noun of a parsed sentence."""


class _Sentence(NamedTuple):
    tokens: Span
    mentions: list[Placed]


def find_facts(doc: Doc, text: str, mentions: Mapping[str, Sequence[Record]], parser: Parser) -> list[Record]:
    """The facts of an article as plain data, in the order of the text.

    `doc` has the sentences, `text` is the article's own, `mentions` are its mentions by kind.
    """
    placed = sorted(_placed(mentions), key=lambda m: (m.start, -m.end))
    sentences = list(_sentences(doc, placed))
    article = _Article(text, doc.text, [m for m in placed if m.kind == "entities"], sentences)
    with_figures = [s for s in sentences if any(m.kind in FIGURES for m in s.mentions)]
    found: list[Record] = []
    for i in range(0, len(with_figures), _BATCH):
        batch = with_figures[i : i + _BATCH]
        views = [view(article.plain, s.tokens, s.mentions) for s in batch]
        for sentence, parsed in zip(batch, parser.parse(views), strict=True):
            dates = [m for m in sentence.mentions if m.kind == "dates"]
            found += article.facts(sentence, Tree(text, *parsed, dates, parser.lemma))
    return found


def _placed(mentions: Mapping[str, Sequence[Record]]) -> Iterator[Placed]:
    for kind in _KINDS:
        for index, record in enumerate(sorted(mentions[kind], key=lambda r: (r["start"], r["end"]))):
            yield Placed(kind, index, record)


def _sentences(doc: Doc, placed: Sequence[Placed]) -> Iterator[_Sentence]:
    done = 0
    for tokens in doc.sents:
        mine = []
        while done < len(placed) and placed[done].start < tokens.end_char:
            mine.append(placed[done])
            done += 1
        yield _Sentence(tokens, mine)


class _Article:
    """What is looked back to, and ahead, from a sentence."""

    def __init__(
        self, text: str, plain: str, entities: Sequence[Placed], sentences: Sequence[_Sentence]
    ) -> None:
        self.text = text
        self.plain = plain
        self._names = Names(entities, [s.tokens.start_char for s in sentences])
        self._quotes = Quotes(plain, entities)
        self._last: tuple[int, Tree] | None = None

    def facts(self, sentence: _Sentence, tree: Tree) -> Iterator[Record]:
        """The facts of a parsed sentence."""
        asked = sentence.tokens.text.rstrip(_CLOSING).endswith("?")
        sources = Sources(tree)
        before = self._before(sentence)
        self._last = (sentence.tokens.end, tree)
        for figure, token in tree.figures():
            linked = link(tree, token)
            clause = clause_of(token, linked.predicate)
            speaker = self._speaker(tree, sources.of(clause), figure, before)
            date = when(tree, token, clause)
            changed = change(tree, token, clause)
            yield {
                "value": _figure(figure),
                "holder": self._holder(tree, linked.holder, speaker, before),
                "measure": _phrase(tree, self.text, linked.measure) if linked.measure else None,
                "predicate": _predicate(tree, self.text, linked.predicate),
                "when": date.index if date else None,
                "certainty": certainty(tree, token, linked.predicate, linked.holder, asked=asked),
                "source": _told(self.text, speaker),
                "direction": changed.direction,
                "change_from": _figure(changed.origin) if changed.origin else None,
                "rule": linked.rule,
            }

    def _before(self, sentence: _Sentence) -> Tree | None:
        """The tree of the sentence right before, where that one holds a figure too."""
        return self._last[1] if self._last and self._last[0] == sentence.tokens.start else None

    def _speaker(self, tree: Tree, said: Token | None, figure: Placed, before: Tree | None) -> _Who | None:
        """Whose word it is: who the sentence says, else who speaks in the quotation around the figure."""
        if said is None:
            return self._quotes.speaker(figure.start)
        stands_for = antecedent(tree, said, None, self._names, before)
        return stands_for.name or stands_for.noun or (tree, said)

    def _holder(
        self, tree: Tree, holder: Token | None, speaker: _Who | None, before: Tree | None
    ) -> Record | None:
        if holder is None:
            return None
        stands_for = antecedent(tree, holder, speaker, self._names, before)
        phrase = _told(self.text, stands_for.name or stands_for.noun)
        said = _phrase(tree, self.text, holder)
        anaphor = None if phrase is None else {key: said[key] for key in ("text", "start", "end")}
        return {**(phrase or said), "basis": stands_for.basis, "anaphor": anaphor}


def _figure(mention: Placed) -> Record:
    return {"kind": _FIGURE_KINDS[mention.kind], "index": mention.index}


def _told(text: str, who: _Who | None) -> Record | None:
    """A name or a noun as a phrase."""
    if isinstance(who, Placed):
        place = {"start": who.start, "end": who.end}
        return {**_words(text, who.start, who.end), "head": place, "entity": who.index}
    return None if who is None else _phrase(who[0], text, who[1])


def _phrase(tree: Tree, text: str, noun: Token) -> Record:
    word = tree.word(noun)
    entity = word.mention.index if tree.is_entity(noun) and word.mention else None
    head = {"start": word.start, "end": word.end}
    return {**_words(text, *bounds(tree, noun)), "head": head, "entity": entity}


def _predicate(tree: Tree, text: str, verb: Token | None) -> Record | None:
    if verb is None:
        return None
    word = tree.word(verb)
    return {**_words(text, word.start, word.end), "lemma": tree.lemma(verb)}


def _words(text: str, start: int, end: int) -> Record:
    return {"text": text[start:end], "start": start, "end": end}
