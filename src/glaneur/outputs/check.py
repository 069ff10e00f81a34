"""A sheet against its own text: every mention, and what facts quote, must stand where it says it does."""

import re
from collections.abc import Iterator
from pathlib import Path

from glaneur.errors import SheetError
from glaneur.outputs.files import sheet_id
from glaneur.outputs.rows import mentions
from glaneur.outputs.sheet_json import decode, read_stamp
from glaneur.schema import (
    FIGURE_FIELDS,
    Fact,
    FactSheet,
    Figure,
    Mention,
    Money,
    NounPhrase,
    Quantity,
    TimeExpression,
    Words,
)

_SHOWN = 60
_ANCHOR = re.compile(r"dates\[(\d+)\]")


def problems(path: Path, out: Path) -> list[str]:
    """Return what is wrong with the sheet kept at `path` in the folder `out`; empty where all is well."""
    try:
        data = path.read_bytes()
        sheet = decode(data)
    except (SheetError, OSError) as error:
        return [str(error)]
    found = list(sheet_problems(sheet))
    stamp = read_stamp(data)
    if sheet.generator.seal is not None and not (stamp and stamp.intact):
        found.insert(0, "it was changed since it was written: its seal is broken")
    if sheet.article.id != sheet_id(out, path):
        found.insert(0, f"article.id is {sheet.article.id!r}, but the file is named for another article")
    return found


def sheet_problems(sheet: FactSheet) -> Iterator[str]:
    """Yield what a sheet says that its text or its other fields don't bear out."""
    length = len(sheet.article.text) if sheet.article.text is not None else None
    last_end = 0
    for i, sentence in enumerate(sheet.sentences):
        if not last_end <= sentence.start < sentence.end or (length is not None and sentence.end > length):
            yield f"sentences[{i}]: {sentence.start}-{sentence.end} is out of order or outside the text"
        last_end = sentence.end
    for name, mention in mentions(sheet):
        for problem in _mention_problems(mention, sheet):
            yield f"{name} {mention.text!r} at {mention.start}: {problem}"
    linked: set[Figure] = set()
    for i, fact in enumerate(sheet.facts):
        for problem in _fact_problems(fact, sheet):
            yield f"facts[{i}]: {problem}"
        if fact.value in linked:
            yield f"facts[{i}]: {_named(fact.value)} has a fact already"
        linked.add(fact.value)


def _mention_problems(mention: Mention, sheet: FactSheet) -> Iterator[str]:
    yield from _place_problems(mention, sheet)
    if mention.sentence is not None:
        if not 0 <= mention.sentence < len(sheet.sentences):
            yield f"there is no sentence {mention.sentence}"
        elif not _begins_in(mention, sheet):
            yield f"sentence {mention.sentence} doesn't hold it"
    match mention:
        case Money() | Quantity() if None not in (mention.min, mention.max) and mention.min > mention.max:  # type: ignore[operator]
            yield f"min {mention.min} is above max {mention.max}"
        case TimeExpression():
            yield from _date_problems(mention, sheet)


def _place_problems(words: Mention | Words, sheet: FactSheet) -> Iterator[str]:
    text = sheet.article.text
    if words.start >= words.end:
        yield "it is empty"
    elif text is not None and text[words.start : words.end] != words.text:
        yield f"the text has {_short(text[words.start : words.end])!r} there"
    elif len(words.text) != words.end - words.start:
        yield f"its length is not {words.end - words.start}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _begins_in(mention: Mention, sheet: FactSheet) -> bool:
    sentence = sheet.sentences[mention.sentence or 0]
    return sentence.start <= mention.start < sentence.end


def _date_problems(date: TimeExpression, sheet: FactSheet) -> Iterator[str]:
    anchor = _ANCHOR.fullmatch(date.anchor or "")
    if anchor and int(anchor[1]) >= len(sheet.dates):
        yield f"its anchor {date.anchor} doesn't exist"
    # Bounds may differ in length (a day, a clock time): the common part is comparable.
    if date.earliest and date.latest:
        common = min(len(date.earliest), len(date.latest))
        if date.earliest[:common] > date.latest[:common]:
            yield f"earliest {date.earliest} is after latest {date.latest}"


def _fact_problems(fact: Fact, sheet: FactSheet) -> Iterator[str]:
    figures = {kind: getattr(sheet, field) for kind, field in FIGURE_FIELDS.items()}
    for figure in (fact.value, fact.change_from):
        if figure is not None and figure.index >= len(figures[figure.kind]):
            yield f"{_named(figure)} doesn't exist"
    mention = next(iter(figures[fact.value.kind][fact.value.index :]), None)
    if mention is not None and fact.sentence != mention.sentence:
        yield f"sentence {fact.sentence} is not that of {_named(fact.value)}"
    if fact.when is not None and not 0 <= fact.when < len(sheet.dates):
        yield f"its date dates[{fact.when}] doesn't exist"
    for name in ("holder", "measure", "source"):
        phrase: NounPhrase | None = getattr(fact, name)
        if phrase is None:
            continue
        if phrase.entity is not None and not 0 <= phrase.entity < len(sheet.entities):
            yield f"{name}: entities[{phrase.entity}] doesn't exist"
        if not phrase.start <= phrase.head.start < phrase.head.end <= phrase.end:
            yield f"{name}: its head {phrase.head.start}-{phrase.head.end} is outside it"
    for name, words in _words_of(fact):
        for problem in _place_problems(words, sheet):
            yield f"{name} {words.text!r} at {words.start}: {problem}"


def _words_of(fact: Fact) -> Iterator[tuple[str, Words]]:
    """Yield the words that a fact quotes, each with what they are in it."""
    anaphor = fact.holder.anaphor if fact.holder else None
    said = {"holder": fact.holder, "anaphor": anaphor, "measure": fact.measure, "predicate": fact.predicate}
    for name, words in {**said, "source": fact.source}.items():
        if words is not None:
            yield name, words


def _named(figure: Figure) -> str:
    return f"{FIGURE_FIELDS[figure.kind]}[{figure.index}]"
