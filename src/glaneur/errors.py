"""The errors a caller can act on: each message says what, where, and what to do next."""


class GlaneurError(Exception):
    """Base of every error raised on purpose by this package."""


class ArticleError(GlaneurError):
    """One article can't be read; the others can."""


class LexiconError(GlaneurError):
    """A lexicon entry is broken; the message names its file, its line and the reason."""


class NamesError(GlaneurError):
    """A file of names is broken; the message names the file, the line and the reason."""


class ModelError(GlaneurError):
    """The spaCy model can't be loaded; the message names the command that installs it."""


class CorpusError(GlaneurError):
    """The corpus or the output folder can't be used at all."""


class SheetError(GlaneurError):
    """A sheet is not what its schema or its text says."""
