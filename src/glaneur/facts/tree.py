"""A parsed sentence: what its tokens stand for, and the ways through its tree."""

from collections.abc import Callable, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from glaneur.facts.view import FIGURES, NUMBER, Placed, Word
from glaneur.lexicons import load_table

_RELATIVE = frozenset(("qui", "lequel", "laquelle", "lesquels", "lesquelles", "dont", "que", "qu'", "où"))
POSSESSIVES = frozenset(("son", "sa", "ses", "leur", "leurs"))
_STEPS = 24
_BULLETS = frozenset("•-–—*·")
_OPENING = frozenset('«“"')
_CLOSING = frozenset('»”"')
_OF = frozenset(("de", "d'", "du", "des"))


@cache
def listed(table: str, name: str) -> frozenset[str]:
    """The words of a list of the lexicon of facts."""
    return frozenset(load_table("facts")[table][name])


class Tree:
    """A sentence's tree; tokens are spaCy's."""

    def __init__(
        self,
        text: str,
        doc: Doc,
        words: Sequence[Word],
        dates: Sequence[Placed],
        lemma: Callable[[Token], str],
    ) -> None:
        self._text = text
        self.tokens = list(doc)
        self.forms = frozenset(token.lower_ for token in self.tokens)
        self.words = words
        self.dates = dates
        self._lemma = lemma
        self._lemmas: dict[int, str] = {}
        self._dated = {
            i for i, word in enumerate(words) for d in dates if d.start <= word.start and word.end <= d.end
        }

        self._figures: dict[int, Placed] = {}
        self._heads: list[tuple[Placed, Token]] = []
        for token, word in zip(self.tokens, words, strict=True):
            if word.mention is not None and word.mention.kind in FIGURES:
                head = _noun(token, word.mention.end, words)
                self._figures[token.i] = self._figures[head.i] = word.mention
                if token.i and self.tokens[token.i - 1].text == NUMBER:
                    self._figures[token.i - 1] = word.mention
                self._heads.append((word.mention, head))

    def is_dated(self, token: Token) -> bool:
        """Whether a token is part of a date."""
        return token.i in self._dated

    def lemma(self, token: Token) -> str:
        """The lemma of a token."""
        if token.i not in self._lemmas:
            self._lemmas[token.i] = self.words[token.i].lemma or self._lemma(token)
        return self._lemmas[token.i]

    def word(self, token: Token) -> Word:
        """What a token stands for."""
        return self.words[token.i]

    def mention(self, token: Token, *kinds: str) -> Placed | None:
        """The mention that a token stands for, if it is of one of `kinds`."""
        found = self.words[token.i].mention
        return found if found is not None and found.kind in kinds else None

    def figure(self, token: Token) -> Placed | None:
        """The figure whose noun a token is."""
        return self._figures.get(token.i)

    def is_figure(self, token: Token) -> bool:
        """Whether a token is the noun of a figure."""
        return token.i in self._figures

    def closes_quote(self, i: int) -> bool:
        """Whether a quotation ends right before token `i`."""
        return i > 0 and not _CLOSING.isdisjoint(self._text[self.words[i - 1].end : self.words[i].start])

    def opens_quote(self, i: int) -> bool:
        """Whether a quotation starts right before token `i`."""
        if not 0 < i < len(self.words):
            return False
        return not _OPENING.isdisjoint(self._text[self.words[i - 1].end : self.words[i].start])

    def settled(self, token: Token) -> Token:
        """The counted noun, for the number that the parser took for its head."""
        after = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None
        number = self.words[token.i].mention is None and token.text == NUMBER
        return after if number and after is not None and self.is_figure(after) else token

    def label(self, token: Token) -> Token | None:
        """The head of what a colon sets before a token: the label of a list's item."""
        colon = next((t.i for t in self.tokens[: token.i] if t.text == ":"), 0)
        if not colon:
            return None
        top = ancestry(self.tokens[0])[-1]
        nominal = (
            top.i < colon and not self.is_dated(top) and not any(base(c) == "nsubj" for c in top.children)
        )
        return top if nominal else None

    @property
    def starts_with_bullet(self) -> bool:
        """Whether the sentence is an item of a list."""
        start = self.words[0].start
        return not _BULLETS.isdisjoint(self._text[max(0, start - 3) : start])

    def is_count(self, token: Token) -> bool:
        """Whether a token is a counted noun."""
        found = self.figure(token)
        return found is not None and found.record.get("kind") == "count"

    def is_entity(self, token: Token) -> bool:
        """Whether a token is a name."""
        return self.mention(token, "entities") is not None

    def figures(self) -> Sequence[tuple[Placed, Token]]:
        """The figures, with the token that stands for each: a counted noun's head."""
        return self._heads

    def is_listed(self, token: Token, table: str, *names: str) -> bool:
        """Whether the lemma or form of a token is in one of the lists of the lexicon."""
        forms = {token.lower_, self.lemma(token).lower()}
        return any(not forms.isdisjoint(listed(table, name)) for name in names)


