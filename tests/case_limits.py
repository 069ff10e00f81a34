"""Cases that are known not to be read right: the tests hold that they still are not."""

from pathlib import Path

import pytest


class KnownLimits:
    """The limits of a file, `case | what is wrong` a line."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        self._left = dict(line.split(" | ", 1) for line in lines if line and not line.startswith("#"))

    def marks(self, case: str) -> list[pytest.MarkDecorator]:
        """The strict xfail of a case that has a limit."""
        limit = self._left.pop(case, None)
        return [pytest.mark.xfail(strict=True, reason=limit)] if limit else []

    def assert_all_met(self) -> None:
        """Fail where a limit is of no case."""
        assert not self._left, f"known limits that no case has: {sorted(self._left)}"
