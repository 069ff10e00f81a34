"""A stretch of text as HTML, its mentions marked.

displaCy draws labels over each other where mentions stand close, so the marks are made here: each holds its
value, and marks nest.
"""

from collections.abc import Iterator, Sequence
from html import escape

from glaneur.outputs.labels import label
from glaneur.schema import Entity, Mention

Named = tuple[str, Mention]


def marked(text: str, start: int, end: int, found: Sequence[Named], *, labels: bool = True) -> Iterator[str]:
    """Yield the stretch of `text` with its marks; a mention ends with its line.

    `found` is in the order of the text, the longer of two at one place first.
    """
    edges = {start, end, *(m.start for _, m in found), *(min(m.end, end) for _, m in found)}
    opened: list[Named] = []
    first, at = 0, start
    for edge in sorted(edges):
        yield escape(text[at:edge])
        at = edge
        yield from _closed(opened, edge, end, labels=labels)
        while first < len(found) and found[first][1].start == edge:
            yield _opening(*found[first])
            opened.append(found[first])
            first += 1


def _closed(opened: list[Named], edge: int, end: int, *, labels: bool) -> Iterator[str]:
    """Close the marks of `opened` that end at `edge`; one that crosses them is opened again behind it."""
    ended = [min(mention.end, end) == edge for _, mention in opened]
    if True not in ended:
        return
    outermost = ended.index(True)
    for (_, mention), over in zip(reversed(opened[outermost:]), reversed(ended[outermost:]), strict=True):
        if over and labels:
            yield f'<span class="label">{escape(label(mention))}</span>'
        yield "</mark>"
    crossing = [named for named, over in zip(opened, ended, strict=True) if not over][outermost:]
    opened[outermost:] = crossing
    for named in crossing:
        yield _opening(*named)


def _opening(name: str, mention: Mention) -> str:
    return f'<mark class="{kind_of(name, mention)}" title="{escape(mention.rule)}">'


def kind_of(name: str, mention: Mention) -> str:
    """Return the class of a mention's mark: a name's label, else what the mention is called."""
    return mention.label if isinstance(mention, Entity) else name
