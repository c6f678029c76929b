"""The machine's coding held against the reference coding: findings of the chapter "Does the codebook measure what it says?".

The reference coding is one close reading by those who wrote the codebook. Agreement with it is validity; reliability
needs a second, independent coder, for whom `kit` is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from ..corpus.codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.datapackage import Fault
from ..measures import agreement
from ..text import coding
from . import results, stored
from .context import Context
from .findings import Finding, Row, slug, spans_of

REFERENCE, EXPLAINED, SECOND = "reference_coding", "disagreements", "second_coding"
NEEDS = (REFERENCE, EXPLAINED)
SIDES = {"reading": "the reading", "machine": "the machine"}
MARKED = {
    "reading": "that the reading marks",
    "machine": "that the machine marks",
    "paired": "that both mark, overlapping",
    "same": "that both mark with the same bounds",
}
NOT_WHOLE = "The list of disagreements, disagreements.csv, was made with other patterns: it does not have what the reading and the machine differ in today."
_ENDS = ("reference_start", "reference_end", "coded_start", "coded_end")
FORMULAS = {
    "precision": "what both have, over what the machine has",
    "recall": "what both have, over what the reading has",
    "F1": "twice what both have, over the sum of what each has",
    "kappa": "Cohen’s kappa: agreement beyond chance, over what chance leaves, with each coder’s own shares",
    "alpha": "Krippendorff’s nominal alpha: 1 minus observed over expected disagreement",
    "unitised alpha": "Krippendorff’s alpha for unitising, in words: 1 minus observed over expected disagreement of the stretches",
}


def faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """Offsets that lie outside their passage: a check for `datapackage.read`."""
    texts = {segment["segment_id"]: segment["text"] for segment in tables["segments"]}
    found = []
    for row in tables.get(REFERENCE, []):
        text, start, end = texts.get(row["segment_id"]), row["start"], row["end"]
        if None in (text, start, end):
            continue
        if end > len(text):
            found.append(
                Fault(
                    f"{REFERENCE}.csv",
                    row[""],
                    "end",
                    repr(end),
                    f"at most {len(text)}, the length of {row['segment_id']}",
                )
            )
        if start >= end:
            found.append(
                Fault(
                    f"{REFERENCE}.csv",
                    row[""],
                    "start",
                    repr(start),
                    f"less than end, which is {end}",
                )
            )
    return found


def findings(context: Context) -> Iterator[Finding]:
    """Every number of the comparison; none where the data have no reference coding."""
    if not context.has(NEEDS):
        return
    data = context.data
    book, coded = read_for(data, context.codebook, context.coded)
    reference, codes = data.tables[REFERENCE], list(book.codes["code"])
    table = agreement.by_code(reference, coded, data.segments, codes)
    used = table[(table["reference"] > 0) | (table["coded"] > 0)].index
    whole = tuple((row.segment_id, 0, len(row.text)) for row in data.segments.itertuples())
    yield Finding("validity-passages", len(whole), "passages read", spans=whole)
    for name, chosen in (("used", used), ("unused", table.index.difference(used, sort=False))):
        yield Finding(
            f"validity-codes-{name}",
            len(chosen),
            f"codes that {'the reading or the machine gives' if name == 'used' else 'neither the reading nor the machine gives'}",
            (len(codes), "codes"),
            rows=tuple(
                Row("codebook.csv", *book.codes.loc[code, ["label", "definition"]])
                for code in chosen
            ),
        )
    pairs = agreement.pair(reference, coded)
    yield from _by_code(table.loc[used], pairs, data, book)
    yield from _overall(pairs, reference, coded, data, book)
    for finding in _explained(data.tables[EXPLAINED], context.codebook):
        yield (
            finding
            if _is_whole(data.tables[EXPLAINED], reference, coded)
            else finding.uncounted(NOT_WHOLE)
        )
    yield from _frames(reference, data, book, context.codebook.codes)
    second = [name for name in data.tables if name.startswith(SECOND)]
    yield Finding(
        "second-codings",
        len(second),
        "codings by a second, independent coder",
        rows=tuple(Row("datapackage.json", f"{name}.csv") for name in second),
    )


def read_for(data: Corpus, book: Codebook, coded: pd.DataFrame) -> tuple[Codebook, pd.DataFrame]:
    """Return the codebook and the coding without the codes for which nobody has read the passages, as they are defined today."""
    read = [stored.is_counted(data.tables, REFERENCE, "code", code) for code in book.codes["code"]]
    codes = book.codes[read]
    return replace(book, codes=codes), coded[coded["code"].isin(codes["code"])]


def unread(data: Corpus, book: Codebook) -> list[str]:
    """Name in print the codes for which nobody has read the passages, as they are defined today."""
    return [
        row.label
        for row in book.codes.itertuples()
        if not stored.is_counted(data.tables, REFERENCE, "code", row.code)
    ]


def _is_whole(explained: pd.DataFrame, reference: pd.DataFrame, coded: pd.DataFrame) -> bool:
    """Whether a list of disagreements has those that there are, no more and no fewer."""
    columns = ["segment_id", "code", "kind", *_ENDS]
    found = agreement.disagreements(reference, coded)
    listed = explained[
        explained["code"].isin(reference["code"]) | explained["code"].isin(coded["code"])
    ]
    one, other = (
        sorted(map(tuple, table[columns].fillna(-1).astype(dict.fromkeys(_ENDS, int)).to_numpy()))
        for table in (found, listed)
    )
    return one == other


def _table(side: str) -> str:
    return "the machine’s coding" if side == "machine" else f"{REFERENCE}.csv"


def _by_code(
    table: pd.DataFrame, pairs: pd.DataFrame, data: Corpus, book: Codebook
) -> Iterator[Finding]:
    texts, labels = data.segments["text"].to_dict(), book.codes["label"].to_dict()
    by_code = dict(list(_stretches(pairs).groupby("code")))
    bounds = {
        measure: agreement.proportion_interval(table["both"], table[over])
        for measure, over in (("precision", "coded"), ("recall", "reference"))
    }
    for number, (code, row) in enumerate(table.to_dict("index").items()):
        label, sides = labels[code], {side: [] for side in ("reading", "machine", "paired", "same")}
        for side, *span in by_code[code][["side", "segment_id", "start", "end"]].itertuples(
            index=False, name=None
        ):
            sides[side].append(tuple(span))
        said = {side: _by_passage(sides[side], texts) for side in SIDES}
        said["both"] = {
            segment: words
            for segment, words in said["reading"].items()
            if segment in said["machine"]
        }
        for side, passages in said.items():
            yield Finding(
                f"validity-passages-{side}-{code}",
                len(passages),
                f"passages to which {SIDES.get(side, 'both')} {'gives' if side in SIDES else 'give'} “{label}”",
                (int(row["n"]), "passages"),
                rows=tuple(
                    Row(_table(side), segment, words) for segment, words in passages.items()
                ),
            )
        for side, spans in sides.items():
            yield Finding(
                f"validity-stretches-{side}-{code}",
                len(spans),
                f"stretches {MARKED[side]}: “{label}”",
                spans=tuple(spans),
            )
        counts = {
            name: f"validity-passages-{name}-{code}" for name in ("both", "reading", "machine")
        }
        for measure, over in (("precision", "machine"), ("recall", "reading")):
            if row["coded" if over == "machine" else "reference"]:
                low, high = (bound[number] for bound in bounds[measure])
                yield Finding(
                    f"validity-{measure}-{code}",
                    row[measure],
                    f"{measure} of “{label}”, by passages",
                    parts=(counts["both"], counts[over]),
                    formula=f"{FORMULAS[measure]}, with its exact 95 % interval (Clopper and Pearson)",
                    shown=f"{row[measure]:.2f} ({low:.2f}\u2060–\u2060{high:.2f})",
                )
        for measure, column in (("F1", "f1"), ("alpha", "alpha")):
            if row[column] == row[column]:
                yield Finding(
                    f"validity-{slug(measure)}-{code}",
                    row[column],
                    f"{measure} of “{label}”, by passages",
                    parts=tuple(counts.values()),
                    formula=FORMULAS[measure],
                    shown=f"{row[column]:.2f}",
                )
        if row["unitized_alpha"] == row["unitized_alpha"]:
            yield Finding(
                f"validity-unitised-alpha-{code}",
                row["unitized_alpha"],
                f"unitised alpha of “{label}”",
                formula=FORMULAS["unitised alpha"],
                shown=f"{row['unitized_alpha']:.2f}",
                parts=tuple(f"validity-stretches-{side}-{code}" for side in ("reading", "machine")),
            )


def _stretches(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs as stretches of a side: ``side, segment_id, code, start, end``; a paired one by the reading's bounds."""
    kinds = {
        "reading": ("reference", ["same", "bounds", "reference alone"]),
        "machine": ("coded", ["same", "bounds", "coded alone"]),
        "paired": ("reference", ["same", "bounds"]),
        "same": ("reference", ["same"]),
    }
    parts = [
        pairs[pairs["kind"].isin(chosen)]
        .rename(columns={f"{of}_start": "start", f"{of}_end": "end"})[
            ["segment_id", "code", "start", "end"]
        ]
        .assign(side=side)
        for side, (of, chosen) in kinds.items()
    ]
    return pd.concat(parts, ignore_index=True).astype({"start": int, "end": int})