def _noun(token: Token, end: int, words: Sequence[Word]) -> Token:
    """The head of a counted noun phrase that starts at `token`: `emplois` in `nouveaux emplois`."""
    while token.pos_ in ("ADJ", "DET", "NUM") and token.head.i > token.i and words[token.head.i].end <= end:
        token = token.head
    return token


def base(token: Token) -> str:
    """A token's relation to its head, without the subtype."""
    return token.dep_.partition(":")[0]


def is_verbal(token: Token) -> bool:
    """Whether a token heads a clause: a verb, or what a copula or an auxiliary makes one."""
    return token.pos_ in ("VERB", "AUX") or any(base(c) in ("aux", "cop", "nsubj") for c in token.children)


def is_infinitive(token: Token) -> bool:
    """Whether a token is an infinitive, a past one too: `avoir touché`."""
    if any(base(c) == "aux" and "Inf" in c.morph.get("VerbForm", []) for c in token.children):
        return True
    return "Inf" in token.morph.get("VerbForm", []) or (
        token.pos_ == "VERB" and token.lower_.endswith(("er", "ir", "re")) and not token.morph.get("Mood", [])
    )


def is_participle(token: Token) -> bool:
    """Whether a token is a participle without an auxiliary."""
    return "Part" in token.morph.get("VerbForm", []) and not any(base(c) == "aux" for c in token.children)


def is_nominal(token: Token) -> bool:
    """Whether a token can head a noun phrase: a noun, name or pronoun, or a figure that stands for one."""
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET")


def is_relative(token: Token) -> bool:
    """Whether a token is a relative pronoun."""
    return token.lower_ in _RELATIVE


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of these relations, subtypes included."""
    return [c for c in token.children if base(c) in deps or c.dep_ in deps]


def cases(token: Token) -> frozenset[str]:
    """The prepositions of a noun."""
    return frozenset(c.lower_ for c in token.children if c.dep_ == "case")


def is_free_noun(tree: Tree, token: Token) -> bool:
    """Whether a token is a noun or a name without preposition, and no figure or date."""
    taken = cases(token) or tree.is_figure(token) or tree.is_dated(token)
    return token.pos_ in ("NOUN", "PROPN") and not taken


def is_of(token: Token) -> bool:
    """Whether a noun stands with `de` alone."""
    said = cases(token)
    return bool(said) and said <= _OF


def has_article(token: Token) -> bool:
    """Whether a noun has a determiner, glued to its preposition or not."""
    return not cases(token).isdisjoint(("du", "des")) or any(c.dep_ == "det" for c in token.children)


def possessive(token: Token) -> Token | None:
    """The possessive determiner of a noun."""
    return next((c for c in token.children if c.dep_ == "det" and c.lower_ in POSSESSIVES), None)


def colon_between(left: Token, right: Token) -> bool:
    """Whether a colon stands between two tokens."""
    return any(t.text == ":" for t in left.doc[left.i : right.i])


def bearer(tree: Tree, noun: Token) -> Token:
    """The name that a title or a trade goes with: `Hidetoshi Nakata` of `le Japonais Hidetoshi Nakata`."""
    if tree.is_entity(noun):
        return noun
    for child in noun.rights:
        if (
            tree.is_entity(child)
            and not cases(child)
            and child.dep_ in ("flat:name", "appos", "amod", "nmod", "flat:foreign")
            and child.i <= noun.i + 2
        ):
            return child
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if (
        after is not None
        and tree.is_entity(after)
        and after.dep_ in ("flat:name", "amod", "appos")
        and not cases(after)
    ):
        return after
    return noun


def ancestry(token: Token, last: Token | None = None) -> list[Token]:
    """The token and what is above it, up to `last` or the root."""
    found = [token]
    while found[-1] != last and found[-1].head != found[-1] and len(found) < _STEPS:
        found.append(found[-1].head)
    return found
