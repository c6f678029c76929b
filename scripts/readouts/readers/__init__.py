"""The forms in which people keep texts, each read as documents: `read` guesses which it is, and says so."""

from .opening import FORMS, files
from .reading import Reading, read

__all__ = ["FORMS", "Reading", "files", "read"]
