"""Codings: what coders say of each sentence. A person's word is confirmed; a pattern's, a rule's or a model's is a draft.

No count adds one to the other. Where several persons have judged one sentence, the one whose rows come first in
``codings.csv`` counts; how far they agree is for `coders` to say.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from ..corpus.datapackage import Fault

SENTENCES, CODINGS = NEEDS = ("sentences", "codings")
# Of each of these a coder gives a sentence one value; of topics and counterparts there may be several.
ONE = ("speaker", "verb", "stance", "agency")
VARIABLES = (*ONE, "topic", "counterpart")
PATTERN, RULE, MODEL, PERSON = "pattern", "rule", "model", "person"
NONE = "none"
# Who speaks where nobody is named; what the others mean stands in `settings.OTHERS`.
BOTH, NOBODY, ISSUER = "both", "nobody", "issuer"
ALLOWED = {
    "stance": ("neutral", "factive", "assertive", "directive", "commissive", "expressive", NONE),
    "agency": ("active", "passive", "noun", NONE),
}
JUDGEMENT = ("sentence_id", "variable", "value", "coder_kind", "coder", "coded_on", "note")


def sha256(sentence: str) -> str:
    """Return the hash by which a sentence is known to be as it was when it was coded."""
    return hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()


# --- What may stand in the tables -------------------------------------------------------------------


def faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """Return what no schema can state of sentences and codings, a check for `datapackage.read`."""
    segments = {row["segment_id"]: row for row in tables["segments"]}
    of_readout = {row["readout_id"]: row for row in tables["readouts"]}
    account = {
        row["sentence_id"]: (one["event"], one["readout_id"])
        for row in tables[SENTENCES]
        if (segment := segments.get(row["segment_id"]))
        and (one := of_readout.get(segment["readout_id"]))
        and "event" in one
    }
    return [
        *_sentence_faults(tables[SENTENCES], segments),
        *_judgement_faults(tables, account),
        *_coder_faults(tables[CODINGS]),
    ]


def _sentence_faults(rows: list[dict], segments: dict[str, dict]) -> Iterator[Fault]:
    last: dict[str, int] = defaultdict(int)
    for row in rows:
        segment = segments.get(row["segment_id"])
        if not segment or not segment["text"] or None in (row["start"], row["end"], row["sha256"]):
            continue  # of which other faults are told
        place = f"{row['start']} to {row['end']} of {row['segment_id']}"
        if not last[row["segment_id"]] <= row["start"] < row["end"] <= len(segment["text"]):
            expected = (
                f"a stretch of its {len(segment['text'])} characters, after the sentence before it"
            )
            yield Fault("sentences.csv", row[""], "start, end", place, expected)
        elif sha256(segment["text"][row["start"] : row["end"]]) != row["sha256"]:
            expected = "the sentence that was coded (`readouts create DIR --update`, with --corpus or --codings, cuts the sentences anew and keeps what was said of those that are as they were)"
            yield Fault("sentences.csv", row[""], "sha256", f"other words at {place}", expected)
        last[row["segment_id"]] = row["end"]


def _judgement_faults(
    tables: dict[str, list[dict]], account: dict[str, tuple[str, str]]
) -> Iterator[Fault]:
    codes = {row["code"] for row in tables.get("codebook", ())}
    for row in tables[CODINGS]:
        value, expected = row["value"], ""
        if value in (None, NONE):
            continue
        if value not in ALLOWED.get(row["variable"], (value,)):
            expected = f"one of {', '.join(ALLOWED[row['variable']])}"
        elif row["variable"] == "topic" and value not in codes:
            expected = "a code of codebook.csv, or none"
        elif row["variable"] == "counterpart" and not _of_another(account, row):
            expected = "a sentence of another account of the event, or none"
        if expected:
            yield Fault("codings.csv", row[""], "value", repr(value), expected)


def _of_another(account: dict[str, tuple[str, str]], row: dict) -> bool:
    one, other = account.get(row["sentence_id"]), account.get(row["value"])
    return one is None or (other is not None and one[0] == other[0] and one[1] != other[1])


def _coder_faults(rows: list[dict]) -> Iterator[Fault]:
    """Yield where one coder contradicts himself."""
    own: dict[tuple, list[dict]] = defaultdict(list)
    for row in rows:
        own[row["sentence_id"], row["variable"], row["coder_kind"], row["coder"]].append(row)
    for (_, variable, _, coder), judgements in own.items():
        values = [row["value"] for row in judgements]
        if len(values) > 1 and (variable in ONE or NONE in values):
            expected = "one value" if variable in ONE else "either none or values"
            found = f"{', '.join(map(str, values))} by {coder}"
            yield Fault("codings.csv", judgements[-1][""], "value", found, expected)


# --- What holds of each sentence --------------------------------------------------------------------


def resolved(tables: dict[str, pd.DataFrame], coded: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return what holds of each sentence: a person's judgement where there is one, else a draft.

    Parameters
    ----------
    tables : dict of str to DataFrame
        With ``sentences`` and ``codings``.
    coded : DataFrame, optional
        The coded stretches, as from `coding.code`: of topics, what the patterns of the codebook propose.

    Returns
    -------
    DataFrame
        A row a sentence and variable of which anything is said: ``sentence_id, variable, value`` (a tuple; ``none`` alone
        where somebody looked and there is none), ``confirmed`` (by a person), ``coder_kind, coders``.

    Examples
    --------
    >>> rows = [("s-1", "speaker", "nobody", "rule", "carry-over"), ("s-1", "speaker", "Queen", "person", "AB")]
    >>> codings = pd.DataFrame(rows, columns=JUDGEMENT[:5])
    >>> resolved({"codings": codings, "sentences": None})[["value", "confirmed", "coders"]].values.tolist()
    [[('Queen',), True, 'AB']]
    """
    rows = tables[CODINGS][list(JUDGEMENT[:5])]
    if coded is not None:
        rows = pd.concat([rows, of_patterns(tables[SENTENCES], coded)], ignore_index=True)
    rows = rows.assign(confirmed=rows["coder_kind"] == PERSON)
    rows = rows.sort_values("confirmed", ascending=False, kind="stable")
    # Several patterns are one coder; each person is one.
    rows["by"] = rows["coder"].where(rows["confirmed"], rows["coder_kind"])
    place = ["sentence_id", "variable"]
    first = rows["by"] == rows.groupby(place)["by"].transform("first")
    return (
        rows[first]
        .groupby(place, sort=False)
        .agg(
            value=("value", lambda values: tuple(dict.fromkeys(values))),
            confirmed=("confirmed", "first"),
            coder_kind=("coder_kind", "first"),
            coders=("coder", lambda coders: "; ".join(dict.fromkeys(coders))),
        )
        .reset_index()
    )


def of_patterns(sentences: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Return the topics that patterns propose: a judgement a sentence, code and pattern of which a stretch begins there."""
    met = sentences[["sentence_id", "segment_id", "start", "end"]].merge(
        coded[["segment_id", "start", "code", "pattern"]].rename(columns={"start": "at"}),
        on="segment_id",
        how="left",
    )
    met = met[(met["at"] >= met["start"]) & (met["at"] < met["end"])]
    met = met.drop_duplicates(["sentence_id", "code", "pattern"])
    found = pd.DataFrame(
        {
            "sentence_id": [*met["sentence_id"]],
            "value": [*met["code"]],
            "coder": [*met["pattern"]],
        }
    )
    return found.assign(variable="topic", coder_kind=PATTERN)
