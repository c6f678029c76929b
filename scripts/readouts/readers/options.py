"""What a user says of a corpus, so that it need not be guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What a cell holds that holds nothing. In a column of country codes NA is Namibia, and in a sentence it is a word.
MISSING = (
    "",
    "NA",
    "N/A",
    "n/a",
    "#N/A",
    "<NA>",
    "NaN",
    "nan",
    "NULL",
    "null",
    "None",
    "NONE",
    r"\N",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
)
# Roles for which all documents of a corpus may have one value.
VALUED = ("side", "event", "language", "completeness")


@dataclass(frozen=True)
class Options:
    """What the user says of a corpus; None leaves it to a guess, and '' for a column means that there is none.

    Attributes
    ----------
    text : sequence of str, optional
        Columns, joined in order; ``name_1..10`` stands for a run of them.
    side, date, event, language, id, title, url, completeness : str, optional
        Columns.
    side_is, event_is, language_is, completeness_is : str, optional
        One value for all documents.
    events : mapping of str to str, optional
        The event of single documents, by their ids: it goes before what the corpus says.
    encoding, separator, sheet, form : str, optional
    skip_rows : int
        Rows before the one with the names of the columns.
    date_format : str, optional
        As `dates.parse` takes it.
    missing : sequence of str
        Cells that hold nothing.
    markup : {'html', 'markdown', 'none'}, optional
        What is taken out of texts; by default HTML, where a text has tags.
    join_lines : bool
        Whether the end of a line is no more than a space, and only an empty line ends a paragraph.
    dated : bool
        Whether a date that cannot be read is a fault; else its text is read without a date, and a notice says so.
    """

    text: Sequence[str] | None = None
    side: str | None = None
    date: str | None = None
    event: str | None = None
    language: str | None = None
    id: str | None = None
    title: str | None = None
    url: str | None = None
    completeness: str | None = None
    side_is: str | None = None
    event_is: str | None = None
    language_is: str | None = None
    completeness_is: str | None = None
    events: Mapping[str, str] | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    skip_rows: int = 0
    form: str | None = None
    date_format: str | None = None
    missing: Sequence[str] = MISSING
    markup: str | None = None
    join_lines: bool = False
    dated: bool = True

    def __post_init__(self) -> None:
        both = [role for role in VALUED if getattr(self, role) and getattr(self, f"{role}_is")]
        if both:
            raise ValueError(
                "; ".join(
                    f"--{role} names a column and --{role}-is a value for all: one of them"
                    for role in both
                )
            )
