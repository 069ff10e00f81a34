"""Markdown with front matter. The body stays as written: its marks are part of the article's text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler

from glaneur.errors import ArticleError
from glaneur.readers.base import Draft
from glaneur.readers.encoding import read_text
from glaneur.readers.metadata import draft_of


class _WrittenLoader(SafeLoader):  # type: ignore[misc, valid-type]  # the C loader where there is one
    """Leaves scalars as written, so that an impossible date or a title such as `No` reaches us whole."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own class attribute
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_HANDLER = YAMLHandler()
_MAX_DEPTH = 20


class MarkdownReader:
    """Reads `.md` and `.markdown`."""

    suffixes = (".md", ".markdown")
    single = True

    def read(self, path: Path) -> Iterator[Draft]:
        """Yield the one article of `path`."""
        text, notices = read_text(path)
        data, body = _split(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
        yield draft_of(body, data, basis="front_matter", notices=notices)


def _split(text: str) -> tuple[dict[str, Any], str]:
    start = text.lstrip()
    if not _HANDLER.detect(start):
        return {}, text
    try:
        front, body = _HANDLER.split(start)
    except ValueError:
        raise ArticleError(
            "has front matter that is opened in its first line and never closed: add a line `---`"
        ) from None
    # What the split leaves starts at the end of the line `---`.
    return _load(front, first_line=text.count("\n", 0, len(text) - len(start)) + 1), body


def _load(front: str, *, first_line: int) -> dict[str, Any]:
    try:
        _refuse_deep(front)
        data = _HANDLER.load(front, Loader=_WrittenLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise ArticleError(
            f"has broken front matter{_where(error, front, first_line)}: correct its YAML"
        ) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ArticleError("has front matter that is not `name: value` lines: correct its YAML")
    return data


def _refuse_deep(front: str) -> None:
    # The C loader recurses, and would take the whole process down on a front matter of brackets.
    depth = 0
    for event in yaml.parse(front, Loader=_WrittenLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise ArticleError("has front matter that is nested too deeply: write `name: value` lines")


def _where(error: Exception, front: str, first_line: int) -> str:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return ""
    # What is left open is noticed at the end only: that is the last line, not the one after it.
    line = min(error.problem_mark.line, front.rstrip().count("\n"))
    problem = f" ({error.problem})" if error.problem else ""
    return f" in line {first_line + line}{problem}"
