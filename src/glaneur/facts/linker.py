"""The facts of an article: its sentences with figures parsed, and each figure linked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Doc, Span, Token

from glaneur.facts.antecedents import Before, Names, antecedent
from glaneur.facts.certainty import certainty, clause_of
from glaneur.facts.changes import change
from glaneur.facts.climb import Link
from glaneur.facts.dating import when
from glaneur.facts.holders import link
from glaneur.facts.moods import is_past
from glaneur.facts.openings import opening
from glaneur.facts.parser import Parser
from glaneur.facts.phrases import Phrase, phrase
from glaneur.facts.quotes import Quotes
from glaneur.facts.sources import Sources
from glaneur.facts.tree import Tree
from glaneur.facts.view import FIGURES, Placed, view
from glaneur.schema import KINDS, Certainty
from glaneur.typography import normalise

_CLOSING = " »”\"')\n\r\t"
_BATCH = 32
_LONGEST = 200
"""How many tokens a sentence has at most to be parsed: time grows with the text, on any text."""
_MOST = 60
"""How many mentions it has at most."""

Record = dict[str, Any]


class _Sentence(NamedTuple):
    number: int
    tokens: Span
    mentions: list[Placed]


def find_facts(doc: Doc, text: str, mentions: Mapping[str, Sequence[Record]], parser: Parser) -> list[Record]:
    """The facts of an article as plain data, in no order.

    `doc` has the sentences, `text` is the article's own, `mentions` are its mentions by kind.
    """
    placed = sorted(_placed(mentions), key=lambda m: (m.start, -m.end))
    sentences = list(_sentences(doc, placed))
    published = doc._.glaneur_published
    article = _Article(
        text, normalise(doc.text), published, [m for m in placed if m.kind == "entities"], sentences
    )
    with_figures = [s for s in sentences if any(m.kind in FIGURES for m in s.mentions)]
    found = [_unlinked(m) for s in with_figures if _is_long(s) for m in s.mentions if m.kind in FIGURES]
    parsed = [s for s in with_figures if not _is_long(s)]
    for i in range(0, len(parsed), _BATCH):
        batch = parsed[i : i + _BATCH]
        views = [view(article.plain, s.tokens, s.mentions) for s in batch]
        for sentence, (tree, words) in zip(batch, parser.parse(views), strict=True):
            dates = [m for m in sentence.mentions if m.kind == "dates"]
            found += article.facts(sentence, Tree(text, tree, words, dates, parser.lemma))
    return found


def _is_long(sentence: _Sentence) -> bool:
    return len(sentence.tokens) > _LONGEST or len(sentence.mentions) > _MOST


def _unlinked(figure: Placed) -> Record:
    """The fact of a figure in what is no sentence but a table or a list without stops."""
    return {"value": _figure(figure), "certainty": "asserted", "rule": "too_long"}


def _placed(mentions: Mapping[str, Sequence[Record]]) -> Iterator[Placed]:
    for kind in KINDS:
        for index, record in enumerate(sorted(mentions[kind], key=lambda r: (r["start"], r["end"]))):
            yield Placed(kind, index, record)


def _sentences(doc: Doc, placed: Sequence[Placed]) -> Iterator[_Sentence]:
    done = 0
    for number, tokens in enumerate(doc.sents):
        mine = []
        while done < len(placed) and placed[done].start < tokens.end_char:
            mine.append(placed[done])
            done += 1
        yield _Sentence(number, tokens, mine)


class _Article:
    """What is looked back to, and ahead, from a sentence."""

    def __init__(
        self,
        text: str,
        plain: str,
        published: str | None,
        entities: Sequence[Placed],
        sentences: Sequence[_Sentence],
    ) -> None:
        self.text = text
        self.plain = plain
        self._sentences = sentences
        self._names = Names(entities, [s.tokens.start_char for s in sentences])
        self._quotes = Quotes(plain, entities)
        self._published = published
        self._last: tuple[int, Tree] | None = None

    def facts(self, sentence: _Sentence, tree: Tree) -> Iterator[Record]:
        """The facts of a parsed sentence."""
        asked = sentence.tokens.text.rstrip(_CLOSING).endswith("?")
        sources = Sources(tree)
        before = self._before(sentence)
        self._last = (sentence.number, tree)
        for figure, token in tree.figures():
            linked = self._checked(tree, link(tree, token))
            clause = clause_of(token, linked.predicate)
            speaker = self._speaker(tree, sources.of(clause), figure, before)
            date = when(tree, token, clause)
            changed = change(tree, token, clause)
            yield {
                "value": _figure(figure),
                "holder": self._holder(tree, linked.holder, speaker, before),
                "measure": self._phrase(phrase(tree, linked.measure)) if linked.measure else None,
                "predicate": self._predicate(tree, linked.predicate) if linked.predicate else None,
                "when": date.index if date else None,
                "certainty": self._certainty(tree, token, linked, date, asked=asked),
                "source": self._phrase(speaker) if speaker else None,
                "direction": changed.direction,
                "change_from": _figure(changed.origin) if changed.origin else None,
                "rule": linked.rule,
            }

    def _checked(self, tree: Tree, linked: Link) -> Link:
        """The link without what the parser mistook: a predicate that is no verb, a holder that is nobody."""
        if linked.predicate is not None and tree.is_entity(linked.predicate):
            linked = linked._replace(predicate=None)
        if linked.holder is not None and not self._is_somebody(tree, linked.holder):
            linked = linked._replace(holder=None)
        return linked

    def _is_somebody(self, tree: Tree, holder: Token) -> bool:
        """Whether a word can hold a figure: a date, a bare number or a sign can not."""
        word = tree.word(holder)
        return not tree.is_dated(holder) and any(c.isalpha() for c in self.text[word.start : word.end])

    def _certainty(
        self, tree: Tree, figure: Token, linked: Link, date: Placed | None, *, asked: bool
    ) -> Certainty:
        said = certainty(tree, figure, linked, asked=asked)
        if said != "asserted" or date is None or not self._is_to_come(date):
            return said
        verb = linked.predicate
        dated = tree.words[0].start == date.start if verb is None else not is_past(verb)
        return "planned" if dated else said

    def _is_to_come(self, date: Placed) -> bool:
        earliest = date.record["earliest"]
        return self._published is not None and earliest is not None and earliest[:10] > self._published

    def _before(self, sentence: _Sentence) -> Before:
        i = sentence.number - 1
        if i < 0:
            return Before()
        if self._last and self._last[0] == i:
            return Before(self._last[1])
        return Before(None, opening(self._sentences[i].tokens, self._sentences[i].mentions))

    def _speaker(self, tree: Tree, said: Token | None, figure: Placed, before: Before) -> Phrase | None:
        """Whose word it is: who the sentence says, else who speaks in the quotation around the figure."""
        if said is None:
            return self._quotes.speaker(figure.start)
        return antecedent(tree, said, None, self._names, before).phrase or phrase(tree, said)

    def _holder(
        self, tree: Tree, holder: Token | None, speaker: Phrase | None, before: Before
    ) -> Record | None:
        if holder is None:
            return None
        stands_for = antecedent(tree, holder, speaker, self._names, before)
        said = phrase(tree, holder)
        return {
            **self._phrase(stands_for.phrase or said),
            "basis": stands_for.basis,
            "anaphor": self._words(said.start, said.end) if stands_for.phrase else None,
        }

    def _phrase(self, found: Phrase) -> Record:
        head = {"start": found.head[0], "end": found.head[1]}
        return {**self._words(found.start, found.end), "head": head, "entity": found.entity}

    def _predicate(self, tree: Tree, verb: Token) -> Record:
        word = tree.word(verb)
        return {**self._words(word.start, word.end), "lemma": tree.lemma(verb)}

    def _words(self, start: int, end: int) -> Record:
        return {"text": self.text[start:end], "start": start, "end": end}


def _figure(mention: Placed) -> Record:
    return {"kind": KINDS[mention.kind].name, "index": mention.index}
