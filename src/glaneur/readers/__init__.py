"""Files to articles: which files a corpus has, and what each of them says."""

from glaneur.readers.base import Draft, Reader, Rejected
from glaneur.readers.corpus import read_corpus, read_file
from glaneur.readers.discovery import Discovery, Failure, discover
from glaneur.readers.language import detect_language

__all__ = [
    "Discovery",
    "Draft",
    "Failure",
    "Reader",
    "Rejected",
    "detect_language",
    "discover",
    "read_corpus",
    "read_file",
]
