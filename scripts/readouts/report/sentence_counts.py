"""Sentences counted by what coders say of them: confirmed by a person, and drafts that nobody confirmed, each for itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.corpus import Corpus
from .codings import BOTH, ISSUER, NEEDS, NOBODY, NONE, PATTERN, SENTENCES, VARIABLES, resolved
from .codings import faults as faults
from .findings import Finding, slugs
from .settings import Settings
from .subcorpora import Account
from .unshared import ABSENT, STATED

if TYPE_CHECKING:
    from .analysis import Analysis

PLACE = ["sentence_id", "segment_id", "start", "end"]
ACCOUNT = ["account", "event", "event_name", "part", "side", "side_id"]
# Where neither a person nor a rule says who speaks.
OPEN = "open"
# What of them is counted, and what its findings are called: the variables by which sentences are told apart.
COUNTS = {
    "spoken": ("speaker",),
    "reported": ("speaker", "verb"),
    "acting": ("agency",),
    "on": ("topic",),
    "told": ("topic", "speaker"),
}


def by_sentence(
    corpus: Corpus, accounts: list[Account], coded: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """Return the sentences of the accounts with what holds of each; none where the data have no codings.

    Speakers whom the settings call by one name in print are one speaker: his names in two languages, for one.

    Returns
    -------
    DataFrame
        A row a sentence: its place, text, account, event and side; of each variable its value (a tuple, empty where nobody and
        nothing says any), ``<variable>_confirmed``, and ``<variable>_by``, whose word it is.
    """
    if not set(NEEDS) <= set(corpus.tables):
        return pd.DataFrame(columns=[*PLACE, "text", *ACCOUNT, *VARIABLES])
    owner = {
        segment: (account.part.id, account.event, account.event_name, account.side.id, account.side.name, account.part.segments["side"].iloc[0])
        for account in accounts
        for segment in account.part.searched
    }  # fmt: skip
    table = corpus.tables[SENTENCES][PLACE]
    table = table[table["segment_id"].isin(owner)].reset_index(drop=True)
    table[ACCOUNT] = [owner[segment] for segment in table["segment_id"]]
    texts = corpus.segments["text"]
    table["text"] = [
        texts[row.segment_id][row.start : row.end] for row in table.itertuples(index=False)
    ]
    said = resolved(corpus.tables, coded).set_index(["sentence_id", "variable"])
    for variable in VARIABLES:
        own = said.xs(variable, level="variable") if variable in said.index.levels[1] else said[:0]
        own = own.reindex(table["sentence_id"])
        table[variable] = [one if isinstance(one, tuple) else () for one in own["value"]]
        table[f"{variable}_confirmed"] = own["confirmed"].eq(True).to_numpy()
        table[f"{variable}_by"] = [_by_whom(*row) for row in own[["confirmed", "coder_kind", "coders"]].itertuples(index=False)]  # fmt: skip
    # A sentence always has a speaker of a kind.
    names = settings.speakers | {NONE: NOBODY}
    table["speaker"] = [
        tuple(names.get(one, one) for one in own) or (OPEN,) for own in table["speaker"]
    ]
    return table


def _by_whom(confirmed: object, kind: str, coders: str) -> str:
    """Whose word it is: a person's initials; of a draft also the kind of its maker."""
    if confirmed is True:
        return coders
    # Which pattern it was stands in the evidence of the code; there may be several in a sentence.
    return kind if kind == PATTERN else "; ".join(f"{kind} {one}" for one in str(coders).split("; ")) if isinstance(kind, str) else ""  # fmt: skip


