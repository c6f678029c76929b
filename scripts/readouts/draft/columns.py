"""What stands in a sheet: its columns, and what may stand in them."""

from typing import NamedTuple

STANCES = ("neutral", "factive", "assertive", "directive", "commissive", "expressive", "none")
AGENCIES = ("active", "passive", "noun", "none")
# What a person writes into a confirmed cell: that the draft is right, and that nothing of the kind is there.
OK, NONE = "ok", "none"
# Who speaks, where it is nobody by name: both sides together; nobody, since it is narrated; who publishes the text ("we").
BOTH, NOBODY, ISSUER = "both", "nobody", "issuer"
# What is drafted, each with a column for what a person says of it.
DRAFTED = ("speaker", "verb", "stance", "agency", "topics")
PLACE = ("sentence_id", "document_id", "side", "event", "date", "language", "text")
NEAREST = tuple(
    f"nearest_{number}{part}" for number in (1, 2) for part in ("", "_similarity", "_text")
)
COUNTERPART = "counterpart_confirmed"
CONFIRMED = (*(f"{name}_confirmed" for name in DRAFTED), COUNTERPART)
CODER, CODED_ON, NOTE, DRAFTED_BY = "coder", "coded_on", "note", "drafted_by"
COLUMNS = (
    *PLACE,
    *(column for name in DRAFTED for column in (name, f"{name}_confirmed")),
    *NEAREST,
    COUNTERPART,
    CODER,
    CODED_ON,
    NOTE,
    DRAFTED_BY,
)
SPEAKERS = ("name", "side", "forms", "sentences")


class Near(NamedTuple):
    """A sentence of another account: its id, how near it is from 0 to 1, and its text."""

    sentence_id: str
    similarity: float
    text: str


class Draft(NamedTuple):
    """A sentence, and what rules propose to be said of it.

    Attributes
    ----------
    sentence_id, document_id, side, event, date, language, text : str
    segment_id : str
    start, end : int
        Where it stands in its segment.
    speaker, verb, stance, agency : str
    topics : str
        Codes, `; ` between; ``none`` where none has a stretch.
    nearest : tuple of Near
        Of the other accounts of the event, the nearest first; two at most.
    drafted_by : str
        What made each draft: ``speaker=...; verb=...``.
    """

    sentence_id: str
    document_id: str
    side: str
    event: str
    date: str
    language: str
    text: str
    segment_id: str
    start: int
    end: int
    speaker: str = NOBODY
    verb: str = NONE
    stance: str = NONE
    agency: str = NONE
    topics: str = NONE
    nearest: tuple[Near, ...] = ()
    drafted_by: str = ""

    def row(self, blind: bool = False) -> dict[str, str]:
        """Return the row of a sheet; of a blind one, without what is drafted."""
        cells = dict.fromkeys(COLUMNS, "") | {name: getattr(self, name) for name in PLACE}
        if blind:
            return cells
        cells |= {name: getattr(self, name) for name in (*DRAFTED, DRAFTED_BY)}
        for number, near in enumerate(self.nearest[:2], start=1):
            cells[f"nearest_{number}"] = near.sentence_id
            cells[f"nearest_{number}_similarity"] = f"{near.similarity:.2f}"
            cells[f"nearest_{number}_text"] = near.text
        return cells


class Speaker(NamedTuple):
    """A name that speaks in a corpus, its side, the forms by which it is found, and in how many sentences it is."""

    name: str
    side: str = ""
    forms: tuple[str, ...] = ()
    sentences: int = 0
