"""A sheet as a page of its own: the article with its mentions in colour, its facts, a table of the mentions.

The page needs no other file, no network and no script.
"""

from collections import Counter
from collections.abc import Sequence
from html import escape

from glaneur.errors import SheetError
from glaneur.outputs import html_facts
from glaneur.outputs.html_marks import Named, kind_of, marked
from glaneur.outputs.labels import label
from glaneur.outputs.rows import mentions
from glaneur.schema import FactSheet

KINDS = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "MISC": "other name",
    "money": "money",
    "quantity": "quantity",
    "date": "date",
}
"""What can be marked, by the class that its marks carry, in the legend's order."""

_STYLE = """
:root { color-scheme: light; --ink: #23211f; --soft: #78726a; --line: #e6e1d8; --paper: #fffdf9; }
body { margin: 0; background: var(--paper); color: var(--ink);
       font: 1.125rem/1.85 Charter, "Bitstream Charter", Georgia, "Liberation Serif", serif; }
article { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; }
article + article { border-top: 1px solid var(--line); }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .6rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.8rem 0 .4rem; padding-top: 1.2rem;
     border-top: 1px solid var(--line); }
.about, .legend, .warning, .label, .facts, h2, table {
  font-family: "Source Sans 3", "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
.about { color: var(--soft); font-size: .85rem; margin: 0 0 1rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1rem; padding: .7rem 0;
          margin: 0 0 1.6rem; border: solid var(--line); border-width: 1px 0; font-size: .8rem;
          line-height: 1.6; color: var(--soft); }
.warning { background: #fff4d6; border-left: 3px solid #d9a400; font-size: .9rem; line-height: 1.5;
           padding: .4rem .8rem; }
.text { margin: 0 0 1.1rem; overflow-wrap: anywhere; }
mark, tr { --tint: #eee; --deep: #555; }
.PER { --tint: #d9f0f4; --deep: #0f6675; } .ORG { --tint: #dfe6fb; --deep: #3350a8; }
.LOC { --tint: #dcf0d8; --deep: #2f6b2c; } .MISC { --tint: #efe1f6; --deep: #75399a; }
.money { --tint: #fbecb4; --deep: #775800; } .quantity { --tint: #fde0cf; --deep: #9a4313; }
.date { --tint: #fbdce4; --deep: #a02851; }
mark { background: var(--tint); color: inherit; padding: .1em .18em; border-radius: .2em;
       box-shadow: inset 0 -2px var(--deep); box-decoration-break: clone;
       -webkit-box-decoration-break: clone; }
.legend mark { color: var(--ink); padding: .15em .4em; }
.label { margin-left: .4em; font-size: .62em; font-weight: 600; letter-spacing: .01em; color: var(--deep);
         white-space: normal; user-select: none; -webkit-user-select: none; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; font-size: .8rem; line-height: 1.4; }
th { color: var(--soft); font-weight: 600; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td:first-child { border-left: 4px solid var(--deep); }
td:nth-child(3) { font-weight: 600; }
td:nth-child(n+4) { color: var(--soft); }
@media print { body { font-size: 10pt; }
               mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def page(sheets: Sequence[FactSheet]) -> str:
    """Return a whole HTML page with the articles of `sheets`; it needs no other file.

    Raises SheetError where a sheet was written without its text.
    """
    title = escape(sheets[0].article.title or sheets[0].article.id) if sheets else "glaneur"
    body = "\n".join(map(_article, sheets))
    return (
        f'<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}{html_facts.STYLE.lstrip()}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _article(sheet: FactSheet) -> str:
    article = sheet.article
    if article.text is None:
        raise SheetError(f"{article.id}: the sheet was written without its text; show the article.")
    found = list(mentions(sheet))
    about = " · ".join(escape(part) for part in (article.source, article.published, article.path) if part)
    warnings = "".join(f'<p class="warning">{escape(notice.message)}</p>\n' for notice in sheet.warnings)
    return (
        f"<article>\n<h1>{escape(article.title or article.id)}</h1>\n"
        f'<p class="about">{about}</p>\n{warnings}{_legend(found)}\n'
        f"{_text(article.text, found)}\n{html_facts.facts_section(sheet, found)}{_table(found)}\n"
        f'<p class="about">{escape(sheet.generator.name)} {escape(sheet.generator.version)} · '
        f"{escape(sheet.generator.model)}</p>\n</article>"
    )


def _legend(found: Sequence[Named]) -> str:
    counts = Counter(kind_of(name, mention) for name, mention in found)
    items = "".join(
        f'<li><mark class="{kind}">{name}</mark> {counts[kind]}</li>' for kind, name in KINDS.items()
    )
    return f'<ul class="legend" lang="en">{items}</ul>'


def _text(text: str, found: Sequence[Named]) -> str:
    """Return the paragraphs; `found` is in the order of the text, the longer of two at one place first."""
    paragraphs, start, first = [], 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        last = first
        while last < len(found) and found[last][1].start < end:
            last += 1
        if line.strip():
            paragraphs.append(f'<p class="text">{"".join(marked(text, start, end, found[first:last]))}</p>')
        start, first = end + 1, last
    return "\n".join(paragraphs)


def _table(found: Sequence[Named]) -> str:
    rows = "\n".join(
        f'<tr class="{kind_of(name, m)}"><td>{escape(m.text)}</td><td>{KINDS[kind_of(name, m)]}</td>'
        f"<td>{escape(label(m))}</td><td>{m.start}–{m.end}</td><td>{escape(m.rule)}</td></tr>"
        for name, m in found
    )
    head = "".join(f"<th>{name}</th>" for name in ("mention", "is", "worth", "at", "rule"))
    return (
        f'<h2 lang="en">Mentions</h2>\n<table lang="en">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )
