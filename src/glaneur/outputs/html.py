"""A sheet as a page of its own: displaCy's span rendering, a paragraph at a time, and a table."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from glaneur.errors import SheetError
from glaneur.outputs.labels import label
from glaneur.outputs.rows import mentions
from glaneur.schema import Entity, FactSheet, Mention

COLOURS = {
    "PER": "#7fd1e8",
    "ORG": "#9db8f5",
    "LOC": "#a5dba0",
    "MISC": "#dcb3ee",
    "money": "#f5d76e",
    "quantity": "#f7b28a",
    "date": "#f2a3b8",
}
# displaCy sets a space after each token; the tokens here keep their own, so this mark takes it away.
_NO_SPACE = "\x00"
_WORDS = re.compile(r"\S+\s*|\s+")
_PARAGRAPH = re.compile(r"[^\n]+")
# displaCy's own templates, without the white space that stands between their tags.
_TEMPLATE = {
    "span": '<span class="m" style="height: {total_height}px">{text}{span_slices}{span_starts}</span>',
    "slice": '<span class="bar" style="background: {bg}; top: {top_offset}px"></span>',
    "start": (
        '<span class="bar first" style="background: {bg}; top: {top_offset}px">'
        '<span class="label" style="background: {bg}">{label}{kb_link}</span></span>'
    ),
}
_STYLE = """
body { font: 17px/1.6 Georgia, "Times New Roman", serif; color: #222; background: #fdfcfa;
       max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin-bottom: .3rem; }
.about, .legend, table { font-family: system-ui, sans-serif; font-size: .8rem; }
.about { color: #666; margin: 0 0 1rem; }
.legend span { padding: .15rem .5rem; border-radius: .3rem; margin-right: .3rem; color: #000; }
.warning { font-family: system-ui, sans-serif; font-size: .85rem; background: #fff3cd; padding: .4rem .8rem; }
.spans { line-height: 2.6 !important; white-space: pre-wrap; margin: .6rem 0; }
.m { display: inline-block; position: relative; white-space: pre; font-weight: bold; vertical-align: top; }
.bar { position: absolute; height: 4px; left: -1px; width: calc(100% + 2px); }
.first { border-radius: 3px 0 0 3px; }
.label { position: absolute; top: -.5em; z-index: 10; padding: 2px 3px; border-radius: 3px;
         font: bold .58rem/1 system-ui, sans-serif; color: #000; }
table { border-collapse: collapse; width: 100%; margin-top: 2rem; }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #e4e0d8; vertical-align: top; }
td:first-child { border-left: 4px solid var(--kind); }
td:nth-child(n+4) { color: #777; }
"""


def page(sheets: Sequence[FactSheet]) -> str:
    """Return a whole HTML page with the articles of `sheets`; it needs no other file.

    Raises SheetError where a sheet was written without its text.
    """
    title = escape(sheets[0].article.title or sheets[0].article.id) if sheets else "glaneur"
    body = "\n<hr>\n".join(map(_article, sheets))
    return (
        f'<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _article(sheet: FactSheet) -> str:
    article = sheet.article
    if article.text is None:
        raise SheetError(f"{article.id}: the sheet was written without its text; show the article.")
    about = " · ".join(escape(part) for part in (article.source, article.published, article.path) if part)
    legend = "".join(f'<span style="background: {colour}">{name}</span>' for name, colour in COLOURS.items())
    warnings = "".join(f'<p class="warning">{escape(notice.message)}</p>' for notice in sheet.warnings)
    return (
        f"<h1>{escape(article.title or article.id)}</h1>\n<p class='about'>{about}</p>\n{warnings}"
        f"<p class='legend'>{legend}</p>\n{_spans(article.text, list(mentions(sheet)))}\n{_table(sheet)}"
    )


def _spans(text: str, named: Sequence[tuple[str, Mention]]) -> str:
    from spacy import displacy  # noqa: PLC0415 - spaCy takes seconds to import

    labelled = [(m.start, m.end, escape(label(m)), _colour(name, m)) for name, m in named]
    # displaCy finds colours by label, in capitals.
    options = {"template": _TEMPLATE, "colors": {caption.upper(): colour for *_, caption, colour in labelled}}
    paragraphs = list(_paragraphs(text, [mention[:3] for mention in labelled]))
    if not paragraphs:
        return ""
    markup: str = displacy.render(paragraphs, style="span", manual=True, jupyter=False, options=options)
    return markup.replace(_NO_SPACE + " ", "").replace(_NO_SPACE, "")


def _paragraphs(text: str, labelled: Sequence[tuple[int, int, str]]) -> Iterator[dict[str, Any]]:
    """Yield displaCy's input for each paragraph; `labelled` is in the order of the text."""
    first = 0
    for paragraph in _PARAGRAPH.finditer(text):
        inside = []
        while first < len(labelled) and labelled[first][0] < paragraph.end():
            start, end, caption = labelled[first]
            inside.append((start - paragraph.start(), min(end, paragraph.end()) - paragraph.start(), caption))
            first += 1
        yield _tokenised(paragraph[0], inside)


def _tokenised(text: str, labelled: Sequence[tuple[int, int, str]]) -> dict[str, Any]:
    """Cut a paragraph where mentions begin and end, and inside them at words, so that lines can break."""
    edges = sorted({0, len(text)}.union(*((start, end) for start, end, _ in labelled)))
    tokens: list[str] = []
    index = {0: 0}
    for begin, end in pairwise(edges):
        marked = any(start <= begin < stop for start, stop, _ in labelled)
        pieces = _WORDS.findall(text[begin:end]) if marked else [text[begin:end]]
        tokens += (piece + _NO_SPACE for piece in pieces)
        index[end] = len(tokens)
    spans = [{"start_token": index[a], "end_token": index[b], "label": caption} for a, b, caption in labelled]
    return {"text": text, "tokens": tokens, "spans": spans}


def _table(sheet: FactSheet) -> str:
    rows = "\n".join(
        f'<tr style="--kind: {_colour(name, m)}"><td>{escape(m.text)}</td><td>{name}</td>'
        f"<td>{escape(label(m))}</td><td>{m.start}–{m.end}</td><td>{escape(getattr(m, 'rule', ''))}</td></tr>"
        for name, m in mentions(sheet)
    )
    head = "".join(f"<th>{name}</th>" for name in ("mention", "is", "worth", "at", "rule"))
    return f"<table>\n<tr>{head}</tr>\n{rows}\n</table>"


def _colour(name: str, mention: Mention) -> str:
    return COLOURS[mention.label if isinstance(mention, Entity) else name]
