"""The pages of a created book that depend on what is in it: its chapters, the accounts side by side, the evidence, the table of contents."""

import json
import re
from importlib.resources import files

import yaml

from ..report import chapters
from ..report.codings import PERSON
from ..report.findings import literal
from ..report.sentence_counts import frame_of_names
from ..report.settings import Settings
from ..text.languages import primary

CHAPTERS = files("readouts.create") / "book_template" / "chapters"
# Events with a page of their own; a book of hundreds of pages takes long to build, and nobody leafs through it.
MOST_READERS = 25

# The pages with exhibits, in order: each is in a book that has one of its exhibits.
COMPARISON = (
    "readouts",
    "whose-words",
    "argument",
    "formulas",
    "words",
    "keyness",
    "amounts",
    "naming",
    "frames",
    "voices",
    "silences",
    "timeline",
    "robustness",
    "press",
    "reference",
    "originals",
    "dates",
    "afterwards",
)
CHECKS = ("validity", "speed")
ALWAYS = ("try", "glossary", "cite", "figures", "references", "colophon")
# Pages without a number of their own.
WITHOUT_EVIDENCE = ("speed",)

LOADED = """from readouts.report import figures, load, tables

book = load("../data")
"""
_CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?::[^\n]*\n)*\n?(?P<code>.*?)^```\n", re.M | re.S)
_EXHIBIT = re.compile(r"\b(figures|tables)\.(\w+)\(book\)")
_HEADING = re.compile(r"^# (.*)$", re.M)

READER = """---
myst:
  html_meta:
    description: {description}
---
# {title}

The accounts of this event next to each other, with every stretch that the {{doc}}`../codebook` marks. Each frame has its
colour, its line and its letters, and can be switched off; a marked stretch, pointed at or reached by the keyboard, shows
its code, its frame and the definition.

## The texts

```{{reader}} {event}
:codebook: ../codebook
```

## Search these texts

```{{concordance}} {event}
```

## What this page does not show

A mark says that a pattern of the codebook stands there; what the sentence argues is for its reader to judge.
"""
EVIDENCE = """---
nosearch: true
myst:
  html_meta:
    description: "What each number of the chapter “{title}” counts: every counted word in its passage, with its source."
---
# Evidence: {title}

What the numbers count that {{doc}}`../{name}` uses first. Every counted word is marked in its passage; where a text is not given, its address and its SHA-256 stand instead.

```{{evidence}} chapters/{name}
```
"""


def pages(tables: dict[str, list[dict]], settings: Settings) -> dict[str, bytes]:
    """Return the files that depend on which tables and settings there are, by their paths in the book.

    A chapter is there where one of its exhibits is, with the sections whose exhibits are there. That of keyness needs two
    sides that write in one language, that of time two events.

    Parameters
    ----------
    tables : dict of str to list of dict
        Every table of the book.
    settings : Settings
        As ``data/report.yml`` and its like have them.
    """
    events = _events_with_texts(tables)
    has = exhibits(tables, settings)
    found = {
        name: page
        for name in (*COMPARISON, *CHECKS)
        if name not in _left_out(tables, settings, events)
        and (page := composed((CHAPTERS / f"{name}.md").read_text(encoding="utf-8"), has))
    }
    readers = _readers(tables, events)
    compared = [name for name in COMPARISON if name in found]
    checks = [name for name in CHECKS if name in found]
    proved = [
        name for name in ("index", *compared, "methods", *checks) if name not in WITHOUT_EVIDENCE
    ]
    toc = _toc(
        {
            "Comparison": compared,
            "Side by side": [*readers, *(["concordance"] if len(events) > 1 else [])],
            "Reference": ["methods", "codebook", *checks, *ALWAYS],
        },
        [f"evidence/{name}" for name in proved],
    )
    made = {"_toc.yml": toc} | {
        f"chapters/{name}.md": page
        for name, page in (
            found | readers | {f"evidence/{name}": _evidence(name) for name in proved}
        ).items()
    }
    return {path: text.encode("utf-8") for path, text in made.items()}


def exhibits(tables: dict[str, list[dict]], settings: Settings) -> set[str]:
    """Return what a chapter's cells may show: ``figures.<name>``, ``tables.<name>``."""
    return {
        f"{kind}.{name}"
        for kind in ("figures", "tables")
        for _, name in chapters.names(kind, tables, settings)
    } - (set() if _persons(tables) > 1 else {"tables.coder_agreement"})


def _persons(tables: dict[str, list[dict]]) -> int:
    """How many persons have coded sentences."""
    rows = tables.get("codings", ())
    return len({row["coder"] for row in rows if row["coder_kind"] == PERSON})


def composed(text: str, has: set[str]) -> str:
    """Return a page of the template with what a book has: empty where it has none of its exhibits.

    A cell whose exhibit is not there is left out, and a section of which no cell is left; the first cell loads the report.

    Examples
    --------
    >>> cell = "```{code-cell} ipython3\\ntables.%s(book)\\n```\\n"
    >>> text = "# Page\\n\\n## One\\n\\n" + cell % "one" + "\\n## Two\\n\\n" + cell % "two" + "\\n## End\\n"
    >>> print(composed(text, {"tables.two"}))
    # Page
    <BLANKLINE>
    ## Two
    <BLANKLINE>
    ```{code-cell} ipython3
    from readouts.report import figures, load, tables
    <BLANKLINE>
    book = load("../data")
    tables.two(book)
    ```
    <BLANKLINE>
    ## End
    <BLANKLINE>
    >>> composed(text, set())
    ''
    """
    kept = []
    for section in re.split(r"^(?=## )", text, flags=re.M):
        own = _CELL.sub(lambda cell: cell[0] if _is_there(cell["code"], has) else "", section)
        if _CELL.search(own) or not (kept and _CELL.search(section)):
            kept.append(re.sub(r"\n{3,}", "\n\n", own))
    page = "".join(kept)
    if not (first := _CELL.search(page)):
        return ""
    return page[: first.start("code")] + LOADED + page[first.start("code") :]


def _is_there(code: str, has: set[str]) -> bool:
    return all(f"{kind}.{name}" in has for kind, name in _EXHIBIT.findall(code))


def _evidence(name: str) -> str:
    """The page with the evidence of a chapter."""
    text = (CHAPTERS / f"{name}.md").read_text(encoding="utf-8")
    # The first page is headed by the book's own title.
    title = "The first page" if name == "index" else _HEADING.search(text)[1]
    return EVIDENCE.format(title=title, name=name)


def _events_with_texts(tables: dict[str, list[dict]]) -> list[dict]:
    """The events of which a text is at hand."""
    worded = {segment["readout_id"] for segment in tables["segments"]}
    told = {readout["event"] for readout in tables["readouts"] if readout["readout_id"] in worded}
    return [event for event in tables["events"] if event["event"] in told]


def _left_out(tables: dict[str, list[dict]], settings: Settings, events: list[dict]) -> set[str]:
    """The chapters for which there are too few texts."""
    worded = {segment["readout_id"] for segment in tables["segments"]}
    languages: dict[str, set[str]] = {}
    for readout in tables["readouts"]:
        if readout["readout_id"] in (settings.pair or worded):
            languages.setdefault(primary(readout["language"]), set()).add(readout["side"])
    found = {"keyness"} if max(map(len, languages.values()), default=0) < 2 else set()
    if "naming" not in tables and not frame_of_names(settings, (row["frame"] for row in tables["frames"])):  # fmt: skip
        found.add("naming")
    return found | ({"timeline"} if len(events) < 2 else set())


def _readers(tables: dict[str, list[dict]], events: list[dict]) -> dict[str, str]:
    """A page for each event, with its accounts next to each other, where they are readouts and not statements of another kind."""
    side_by_side = {
        readout["event"]
        for readout in tables["readouts"]
        if readout.get("kind") in (None, "", "readout")
    }
    shown = [event for event in events if event["event"] in side_by_side][:MOST_READERS]
    return {
        f"reader/{event['event']}": READER.format(
            description=json.dumps(
                f"The accounts of {event['label']} next to each other, every coded stretch marked, with a search.",
                ensure_ascii=False,
            ),
            title=literal(event["label"]),
            event=event["event"],
        )
        for event in shown
    }


def _toc(parts: dict[str, list[str]], evidence: list[str]) -> str:
    """The table of contents; the evidence is one entry, since a reader comes to it by its numbers."""
    listed = {
        caption: [{"file": f"chapters/{name}"} for name in names]
        for caption, names in parts.items()
        if names
    }
    first, *others = ({"file": f"chapters/{name}"} for name in evidence)
    listed["Reference"].append(first | ({"sections": others} if others else {}))
    toc = {
        "format": "jb-book",
        "root": "chapters/index",
        "parts": [{"caption": caption, "chapters": names} for caption, names in listed.items()],
    }
    return yaml.safe_dump(toc, allow_unicode=True, sort_keys=False)
