"""Files to read, for the tests of the readers."""

from pathlib import Path

BODY = "La mairie a voté 3 millions d’euros."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
