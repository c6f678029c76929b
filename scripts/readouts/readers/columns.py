"""Which column is what: by its name, by its cells, and by what the user says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..corpus.datapackage import DataError, Fault
from . import dates

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
)
# Names by which a column is known, the best first.
NAMES = {
    "text": [
        "text",
        "body",
        "content",
        "words",
        "utterance",
        "full_text",
        "fulltext",
        "article_text",
        "article_full_text",
        "body_text",
        "article_body",
        "text_body",
        "main_text",
        "plain_text",
        "cleaned_text",
        "clean_text",
        "article",
        "transcript",
        "statement",
        "speech",
        "текст",
        "содержание",
        "正文",
        "内容",
        "文本",
    ],
    "side": [
        "side",
        "issuer",
        "publisher",
        "source",
        "outlet",
        "country",
        "government",
        "party",
        "agency",
        "organization",
        "organisation",
        "institution",
        "сторона",
        "источник",
        "来源",
        "国家",
    ],
    "date": [
        "date",
        "publish_time",
        "published_time",
        "published_date",
        "publish_date",
        "published",
        "publication_date",
        "date_published",
        "published_at",
        "pub_date",
        "pubdate",
        "datetime",
        "date_time",
        "event_date",
        "created",
        "created_at",
        "timestamp",
        "raw_date",
        "day",
        "time",
        "дата",
        "日期",
        "时间",
    ],
    "event": [
        "event",
        "event_id",
        "event_name",
        "call",
        "call_id",
        "conversation",
        "conversation_id",
        "meeting",
        "meeting_id",
        "событие",
        "事件",
    ],
    "language": ["language", "lang", "locale", "язык", "语言"],
    "id": [
        "id",
        "document_id",
        "doc_id",
        "docid",
        "docname",
        "doc_name",
        "readout_id",
        "text_id",
        "article_id",
        "uid",
        "uuid",
        "slug",
    ],
    "title": ["title", "headline", "heading", "subject", "заголовок", "название", "标题"],
    "url": [
        "url",
        "link",
        "address",
        "href",
        "permalink",
        "source_url",
        "page_url",
        "web_url",
        "uri",
    ],
    "completeness": ["completeness"],
}
ROLES = tuple(NAMES)
# Roles for which all documents of a corpus may have one value.
VALUED = ("side", "event", "language", "completeness")
_NUMBERED = re.compile(r"(?P<base>.*?\D)_?(?P<number>\d{1,3})")
# Cells of a spreadsheet end at 32,767 characters, so that scrapers cut long texts before that, within a word if need be.
_CUT, _FULL = 1000, 32_000


@dataclass(frozen=True)
class Mapping:
    """What the user says of a corpus; None leaves it to a guess, and '' for a column means that there is none.

    Attributes
    ----------
    text : sequence of str, optional
        Columns, joined in order; ``name_1..10`` stands for a run of them.
    side, date, event, language, id, title, url, completeness : str, optional
        Columns.
    side_is, event_is, language_is, completeness_is : str, optional
        One value for all documents.
    encoding, separator, sheet, form : str, optional
    date_format : str, optional
        As `dates.parse` takes it.
    missing : sequence of str
        Cells that hold nothing.
    markup : {'html', 'markdown', 'none'}, optional
        What is taken out of texts; by default HTML, where a text has tags.
    join_lines : bool
        Whether the end of a line is no more than a space, and only an empty line ends a paragraph.
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
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    form: str | None = None
    date_format: str | None = None
    missing: Sequence[str] = MISSING
    markup: str | None = None
    join_lines: bool = False

    def __post_init__(self):
        both = [role for role in VALUED if getattr(self, role) and getattr(self, f"{role}_is")]
        if both:
            raise ValueError(
                "; ".join(
                    f"--{role} names a column and --{role}-is a value for all: one of them"
                    for role in both
                )
            )


