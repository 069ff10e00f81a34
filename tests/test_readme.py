"""The README is true: its files are written, its commands and its Python are run, its outputs compared."""

import doctest
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

import glaneur
from glaneur.cli import main
from glaneur.models import DEFAULT_MODEL, model_folder
from glaneur.schema import FactSheet

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r"(?:`(?P<file>[\w./-]+\.\w+)`:\n\n)?^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.M | re.S
)
_LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Workspace:
    """A folder as the README's reader has it, and the environment of its commands."""

    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", check=False
        )


@pytest.fixture
def workspace(tmp_path):
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return Workspace(
        tmp_path,
        os.environ
        | {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "80",
        },
    )


@pytest.fixture
def own_copy(workspace):
    """A workspace whose Python imports a copy of the package that can be changed, as an editable install."""
    package = Path(glaneur.__file__).parent
    shutil.copytree(
        package, workspace.folder / "src" / "glaneur", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(model_folder(DEFAULT_MODEL), workspace.folder / "src" / "glaneur" / DEFAULT_MODEL)
    workspace.environment["PYTHONPATH"] = str(workspace.folder / "src")
    return workspace


def section(title: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = title.partition(" ")[0]
    [(start, end)] = [m.span() for m in re.finditer(rf"^{re.escape(title)}$", README, re.M)]
    behind = re.compile(rf"^#{{1,{len(level)}}} ", re.M).search(README, end)
    return README[start : behind.start() if behind else None]


def follow(text: str, workspace: Workspace) -> int:
    """Do what `text` says, block by block; the number of blocks that were run or written."""
    done = 0
    for block in _BLOCK.finditer(text):
        if block["file"]:
            _write(workspace.folder / block["file"], block["body"])
        elif block["language"] == "console":
            _run_console(block["body"], workspace)
        elif block["language"] == "python":
            _run_python(block["body"], workspace)
        else:
            continue
        done += 1
    return done


def _write(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(body)


def _run_console(body: str, workspace: Workspace) -> None:
    for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", body, re.M):
        result = workspace.run("sh", "-c", command)
        assert result.returncode == 0, f"{command}\n{result.stderr}"
        told = f"{command}\n{result.stdout}"
        assert doctest.OutputChecker().check_output(expected, result.stdout, _LOOSE), told


def _run_python(body: str, workspace: Workspace) -> None:
    assert ">>>" in body, f"an example shows its output:\n{body}"
    example = workspace.folder / "example.txt"
    example.write_text(body, encoding="utf-8")
    options = [part for name in ("ELLIPSIS", "NORMALIZE_WHITESPACE") for part in ("-o", name)]
    result = workspace.run(sys.executable, "-m", "doctest", *options, example.name)
    assert result.returncode == 0, result.stdout + result.stderr


def test_facts_are_shown(workspace):
    assert follow(section("## Facts"), workspace) == 3


def test_the_three_uses(workspace):
    assert follow(section("## Three uses"), workspace) == 7


@pytest.mark.parametrize(
    ("title", "blocks"),
    [
        ("### A name of your own", 2),
        ("### A currency", 2),
        ("### A unit", 2),
        ("### An extractor or a rule", 1),
    ],
)
def test_what_is_added_is_found(own_copy, title, blocks):
    assert follow(section(title), own_copy) == blocks


def test_a_reader_in_a_package_of_its_own_is_used(workspace):
    assert follow(section("### A reader"), workspace) == 2
    package = workspace.folder / "glaneur-adoc"
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # What pip would write; nothing is to be downloaded in a test.
    metadata = package / f"glaneur_adoc-{project['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    [(group, points)] = project["entry-points"].items()
    (metadata / "entry_points.txt").write_text(
        "\n".join([f"[{group}]", *(f"{name} = {value}" for name, value in points.items())])
    )
    workspace.environment["PYTHONPATH"] = str(package)
    (workspace.folder / "gare.adoc").write_text(
        "= La gare de Limoges rouvre ses quais\n\nLe chantier a coûté 2,4 millions d’euros.\n",
        encoding="utf-8",
    )
    shown = workspace.run("glaneur", "show", "gare.adoc")
    assert "La gare de Limoges rouvre ses quais" in shown.stdout, shown.stderr
    assert "2 400 000 EUR" in shown.stdout.replace("\u202f", " ")


def test_every_command_is_told():
    told = re.findall(r"^\| `glaneur (\w+)` \|", section("## The commands"), re.M)
    assert sorted(told) == sorted(main.list_commands(None))


def test_every_field_of_a_sheet_is_told():
    told = re.findall(r"^\| `(\w+)` \|", section("## The sheet"), re.M)
    assert told == list(FactSheet.model_fields)


def test_what_is_linked_is_there():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert "docs/sheet.png" in links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_files_that_are_named_are_there():
    named = set(re.findall(r"`((?:src|tests|corpus|docs|benchmarks)/[\w./-]*)`", README))
    assert {name for name in named if not (ROOT / name).exists()} == {"corpus/2025-02-03-gare-limoges.md"}


@pytest.mark.parametrize("end", ["glaneur run corpus --out sheets", "pytest"])
def test_the_two_commands_stand_where_ci_looks_for_them(end):
    assert len(re.findall(rf"^pip install .* && {re.escape(end)}$", README, re.M)) == 1


def test_every_article_of_the_corpus_is_listed():
    listed = re.findall(r"^\| \[([\w-]+)\]", (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8"), re.M)
    assert sorted(listed) == sorted(path.stem for path in (ROOT / "corpus").glob("*.md"))
