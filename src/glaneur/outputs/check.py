"""A sheet against its own text: every mention must stand where it says it does."""

import re
from collections.abc import Iterator
from pathlib import Path

from glaneur.errors import SheetError
from glaneur.outputs.files import sheet_id
from glaneur.outputs.rows import mentions
from glaneur.outputs.sheet_json import decode, read_stamp
from glaneur.schema import FactSheet, Mention, Money, Quantity, TimeExpression

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


def _mention_problems(mention: Mention, sheet: FactSheet) -> Iterator[str]:
    text = sheet.article.text
    if mention.start >= mention.end:
        yield "it is empty"
    elif text is not None and text[mention.start : mention.end] != mention.text:
        yield f"the text has {_short(text[mention.start : mention.end])!r} there"
    elif len(mention.text) != mention.end - mention.start:
        yield f"its length is not {mention.end - mention.start}"
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
