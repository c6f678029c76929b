"""A document: what one issuer published about one event, as the readers of files give it and the commands take it."""

import datetime
from typing import NamedTuple


class Document(NamedTuple):
    """One text with its description.

    Attributes
    ----------
    document_id : str
        Unique in its corpus.
    text : str
    side : str
        Who published it: what ``--target`` and ``--reference`` choose by. Empty where it is not known.
    date : datetime.date, optional
        Day of publication or of the event.
    event : str
        The conversation that it is about; documents of one event are accounts of the same thing.
    language : str
        ISO 639-1, for example ``en``, ``ru``, ``zh``; empty where it is not known.
    completeness : {'full', 'excerpts'}
        Only of a full text can something be called absent.
    title : str
    url : str
    more : tuple of (str, str)
        What else its row says, column by column, in the order of the corpus and as it stands there; empty unless it was
        asked for (``forms.read(path, further=True)``).
    segments : tuple of dict
        The rows that are its text in a data folder, each with all its columns; empty unless they were asked for.
    moment : datetime.datetime, optional
        When it was published, where its date has a time of day and its zone.
    """

    document_id: str
    text: str
    side: str = ""
    date: datetime.date | None = None
    event: str = ""
    language: str = ""
    completeness: str = "full"
    title: str = ""
    url: str = ""
    more: tuple[tuple[str, str], ...] = ()
    segments: tuple[dict[str, str], ...] = ()
    moment: datetime.datetime | None = None


# What is known of every document; the rest is there where it was asked for.
ALWAYS = Document._fields[: Document._fields.index("more")]
