"""A broken lexicon: each mistake is told with its file, its line and what to do."""

import pytest

import glaneur
from glaneur.errors import LexiconError
from glaneur.lexicons.lexicon import read_lexicon

EURO = '[[currency]]\ncode = "EUR"\nnames = ["sou"]\n'


def broken(path):
    with pytest.raises(LexiconError) as caught:
        read_lexicon(path)
    return str(caught.value)


@pytest.mark.parametrize("before", ["", f"# [[item]]\n\n{EURO}\n[[unit]]\ncode = 'x'\nnames = ['x']\n"])
@pytest.mark.parametrize(
    ("toml", "line", "reason"),
    [
        ('[[currency]]\ncode = "euro"\nnames = ["sou"]', 2, "three capitals"),
        ('[[currency]]\ncode = "€€€"\nnames = ["sou"]', 2, "three capitals"),
        ('[[currency]]\nnames = ["sou"]', 1, "code is missing"),
        ('[[currency]]\ncode = "EUR"', 1, "names or symbols are missing"),
        ('[[currency]]\ncode = "EUR"\nnames = []\nsymbols = []', 1, "names or symbols are missing"),
        ('[[currency]]\ncode = "EUR"\nnames = "sou"', 3, 'write names = ["…"]'),
        ('[[currency]]\ncode = "EUR"\nnames = [20]', 3, "names = 20: should be a valid string"),
        ('[[currency]]\ncode = "EUR"\nnames = ["  "]', 3, "at least one word or sign"),
        ('[[currency]]\ncode = "EUR"\nnames = ["\\u200b"]', 3, "at least one word or sign"),
        ('[[currency]]\ncode = "EUR"\nnames = ["sou\\nneuf"]', 3, "on one line"),
        ('[[currency]]\ncode = "EUR"\nnames = ["sou"]\nfactor = 0', 4, "greater than 0"),
        ('[[currency]]\ncode = "EUR"\nnames = ["sou"]\nfactor = inf', 4, "finite"),
        ('[[currency]]\ncode = "EUR"\nnames = ["sou"]\nfactor = "5 %"', 4, "factor = '5 %'"),
        ('[[currency]]\ncode = "EUR"\nname = ["sou"]', 3, "name is no field of a [[currency]]; it has names"),
        ('[[unit]]\nnames = ["toise"]', 1, "code is missing"),
        ('[[unit]]\ncode = ""\nnames = ["toise"]', 2, "at least 1 character"),
        ('[[unit]]\ncode = "T"\nnames = ["toise"]\npint = "toise"', 4, "'toise' is not defined"),
        ('[[unit]]\ncode = "T"\nnames = ["toise"]\npint = "meter("', 4, "pint can't read it"),
        ('[[unit]]\ncode = "T"\nnames = ["toise"]\npint = "2 * meter"', 4, "scaling factor"),
        ('[[unit]]\ncode = "T"\nnames = ["toise"]\npint = "decibelmilliwatt"', 4, "leave pint out"),
        ('[[unit]]\ncode = "T"\nnames = ["toise"]\nprefixes = ["kilo", "mega"]', 4, "there are nano, micro"),
        ('[[unit]]\ncode = "T"\nnames = ["t"]\npint = "m/s"\nprefixes = ["kilo"]', 1, "of one word"),
        ('[[unit]]\ncode = "T"\nnames = ["toise"]\npowers = "often"', 4, "powers = 'often'"),
        (
            '[[modifier]]\nmodifier = "about"\nplace = "before"\nphrases = ["genre"]',
            2,
            "'approx', 'more_than'",
        ),
        (
            '[[modifier]]\nmodifier = "approx"\nplace = "around"\nphrases = ["genre"]',
            3,
            "'before' or 'after'",
        ),
        ('[[modifier]]\nmodifier = "approx"\nphrases = ["genre"]', 1, "place is missing"),
        ('[[modifier]]\nmodifier = "approx"\nplace = "before"\nphrases = []', 4, "phrases is empty"),
        (
            '[[modifier]]\nmodifier = "approx"\nplace = "before"\nphrases = ["a"]\ndenied = "no"',
            5,
            "denied = 'no'",
        ),
        ("[[item]]\nnames = []", 2, "names is empty"),
        ("[[item]]", 1, "names is missing"),
        ('[[items]]\nnames = ["haïku"]', 1, "items is no kind of entry; there are [[currency]], [[unit]]"),
        ('[item]\nnames = ["haïku"]', 1, "write [[item]] above each, with two brackets"),
        ('[[item]\nnames = ["haïku"]', 1, "not TOML"),
        ('[[item]]\nnames = ["haïku"', 2, "not TOML"),
        ('[[item]]\nnames = ["haïku"]\nnames = ["tanka"]', 3, "not TOML: Cannot overwrite a value"),
    ],
)
def test_a_mistake_is_told(tmp_path, before, toml, line, reason):
    path = tmp_path / "my.toml"
    path.write_text(before + toml, encoding="utf-8")
    message = broken(path)
    # The lines are those of the file, whatever stands before the entry.
    assert message.startswith(f"{path}, line {line + before.count(chr(10))}: ")
    assert reason in message
    assert "\n" not in message


