"""A sheet as a page of its own, to be filled in by keys: one file of HTML that needs no network, no server and no library."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from importlib.resources import files

from .columns import AGENCIES, BOTH, COLUMNS, ISSUER, NOBODY, STANCES, Draft, Speaker

TEMPLATE = files("readouts.draft") / "coding_page"


def page(
    drafts: Iterable[Draft],
    about: Sequence[str] = (),
    speakers: Sequence[Speaker] = (),
    codes: Iterable[str] = (),
    blind: bool = False,
) -> str:
    """Return the page of a sheet.

    Parameters
    ----------
    drafts : iterable of Draft
    about : sequence of str
        The lines of the sheet's head.
    speakers : sequence of Speaker
        Who can be chosen as the one who speaks.
    codes : iterable of str
        Which topics can be chosen.
    blind : bool
        Without drafts and nearest sentences: for a second coder.
    """
    rows = [draft.row(blind) for draft in drafts]
    drafted = {row["speaker"] for row in rows} - {"", BOTH, NOBODY, ISSUER}
    names = dict.fromkeys([*(one.name for one in speakers), *sorted(drafted)])
    of_topics = sorted({*codes, *(code for row in rows for code in row["topics"].split("; ") if code not in ("", "none"))})  # fmt: skip
    data = {
        "columns": COLUMNS,
        "about": list(about),
        "rows": rows,
        "choices": {
            "speaker": [*names, BOTH, NOBODY, ISSUER],
            "stance": STANCES,
            "agency": AGENCIES,
            "topics": of_topics,
        },
        "blind": blind,
    }
    data["key"] = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]
    parts = {name: (TEMPLATE / f"page.{name}").read_text(encoding="utf-8") for name in ("html", "css", "js")}  # fmt: skip
    # In a script nothing but its own end is markup: no text may hold it.
    told = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    found = parts["html"].replace("/* style */", parts["css"]).replace("/* script */", parts["js"])
    return found.replace("{data}", told.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
