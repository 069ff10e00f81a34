"""Reads French press articles into checked fact sheets.

`load`, `extract`, `run` and the `find_*` functions are the public face; they are imported when first
used, so that `import glaneur` costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

from glaneur._version import __version__

if TYPE_CHECKING:
    from glaneur.api import extract, find_dates, find_money, find_numbers, find_quantities, load, run

__all__ = [
    "__version__",
    "extract",
    "find_dates",
    "find_money",
    "find_numbers",
    "find_quantities",
    "load",
    "run",
]


def __getattr__(name: str) -> Any:
    if name.startswith("_") or name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from glaneur import api  # noqa: PLC0415 - handed on late, so that importing the package is cheap

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted(__all__)