def _by_passage(spans: list[tuple[str, int, int]], texts: dict[str, str]) -> dict[str, str]:
    return _quoted(((segment, segment, start, end) for segment, start, end in spans), texts)


def _by_pair(rows: pd.DataFrame, texts: dict[str, str]) -> dict[tuple[str, str], str]:
    """The words marked in a passage under a code, by (passage, code)."""
    spans = rows[["segment_id", "code", "start", "end"]].itertuples(index=False, name=None)
    return _quoted(
        (((segment, code), segment, start, end) for segment, code, start, end in spans), texts
    )


def _quoted(marked: Iterable[tuple], texts: dict[str, str]) -> dict:
    """The words of stretches (key, passage, start, end), by their key."""
    words: dict = {}
    for key, segment, start, end in marked:
        words.setdefault(key, []).append(f"“{texts[segment][start:end]}”")
    return {key: ", ".join(own) for key, own in words.items()}


def _overall(
    pairs: pd.DataFrame, reference: pd.DataFrame, coded: pd.DataFrame, data: Corpus, book: Codebook
) -> Iterator[Finding]:
    """The counts over all codes, and every measure with both ends of its interval."""
    texts, labels = data.segments["text"].to_dict(), book.codes["label"].to_dict()
    have = dict(list(_stretches(pairs).groupby("side")))
    places = {
        side: list(dict.fromkeys(zip(have[side]["segment_id"], have[side]["code"])))
        for side in SIDES
    }
    places["both"] = [place for place in places["reading"] if place in places["machine"]]
    for side, own in places.items():
        words = _by_pair(have["machine" if side == "machine" else "reading"], texts)
        rows = tuple(
            Row(_table(side), f"{segment}, {labels[code]}", words[segment, code])
            for segment, code in own
        )
        yield Finding(
            f"validity-pairs-{side}",
            len(rows),
            f"pairs of passage and code that {SIDES.get(side, 'both')} {'has' if side in SIDES else 'have'}",
            (len(texts) * len(book.codes), "pairs of a passage and a code"),
            rows=rows,
        )
    for side in MARKED:
        own = have.get(side, have["reading"].iloc[:0])
        rows = tuple(
            Row(
                _table(side),
                texts[row.segment_id][row.start : row.end],
                f"{labels[row.code]}, {row.segment_id}",
            )
            for row in own.itertuples()
        )
        yield Finding(
            f"validity-stretches-{side}", len(rows), f"coded stretches {MARKED[side]}", rows=rows
        )
    for row in agreement.overall(reference, coded, data.segments, book.codes["code"]).itertuples():
        parts = {
            "passage by code": [
                f"validity-pairs-{side}" for side in ("both", "reading", "machine")
            ],
            "words": ["validity-stretches-reading", "validity-stretches-machine"],
        }.get(
            row.unit,
            [
                f"validity-stretches-{side}"
                for side in ("same" if "same" in row.unit else "paired", "reading", "machine")
            ],
        )
        name = slug("validity", row.measure, row.unit)
        for suffix, value, what in (
            ("", row.value, ""),
            ("-low", row.low, ", lower end of its interval"),
            ("-high", row.high, ", upper end of its interval"),
        ):
            if value == value:
                drawn = (
                    f"; percentile interval of {agreement.RESAMPLES} resamples that draw whole passages"
                    if suffix
                    else ""
                )
                yield Finding(
                    name + suffix,
                    value,
                    f"{row.measure}, {row.unit}{what}",
                    parts=tuple(parts),
                    formula=FORMULAS[row.measure] + drawn,
                    shown=f"{value:.2f}",
                )


