"""Which program wrote a sheet: its version, its model, and a fingerprint of all that decides the bytes."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from glaneur import _version
from glaneur.errors import ModelError
from glaneur.lexicons.lexicon import SHIPPED, Lexicon
from glaneur.models import STOCK_MODEL, describe_model, model_folder, no_such_model
from glaneur.schema import Generator

NAME = "glaneur"

_PACKAGE = Path(_version.__file__).parent
# What only shows sheets, or only decides which article is worked on, leaves their bytes alone; what only
# reads articles is seen in the articles' own hashes.
_WITHOUT_EFFECT = ("cli/", "runner/", "outputs/", "readers/", "errors.py", "api.py", "__init__.py")
_WITH_EFFECT = ("outputs/sheet_json.py", "readers/language.py")
_LIBRARIES = (
    "babel", "blis", "dateparser", "numpy", "pint", "py3langid", "pydantic", "python-dateutil", "spacy",
    "text2num", "thinc",
)  # fmt: skip


def generator(
    model: str | Path,
    *,
    lexicon: Lexicon = SHIPPED,
    names: str = "",
    facts: bool = True,
    options: Mapping[str, object] | None = None,
) -> Generator:
    """Return who writes the sheets, with a spaCy model (a package's name or a folder) and `options`.

    Of `lexicon` the user's own entries count; those that ship count as part of the program. `names` is the
    digest of the user's own names. With `facts` the model that parses for them counts too.

    Raises ModelError where the model isn't installed.
    """
    folder = _installed(model)
    described = describe_model(folder)
    parser = _installed(STOCK_MODEL) if facts else None
    decisive = {
        "version": _version.__version__,
        "source": _source_digest(),
        "model": [described, _folder_digest(folder)],
        "parser": [describe_model(parser), _folder_digest(parser)] if parser else None,
        "lexicon": lexicon.digest,
        "names": names,
        "options": dict(options or {}),
        "libraries": _library_versions(),
        "unicode": unicodedata.unidata_version,
    }
    canonical = json.dumps(decisive, sort_keys=True, ensure_ascii=False).encode()
    return Generator(
        name=NAME,
        version=_version.__version__,
        model=described,
        fingerprint=hashlib.sha256(canonical).hexdigest(),
    )


def _installed(model: str | Path) -> Path:
    folder = model_folder(model)
    if folder is None:
        raise ModelError(no_such_model(model))
    return folder


@cache
def _source_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted((*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.toml"))):
        name = path.relative_to(_PACKAGE).as_posix()
        if name in _WITH_EFFECT or not name.startswith(_WITHOUT_EFFECT):
            digest.update(f"{name}\0".encode() + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


@cache
def _folder_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _model_files(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _model_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


@cache
def _library_versions() -> Mapping[str, str]:
    return {name: version(name) for name in _LIBRARIES}