def counts(table: pd.DataFrame, name: str, level: str = "account") -> pd.DataFrame:
    """Count sentences: a row an account (or part) and value of the variables of `COUNTS`, in the order in which they first stand.

    Returns
    -------
    DataFrame
        The account's columns, the variables, ``confirmed`` (all that tells the row apart is a person's word) and ``drafts``,
        each a tuple of spans; ``coders`` and ``drafted_by``; ``of``, all sentences of the account; ``id``, of its finding.
    """
    keys = COUNTS[name]
    found: dict[tuple[str, ...], dict] = {}
    size = Counter(table[level])
    for row in table.to_dict("records"):
        sure = all(row[f"{key}_confirmed"] for key in keys)
        by = [one for key in keys for one in row[f"{key}_by"].split("; ") if one]
        for values in product(*(row[key] for key in keys)):
            if NONE in values:
                continue
            if (key := (row[level], *values)) not in found:
                found[key] = (
                    {column: row[column] for column in ACCOUNT}
                    | dict(zip(keys, values))
                    | {"confirmed": [], "drafts": [], "of": size[row[level]], "coders": {}, "drafted_by": {}}
                )  # fmt: skip
            found[key]["confirmed" if sure else "drafts"].append(_span(row))
            found[key]["coders" if sure else "drafted_by"].update(dict.fromkeys(by))
    short = slugs(" ".join(values) for _, *values in found)
    columns = [*ACCOUNT, *keys, "confirmed", "drafts", "of", "coders", "drafted_by", "id"]
    rows = [
        row
        | {column: tuple(row[column]) for column in ("confirmed", "drafts")}
        | {column: "; ".join(row[column]) for column in ("coders", "drafted_by")}
        | {"id": f"{name}-{account}-{short[' '.join(values)]}"}
        for (account, *values), row in found.items()
    ]
    return pd.DataFrame(rows, columns=columns)


def _span(row: Mapping) -> tuple[str, int, int]:
    return row["segment_id"], int(row["start"]), int(row["end"])


def in_print(variable: str, value: str, labels: pd.Series) -> str:
    """Return a value of a variable in print."""
    if variable == "topic":
        return str(labels.get(value, value))
    if variable != "speaker":
        return value
    known = {NOBODY: "nobody", OPEN: "not coded", ISSUER: "the narrator, “we”", BOTH: "both"}  # fmt: skip
    return known.get(value, value)


def frame_of_names(settings: Settings, frames: Iterable[str]) -> str:
    """Return the frame whose codes are names of a matter: as the settings say, or the one that is called ``naming``; empty where there is none."""
    frame = settings.headlines.names or "naming"
    return frame if frame in set(frames) else ""


def findings(context: "Analysis") -> Iterator[Finding]:
    """Give the sentences of each account, ``judged-<account>``, and each count: ``<name>-<account>-<values>`` of what is confirmed, and the same with ``-drafts``."""
    table, labels = context.sentences, context.codebook.codes["label"]
    for account, own in table.groupby("account", sort=False):
        spans = tuple(map(_span, own.to_dict("records")))
        label = f"sentences: {_whose(own.iloc[0])}"
        yield Finding(f"judged-{account}", len(spans), label, spans=spans)
    for name, keys in COUNTS.items():
        for row in counts(table, name).to_dict("records"):
            said = ", ".join(in_print(key, row[key], labels) for key in keys)
            whose = f"{said}: {_whose(row)}"
            of = row["of"], "sentences of the account"
            yield Finding(
                row["id"], len(row["confirmed"]), f"sentences, confirmed: {whose}", of,
                spans=row["confirmed"], note=_by("Confirmed by", row["coders"]),
            )  # fmt: skip
            yield Finding(
                f"{row['id']}-drafts", len(row["drafts"]), f"sentences, drafts: {whose}", of,
                spans=row["drafts"], note=_by("Drafts, which nobody has confirmed, by", row["drafted_by"]),
            )  # fmt: skip


def _whose(row) -> str:
    return f"{row['side']}, {row['event_name']}"


def _by(said: str, names: str) -> str:
    return f"{said} {names}." if names else ""


def by_reading(table: pd.DataFrame, codes: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return, by account and code, whether persons say that it is stated, or that of all sentences none states it; nothing where neither holds."""
    found = {}
    for account, own in table.groupby("account", sort=False):
        read = own[own["topic_confirmed"]]
        stated = {code for cell in read["topic"] for code in cell}
        for code in codes:
            if code in stated:
                found[account, code] = STATED
            elif len(read) == len(own):
                found[account, code] = ABSENT
    return found


def absences(
    table: pd.DataFrame, read: dict[tuple[str, str], str]
) -> dict[tuple[str, str, str], str]:
    """Return what was read to be absent, as `corpus.confirmed` has it, by event, side and code."""
    found = {}
    for account, own in table.groupby("account", sort=False):
        said = f"confirmed by {'; '.join(dict.fromkeys(own['topic_by']))}, who read its sentences"
        place = own.iloc[0]["event"], own.iloc[0]["side_id"]
        found |= {
            (*place, code): said
            for (name, code), state in read.items()
            if name == account and state == ABSENT
        }
    return found