def _explained(table: pd.DataFrame, book: Codebook) -> Iterator[Finding]:
    """The list of disagreements, by kind and by cause."""

    def row(one) -> Row:
        return Row(
            f"{EXPLAINED}.csv",
            f"{one.segment_id}, {book.codes.at[one.code, 'label']}",
            one.explanation,
        )

    yield Finding(
        "validity-disagreements",
        len(table),
        "stretches on which the reading and the machine differ",
        rows=tuple(row(one) for one in table.itertuples()),
    )
    for column, values in (
        ("kind", ("bounds", "reference alone", "coded alone")),
        ("cause", ("pattern", "definition", "reading")),
    ):
        for value in values:
            rows = tuple(row(one) for one in table[table[column] == value].itertuples())
            yield Finding(
                slug("validity-disagreements", value),
                len(rows),
                f"disagreements of which the {column} is: {value}",
                (len(table), "disagreements"),
                rows=rows,
            )


def _frames(
    reference: pd.DataFrame, data: Corpus, book: Codebook, codes: pd.DataFrame
) -> Iterator[Finding]:
    """Each frame in each readout by the reading: ``reading-frame-<readout>-<frame>``, counted as the machine's are."""
    partly = set(codes.loc[~codes["code"].isin(book.codes["code"]), "frame"])
    marked = coding.distinct(
        reference.assign(frame=reference["code"].map(book.codes["frame"])), "frame"
    )
    for readout_id, segments in data.segments.groupby("readout_id", sort=False):
        own = marked[marked["segment_id"].isin(segments["segment_id"])]
        for frame in book.frames[~book.frames["frame"].isin(partly)].itertuples():
            spans = spans_of(own[own["frame"] == frame.frame])
            yield Finding(
                slug("reading-frame", readout_id, frame.frame),
                len(spans),
                f"{frame.label}, by the reading: {results.readout_name(segments.iloc[0])}",
                spans=spans,
                searched=tuple(segments["segment_id"]),
            )
