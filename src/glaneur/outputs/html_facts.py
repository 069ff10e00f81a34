"""The facts of a sheet on its page: each sentence that says some is quoted, its facts under it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from glaneur.outputs.fact_rows import FactRow, Said, facts_by_sentence
from glaneur.outputs.html_marks import Named, marked
from glaneur.schema import FactSheet, Money, Quantity

STYLE = """
.facts ol { list-style: none; margin: 0; padding: 0; }
.facts li { padding: 1rem 0 1.1rem; border-bottom: 1px solid var(--line); }
blockquote { margin: 0; font: 1rem/1.6 Charter, "Bitstream Charter", Georgia, "Liberation Serif", serif;
             overflow-wrap: anywhere; }
.fact { display: flex; flex-wrap: wrap; gap: .25rem 1.6rem; margin: .7rem 0 0; padding: .1rem 0 .1rem .9rem;
        border-left: 4px solid var(--deep); font-size: .85rem; line-height: 1.45; }
.fact:not(.asserted) { border-left-style: dashed; }
.fact div { min-width: 0; overflow-wrap: anywhere; }
.fact dt { color: var(--soft); font-size: .72rem; }
.fact dd { margin: 0; }
.fact .worth { flex: 1 0 100%; display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .7rem; }
.worth dt { font-size: inherit; }
.worth dd { font-weight: 600; }
.fact .sure { margin-left: auto; padding: 0 .6em; border-radius: 1em; background: var(--tint);
              color: var(--deep); font-size: .72rem; }
.asserted .sure { --tint: #dcf0d8; --deep: #2f6b2c; } .hedged .sure { --tint: #fbecb4; --deep: #6b4f00; }
.planned .sure { --tint: #dfe6fb; --deep: #3350a8; } .negated .sure { --tint: #fbdce4; --deep: #a02851; }
.question .sure { --tint: #efe1f6; --deep: #75399a; }
.aside { color: var(--soft); }
@media print { .facts li, .fact { break-inside: avoid; }
               .fact, .sure { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def facts_section(sheet: FactSheet, found: Sequence[Named]) -> str:
    """Return the facts of a sheet whose mentions are `found`, under a heading; nothing where it has none.

    Raises SheetError where a fact names what the sheet doesn't have.
    """
    figures = defaultdict(list)
    for name, mention in found:
        if isinstance(mention, Money | Quantity):
            figures[mention.sentence].append((name, mention))
    text = sheet.article.text or ""
    items = "\n".join(_item(text, said, figures[said.index]) for said in facts_by_sentence(sheet))
    return (
        f'<section class="facts" lang="en">\n<h2>Facts</h2>\n<ol>\n{items}\n</ol>\n</section>\n'
        if items
        else ""
    )


def _item(text: str, said: Said, figures: Sequence[Named]) -> str:
    quote = ""
    if said.sentence is not None:
        sentence = "".join(marked(text, said.sentence.start, said.sentence.end, figures, labels=False))
        quote = f'<blockquote lang="fr">{sentence}</blockquote>\n'
    return f"<li>\n{quote}{''.join(map(_fact, said.rows))}</li>"


def _fact(row: FactRow) -> str:
    parts = "\n".join(f"<div><dt>{name}</dt><dd{said}</dd></div>" for name, said in _parts(row))
    return (
        f'<dl class="fact {row.mention} {row.certainty}">\n<div class="worth">'
        f'<dt lang="fr">{escape(row.figure)}</dt><dd>{escape(row.worth)}</dd>'
        f'<dd class="sure">{row.certainty}</dd></div>\n{parts}\n</dl>\n'
    )


def _parts(row: FactRow) -> Iterator[tuple[str, str]]:
    """Yield what is said of a figure: its name, and the rest of its `dd` element."""
    anaphor = (row.anaphor or "?") if row.holder_basis not in (None, "named") else None
    yield "holder", _french(row.holder or "–", anaphor)
    for name, value in (("measure", row.measure), ("predicate", row.predicate)):
        if value is not None:
            yield name, _french(value)
    if row.when_text is not None:
        yield "when", _french(row.when_text, row.when)
    if row.source is not None:
        yield "source", _french(row.source)
    if row.change is not None:
        yield "change", f">{escape(row.change)}"
    yield "rule", f' class="aside">{escape(row.rule)} · {row.start}–{row.end}'


def _french(value: str, aside: str | None = None) -> str:
    beside = f' <span class="aside">({escape(aside)})</span>' if aside else ""
    return f' lang="fr">{escape(value)}{beside}'