@pytest.mark.parametrize("toml", ['item = ["haïku"]', "item = 3", '"item" = "haïku"'])
def test_entries_without_headers_are_told(tmp_path, toml):
    path = tmp_path / "my.toml"
    path.write_text(f"# mine\n{toml}\n", encoding="utf-8")
    assert broken(path).startswith(f"{path}, line 2: ")
    assert "write [[item]]" in broken(path)


def test_a_field_outside_all_entries_is_told(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text('names = ["haïku"]\n', encoding="utf-8")
    assert broken(path).startswith(f"{path}, line 1: names is no kind of entry; there are [[currency]], ")


def test_all_mistakes_are_told_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text(
        '[[unit]]\nnames = ["toise"]\n\n'
        + EURO
        + '[[item]]\nnames = ""\n\n[[unit]]\ncode = "p"\npowers = 7\n',
        encoding="utf-8",
    )
    lines = broken(path).splitlines()
    assert [line.removeprefix(f"{path}, ").partition(":")[0] for line in lines] == [
        "line 1",
        "line 8",
        "line 12",
    ]


def test_a_list_over_several_lines_doesn_t_shift_the_count(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text(
        '[[item]]\nnames = [\n  "haïku",  # [[item]]\n  "tanka = waka",\n]\n\n[[item]]\nnom = "senryū"\n',
        encoding="utf-8",
    )
    assert [line.partition(": ")[0] for line in broken(path).splitlines()] == [
        f"{path}, line 7",
        f"{path}, line 8",
    ]


@pytest.mark.parametrize(
    ("content", "line"), [(b"\xff\xfe[\0[\0", 1), (b'# ok\n\n[[item]]\nnames = ["ha\xefku"]\n', 4)]
)
def test_an_encoding_that_is_not_utf_8_is_told(tmp_path, content, line):
    path = tmp_path / "my.toml"
    path.write_bytes(content)
    assert broken(path) == f"{path}, line {line}: this is not UTF-8; save the file as UTF-8"


def test_a_file_that_can_t_be_read_is_told(tmp_path):
    assert "No such file" in broken(tmp_path / "none.toml")
    assert "give the path of a TOML file" in broken(tmp_path)


def test_nesting_without_end_is_told(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text("a = " + "[" * 100_000)
    assert "not TOML" in broken(path)


@pytest.mark.parametrize("find", ["find_numbers", "find_money", "find_quantities", "find_dates"])
def test_every_function_tells(tmp_path, find):
    path = tmp_path / "my.toml"
    path.write_text("[[item]]\nnames = []\n")
    with pytest.raises(LexiconError, match="line 2: names is empty"):
        getattr(glaneur, find)("Rien.", lexicon=path)