@dataclass
class Roles:
    """The columns of a table by what they are.

    Attributes
    ----------
    text : list of str
    cut : int
        The length at which a text was cut into the columns, so that they are joined without a break; 0 if they are paragraphs.
    columns : dict of str to str
        The other roles that a column was found for.
    codes : bool
        Whether the sides are codes of two capitals, NA among them.
    remarks : list of str
        What else there is to say of the choice.
    """

    text: list[str]
    columns: dict[str, str]
    cut: int = 0
    codes: bool = False
    remarks: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> list[str]:
        """Every column that is read."""
        return [*self.text, *self.columns.values()]


class Sample(NamedTuple):
    """The first rows of a table: what a guess goes by."""

    columns: list[str]
    rows: list[dict]

    def cells(self, column: str, missing: Sequence[str] = MISSING) -> list:
        """The cells of a column that hold something."""
        return [
            cell
            for row in self.rows
            if (cell := row.get(column)) is not None and str(cell).strip() not in missing
        ]


def plain(name: str) -> str:
    """A column's name as names are compared: small letters, words joined by one underscore.

    Examples
    --------
    >>> plain("publishTime"), plain(" Article Full-Text 1")
    ('publish_time', 'article_full_text_1')
    """
    return (
        re.sub(r"[\W_]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(name).strip()))
        .strip("_")
        .lower()
    )


def roles(sample: Sample, mapping: Mapping, file: str) -> Roles:
    """The columns by what they are.

    Raises
    ------
    DataError
        If there is no column of text, or a column that the user names is not there: all at once.

    Examples
    --------
    >>> found = roles(Sample(["Body", "publishTime", "n"], [{"Body": "A call.", "publishTime": "2022-06-15", "n": "1"}]), Mapping(), "a.csv")
    >>> found.text, found.columns
    (['Body'], {'date': 'publishTime'})
    """
    faults = _unknown(sample, mapping, file)
    text = (
        _given(sample.columns, mapping.text)
        if mapping.text
        else (
            text_columns(
                [column for column in sample.columns if not _are_numbers(sample.cells(column))]
            )
            or text_columns(sample.columns)
        )
    )
    if not text:
        faults.append(
            Fault(
                file,
                1,
                "",
                "no column of text among " + _some(sample.columns),
                f"one of {', '.join(NAMES['text'][:5])}, or --text COLUMN{_longest(sample)}",
            )
        )
    if faults:
        raise DataError(faults)
    found = Roles(text, {})
    for role in ROLES[1:]:
        said = getattr(mapping, role)
        column = (
            said
            if said is not None
            else _guess(role, sample, mapping, [*text, *found.columns.values()], found.remarks)
        )
        if column and not getattr(mapping, f"{role}_is", None):
            found.columns[role] = column
    if "side" in found.columns:
        cells = list(map(str, sample.cells(found.columns["side"], ())))
        found.codes = len(set(cells)) > 1 and all(re.fullmatch("[A-Z]{2}", cell) for cell in cells)
    if all(_NUMBERED.fullmatch(plain(column)) for column in text):
        found.cut = _cut(sample, text, mapping.missing)
    return found


def _unknown(sample: Sample, mapping: Mapping, file: str) -> list[Fault]:
    named = [(role, getattr(mapping, role)) for role in ROLES[1:]] + [
        ("text", name) for name in mapping.text or () if not _given(sample.columns, [name])
    ]
    return [
        Fault(file, 1, name, f"no such column, for --{role}", "one of " + _some(sample.columns))
        for role, name in named
        if name and name not in (sample.columns if role != "text" else ())
    ]


def _some(columns: list[str]) -> str:
    shown = ", ".join(map(repr, columns[:30]))
    return shown + (f" and {len(columns) - 30} more" if len(columns) > 30 else "")


def _longest(sample: Sample) -> str:
    lengths = {
        column: sum(len(str(cell)) for cell in sample.cells(column)) for column in sample.columns
    }
    longest = max(lengths, key=lengths.get, default="")
    return f" (the longest cells are those of {longest!r})" if lengths.get(longest) else ""


def _given(columns: list[str], names: Sequence[str]) -> list[str]:
    """The columns that were named, runs of them spread out; none if one of them is not there."""
    spread = []
    for name in names:
        run = re.fullmatch(r"(?P<base>.*?)(?P<first>\d{1,3})\.\.(?P<last>\d{1,3})", name)
        if run and name not in columns:
            spread += [
                f"{run['base']}{number}"
                for number in range(int(run["first"]), int(run["last"]) + 1)
            ]
        else:
            spread.append(name)
    return spread if all(name in columns for name in spread) else []


def text_columns(columns: list[str]) -> list[str]:
    """The column of text by its name; or the columns over which it is spread, which are numbered.

    Examples
    --------
    >>> text_columns(["id", "Text"]), text_columns(["part_2", "body_2", "body_1"]), text_columns(["date"])
    (['Text'], ['body_1', 'body_2'], [])
    """
    by_name = {plain(column): column for column in reversed(columns)}
    series: dict[str, dict[int, str]] = {}
    for name, column in by_name.items():
        if match := _NUMBERED.fullmatch(name):
            series.setdefault(match["base"].rstrip("_"), {})[int(match["number"])] = column
    for name in NAMES["text"]:
        if name in by_name:
            return [by_name[name]]
        if len(series.get(name, {})) > 1:
            return [series[name][number] for number in sorted(series[name])]
    return []


def _guess(
    role: str, sample: Sample, mapping: Mapping, taken: list[str], remarks: list[str]
) -> str | None:
    by_name = {plain(column): column for column in reversed(sample.columns) if column not in taken}
    candidates = [by_name[name] for name in NAMES[role] if name in by_name]
    candidates = [
        column
        for column in candidates
        if not any(isinstance(row.get(column), (dict, list)) for row in sample.rows)
    ]
    if role == "date":
        days = [
            column
            for column in candidates
            if _are_dates(sample.cells(column, mapping.missing), mapping.date_format)
        ]
        # A column called a date is one, whatever is wrong with it; "time" or "created" may be something else.
        return next(
            iter(
                [
                    *days,
                    *(
                        column
                        for column in candidates
                        if re.search("date|дата|日期", plain(column))
                    ),
                ]
            ),
            None,
        )
    if role == "side":
        for column in list(candidates):
            cells = [str(cell) for cell in sample.cells(column, mapping.missing)]
            if any("://" in cell for cell in cells) or (
                len(cells) > 9 and len(set(cells)) == len(cells)
            ):
                candidates.remove(column)
                remarks.append(
                    f"column {column!r} is not taken for the side: it is different in every row (--side {column} takes it)"
                )
    return next(iter(candidates), None)


def _are_numbers(cells: list) -> bool:
    """Whether a column is of numbers: "words" may be how many there are."""
    return bool(cells) and all(
        isinstance(cell, (int, float)) or str(cell).strip().isdecimal() for cell in cells
    )


def _are_dates(cells: list, date_format: str | None) -> bool:
    """Whether half of the cells or more are days, or numbers that might be."""
    good = 0
    for cell in cells:
        try:
            dates.parse(cell, date_format)
        except dates.AmbiguousDate:
            good += 1
        except ValueError:
            pass
        else:
            good += 1
    return bool(cells) and good * 2 >= len(cells)


def _cut(sample: Sample, text: list[str], missing: Sequence[str]) -> int:
    """The one length of all pieces that another follows, if they have one, and not only by chance."""
    lengths = []
    for row in sample.rows if len(text) > 1 else ():
        pieces = [
            str(piece)
            for column in text
            if (piece := row.get(column)) and str(piece).strip() not in missing
        ]
        lengths += [len(piece) for piece in pieces[:-1]]
    alike = (
        len(set(lengths)) == 1
        and lengths[0] >= _CUT
        and (len(lengths) > 1 or lengths[0] % 100 == 0 or lengths[0] > _FULL)
    )
    return lengths[0] if alike else 0
