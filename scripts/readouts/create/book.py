"""A book of one's own: the template filled, and the pages that depend on which texts there are."""

import datetime
import json
from importlib.resources import files
from pathlib import Path
from string import Template

import yaml

from ..report.findings import literal
from ..text.languages import primary

TEMPLATE = files("readouts.create") / "book_template"
# Where the title and the author stand, and how what stands there must be written.
FILLED = ("_config.yml", "CITATION.cff", "README.md", "chapters/index.md")
# Events with a page of their own; a book of hundreds of pages takes long to build, and nobody leafs through it.
PAGES = 25

COMPARISON = ["readouts", "words", "keyness", "frames", "silences", "timeline"]
REFERENCE = ["methods", "codebook", "glossary", "cite", "figures", "references", "colophon"]
EVIDENCE = ["index", *COMPARISON, "methods"]

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


def template(title: str, author: str) -> dict[str, bytes]:
    """Every file of the template by its path in the book, filled."""
    today = datetime.date.today()
    quoted = {
        "title": json.dumps(title, ensure_ascii=False),
        "author": json.dumps(author, ensure_ascii=False),
        "year": f'"{today.year}"',
        "date": today.isoformat(),
    }
    plain = {"title": literal(title), "heading": literal(title)}
    found = {}
    for path, content in _below(TEMPLATE):
        name = path.replace(
            "gitignore", ".gitignore"
        )  # under its own name it would be at work in this repository
        if path in FILLED:
            content = (
                Template(content.decode("utf-8"))
                .substitute(quoted if path.endswith((".yml", ".cff")) else plain)
                .encode("utf-8")
            )
        found[name] = content
    return found


def _below(folder, prefix: str = ""):
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _below(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()


def pages(tables: dict[str, list[dict]]) -> dict[str, bytes]:
    """The files that depend on which texts there are: ``_toc.yml``, and a page for each event.

    The chapter of keyness needs two sides that write in one language; that of time, two events.
    """
    told = {readout["event"] for readout in tables["readouts"]}
    events = [event for event in tables["events"] if event["event"] in told]
    # The accounts of an event stand next to each other where they are readouts, and not declarations or statements of another kind.
    side_by_side = {
        readout["event"]
        for readout in tables["readouts"]
        if readout.get("kind") in (None, "", "readout")
    }
    shown = [event for event in events if event["event"] in side_by_side][:PAGES]
    languages: dict[str, set[str]] = {}
    for readout in tables["readouts"]:
        languages.setdefault(primary(readout["language"]), set()).add(readout["side"])
    left_out = {"keyness"} if max(map(len, languages.values()), default=0) < 2 else set()
    left_out |= {"timeline"} if len(events) < 2 else set()
    readers = [f"reader/{event['event']}" for event in shown]
    parts = {
        "Comparison": [name for name in COMPARISON if name not in left_out],
        "Side by side": [*readers, *(["concordance"] if len(events) > 1 else [])],
        "Reference": REFERENCE,
        "Evidence": [f"evidence/{name}" for name in EVIDENCE if name not in left_out],
    }
    toc = {
        "format": "jb-book",
        "root": "chapters/index",
        "parts": [
            {"caption": caption, "chapters": [{"file": f"chapters/{name}"} for name in names]}
            for caption, names in parts.items()
        ],
    }
    made = {"_toc.yml": yaml.safe_dump(toc, allow_unicode=True, sort_keys=False)}
    for event in shown:
        description = json.dumps(
            f"The accounts of {event['label']} next to each other, every coded stretch marked, with a search.",
            ensure_ascii=False,
        )
        made[f"chapters/reader/{event['event']}.md"] = READER.format(
            description=description, title=literal(event["label"]), event=event["event"]
        )
    return {path: text.encode("utf-8") for path, text in made.items()}


def write(folder: Path, made: dict[str, bytes]) -> None:
    """Write files into a folder, by their paths in it."""
    for path, content in made.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
