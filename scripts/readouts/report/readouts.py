"""What is at hand: how many readouts, sides, events and patterns there are, how long the texts are, and what a zero can hide."""

from collections.abc import Iterator

import pandas as pd

from ..corpus.corpus import FULL
from ..text import coding, languages
from ..text.languages import primary
from ..text.patterns import divided
from . import results, sources, stored
from .analysis import Analysis
from .findings import Finding, Row

NEEDS = ("readouts", "segments")


def findings(context: Analysis) -> Iterator[Finding]:
    """The counts of tables, and of each subcorpus and readout ``texts-``, ``passages-``, ``words-`` and ``zero-bound-<id>``."""
    yield from _readouts(context)
    yield from _tables(context)
    yield from _patterns(context)
    yield from _texts(context)
    yield from _matched(context)
    for size in results.sizes([*context.subcorpora, *context.readouts]):
        yield size
        if size.id.startswith("words-"):
            yield results.zero_bound(size)


def unmatched(context: Analysis) -> pd.DataFrame:
    """The patterns in a language at hand that match neither a passage nor a text that was counted elsewhere: ``code, language, pattern``."""
    counted = context.data.tables.get("fulltext_patterns", pd.DataFrame())
    found = coding.unmatched(context.codebook, pd.concat([context.coded, counted]))
    found = found[~found["code"].isin(_uncounted(context))]  # of these nothing is known
    return found[found["language"].fillna("").map(primary).isin(_at_hand(context))]


def _uncounted(context: Analysis) -> set[str]:
    """The codes that are not counted with these patterns in every text that was counted elsewhere."""
    tables = context.data.tables
    if not {stored.TABLE, "fulltext_codes"} <= set(tables):
        return set()
    texts = tables["readouts"].query("size_unit == 'words'")["readout_id"]
    return {
        code
        for code in context.codebook.codes["code"]
        if not all(
            stored.is_counted(tables, "fulltext_codes", "code", code, text) for text in texts
        )
    }


def _at_hand(context: Analysis) -> set[str]:
    """The languages of the texts at hand; a pattern without a language is of all."""
    return {primary(language) for language in context.data.segments["language"]} | {""}


def _readouts(context: Analysis) -> Iterator[Finding]:
    """How many readouts, sides, events and languages there are."""
    readouts = context.data.readouts
    rows = tuple(
        Row("readouts.csv", row.readout_id, f"{row.side_name}, {row.event_name}")
        for row in readouts.itertuples()
    )
    yield Finding("readouts", len(rows), "readouts", rows=rows)
    for completeness in ("full", "excerpts"):
        own = tuple(
            row for row, state in zip(rows, readouts["completeness"]) if state == completeness
        )
        yield Finding(
            f"readouts-{completeness}",
            len(own),
            f"readouts at hand {'in full' if completeness == FULL else 'in excerpts'}",
            (len(rows), "readouts"),
            rows=own,
        )
    for finding_id, column, file in (
        ("sides", "side_name", "sides.csv"),
        ("events", "event_name", "events.csv"),
        ("languages", "language", "readouts.csv"),
    ):
        first = readouts.drop_duplicates(finding_id.removesuffix("s"))
        yield Finding(
            finding_id,
            len(first),
            finding_id,
            rows=tuple(Row(file, name) for name in first[column]),
        )


def _tables(context: Analysis) -> Iterator[Finding]:
    """How many codes and frames there are and, where there is a table of them, contacts and topics."""
    tables = context.data.tables
    for finding_id, label, name, key, says in (
        ("contacts", "contacts publicly known", "events", "date", "form"),
        ("topics", "topics coded", "topics", "label", None),
        ("codes", "codes of the codebook", "codebook", "label", "definition"),
        ("frames", "frames of the codebook", "frames", "label", "definition"),
    ):
        if name not in tables or (says and says not in tables[name]):
            continue
        yield Finding(
            finding_id,
            len(tables[name]),
            label,
            rows=tuple(
                Row(f"{name}.csv", str(row[key]), (row[says] or "") if says else "")
                for row in tables[name].to_dict("records")
            ),
        )


