"""Who is made to say what: drafts by rules, sentence by sentence, and the sheet in which a person confirms them."""

from .drafting import draft

__all__ = ["draft"]
