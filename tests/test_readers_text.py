"""Encodings and languages."""

from pathlib import Path

import pytest

from glaneur.readers import detect_language, read_corpus
from glaneur.readers.encoding import decode
from glaneur.schema import Article

FRENCH = """L'œuvre de l'été coûtera 12 euros, a précisé la maire : « Nous étions prêts dès février, à l'heure
où l'on nous disait le contraire. » Le chantier s'achève au théâtre, où l'âge moyen du public reste élevé."""
ENGLISH = """The city council voted on Tuesday to spend three million dollars on the new railway station, the
mayor said. Work will begin next spring and should last about eighteen months, according to the schedule."""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_needs_no_notice(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == (FRENCH, ())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", FRENCH.replace("'", "’") + " 12 € – fin…"),
        ("iso8859-15", FRENCH + " 12 €"),
        ("latin-1", FRENCH.replace("œ", "oe") + " 2 ½ fois"),
        ("mac-roman", FRENCH.replace("'", "’") + " « À l’Élysée » 12 €"),
        ("utf-16", FRENCH),
        ("utf-32", FRENCH),
        ("cp1252", "Un café."),
        ("mac-roman", "Un café serré."),
    ],
)
def test_other_encodings_are_found_and_told(encoding: str, text: str) -> None:
    decoded, (notice,) = decode(text.encode(encoding))
    assert decoded == text
    assert notice.code == "encoding_detected"


def test_the_notice_names_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.txt").write_bytes("« L’été », à 12 €".encode("cp1252"))
    (article,) = read_corpus(tmp_path)
    assert isinstance(article, Article)
    assert [notice.message for notice in article.notices] == ["The file is not UTF-8; it was read as cp1252."]


def test_foreign_names_in_a_french_archive() -> None:
    text = FRENCH.replace("œ", "oe") + " Peña Núñez et Müller y étaient."
    assert decode(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize("text", [FRENCH, FRENCH.upper(), (FRENCH + " ") * 2_000])
def test_french_is_known(text: str) -> None:
    assert detect_language(text) == "fr"


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (ENGLISH * 500, "en"), (" Der Stadtrat hat am Dienstag zugestimmt." * 5, "de")],
)
def test_another_language_is_told(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "Breaking news: the mayor resigns", "word " * 19, "1 2 3 4 " * 4])
def test_a_short_text_is_never_judged(text: str) -> None:
    assert detect_language(text) == "fr"


def test_an_english_quote_does_not_make_an_article_english() -> None:
    assert detect_language(f"{FRENCH}\n{FRENCH}\n« {ENGLISH[:80]} »\n{FRENCH}") == "fr"