def _patterns(context: Analysis) -> Iterator[Finding]:
    """How many patterns there are, exclusions apart, and how many of those in a language at hand match nothing.

    Where texts are counted that are not at hand, the codebook may serve languages of which none is: then all patterns are
    ``patterns``, and those of a language at hand ``patterns-<its name>``.
    """
    every, _ = divided(context.codebook.patterns)
    labels = context.codebook.codes["label"]
    at_hand = _at_hand(context)
    of_texts = [pattern for pattern in every if primary(pattern.language) in at_hand]
    without = unmatched(context)
    one = next(iter(at_hand - {""})) if context.paired and len(at_hand) == 2 else None
    if one:
        yield Finding(
            "patterns",
            len(every),
            "patterns in all languages",
            rows=tuple(
                Row(
                    "patterns.csv",
                    pattern.pattern,
                    f"{labels[pattern.code]}, {languages.name(pattern.language)}",
                )
                for pattern in every
            ),
        )
    name = languages.name(one) if one else ""
    label = f"{name} patterns" if one else "patterns in the languages of the readouts"
    yield Finding(
        f"patterns-{name.lower()}" if one else "patterns",
        len(of_texts),
        label,
        rows=tuple(
            Row("patterns.csv", pattern.pattern, labels[pattern.code]) for pattern in of_texts
        ),
    )
    counted = " nor a text that is counted and not given" * (
        "fulltext_patterns" in context.data.tables
    )
    if _uncounted(context):
        return
    yield Finding(
        "patterns-unmatched",
        len(without),
        f"patterns that match {'neither a passage' + counted if counted else 'no readout'}",
        (len(of_texts), label),
        rows=tuple(
            Row("patterns.csv", row.pattern, labels[row.code]) for row in without.itertuples()
        ),
    )


def _texts(context: Analysis) -> Iterator[Finding]:
    """How many readouts each subcorpus has: ``texts-<id>``; and how many there are of each event: ``texts-on-<event>``."""
    readouts = context.data.readouts
    for part in context.subcorpora:
        own = tuple(
            Row("readouts.csv", name, _described(readouts.loc[name], context))
            for name in part.segments["readout_id"].unique()
        )
        yield Finding(f"texts-{part.id}", len(own), f"texts: {part.name}", rows=own)
    for event, own in readouts.groupby("event", sort=False):
        rows = tuple(Row("readouts.csv", row.readout_id, row.side_name) for row in own.itertuples())
        yield Finding(
            f"texts-on-{event}", len(rows), f"readouts: {own['event_name'].iloc[0]}", rows=rows
        )


def _matched(context: Analysis) -> Iterator[Finding]:
    """Over how many events sides are compared, ``events-matched``; and how many texts are of others, ``texts-unmatched``."""
    if not context.unmatched:
        return
    readouts = context.data.readouts
    names = readouts.drop_duplicates("event").set_index("event")["event_name"]
    yield Finding(
        "events-matched",
        len(context.matched),
        "events of which two sides or more have a text",
        (len(names), "events"),
        rows=tuple(Row("events.csv", names[event]) for event in context.matched),
    )
    yield Finding(
        "texts-unmatched",
        len(context.unmatched),
        "texts of events of which one side alone has a text",
        (len(readouts), "readouts"),
        rows=tuple(
            Row("readouts.csv", row.readout_id, f"{row.side_name}, {row.event_name}")
            for row in readouts.loc[context.unmatched].itertuples()
        ),
    )


def _described(readout: pd.Series, context: Analysis) -> str:
    """What a readout is and where it is from, or of which event where the former is not said."""
    if not readout["status"]:
        return readout["event_name"]
    source, _ = sources.named(context.data.tables, readout["source"])
    return "; ".join(filter(None, (readout["status"], source)))
