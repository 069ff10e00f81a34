"""The paragraphs that press_fr is trained on keep the rules that its card states."""

import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

PRESS_FR = Path(__file__).parent.parent / "models" / "press_fr"
sys.path.insert(0, str(PRESS_FR))

from sources import DATA, own_paragraphs, parse_marked, split_own  # noqa: E402

PARAGRAPHS = own_paragraphs()
HELD_PARAGRAPHS = 150
MOST_USES = 5
RUN = 8
FEWEST_WORDS, MOST_WORDS = 60, 150


def test_there_are_enough_and_most_are_of_companies_and_the_like() -> None:
    sources = [paragraph.id.split("-")[0] for paragraph in PARAGRAPHS]
    asked = sum(
        source in {"tech", "business", "companies", "finance", "industry", "sport", "culture"}
        for source in sources
    )
    assert len(PARAGRAPHS) >= 1000
    assert asked / len(PARAGRAPHS) > 0.5


def test_each_is_a_paragraph_long_and_its_marks_are_whole() -> None:
    for paragraph in PARAGRAPHS:
        assert FEWEST_WORDS <= len(paragraph.text.split()) <= MOST_WORDS, paragraph.id
        assert not re.search(r"\]\(|\((?:PER|ORG|LOC|MISC)\)", paragraph.text), paragraph.id


def test_names_stand_on_whole_words_without_article() -> None:
    for paragraph in PARAGRAPHS:
        text = paragraph.text
        for start, end, _ in paragraph.spans:
            name = text[start:end]
            assert name == name.strip(), (paragraph.id, name)
            assert not text[start - 1 : start].isalnum(), (paragraph.id, name)
            assert not text[end : end + 1].isalnum(), (paragraph.id, name)
            assert not re.match(r"(?:l|d|qu)'", name) or name == "d'aucy", (paragraph.id, name)


def test_no_name_is_in_more_than_five_paragraphs() -> None:
    uses = defaultdict(set)
    for paragraph in PARAGRAPHS:
        for start, end, _ in paragraph.spans:
            uses[paragraph.text[start:end].lower()].add(paragraph.id)
    assert {name: ids for name, ids in uses.items() if len(ids) > MOST_USES} == {}


def test_no_two_share_a_run_of_eight_words() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for paragraph in PARAGRAPHS:
        words = re.findall(r"\w+", paragraph.text.lower())
        for i in range(len(words) - RUN + 1):
            run = tuple(words[i : i + RUN])
            assert seen.setdefault(run, paragraph.id) == paragraph.id, run


def test_the_held_ones_are_not_trained_on() -> None:
    train, held = split_own()
    assert len(held) == HELD_PARAGRAPHS
    assert not {p.text for p in train} & {p.text for p in held}


@pytest.mark.parametrize(
    ("line", "text", "spans"),
    [
        ("[Elon Musk](PER) parle.", "Elon Musk parle.", ((0, 9, "PER"),)),
        ("L’[OMS](ORG) (à [Lyon](LOC)).", "L'OMS (à Lyon).", ((2, 5, "ORG"), (9, 13, "LOC"))),
        ("Rien (ORG).", "Rien (ORG).", ()),
    ],
)
def test_marks_are_read(line: str, text: str, spans: tuple[tuple[int, int, str], ...]) -> None:
    paragraph = parse_marked(line, "x:1")
    assert (paragraph.text, paragraph.spans) == (text, spans)


def test_all_files_are_read() -> None:
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in DATA.glob("*.txt"))
    assert lines == len(PARAGRAPHS)
