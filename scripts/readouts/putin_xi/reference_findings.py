"""Findings against other readouts: strata, frames, words, collocates, phrases, and the course of Beijing's terms."""

import datetime
from collections.abc import Iterator

import pandas as pd

from ..report import results
from ..report.findings import Finding, Row, Withheld, slug
from . import strata
from .strata import KREMLIN_AFTER, LONG

SHOWN_MEASURES = ("log_likelihood", "log_ratio", "percent_difference")
PAIR_MEASURES = ("mi", "t", "log_likelihood", "log_dice")
LEAST_WORDS = 3  # of the recurring phrases, those so long are findings
# Numbers that are not given any more, and keep their ids: what is named there cannot come before the war.
WITHDRAWN = ("naming", "legitimacy")


def findings(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """All findings against the reference lists; every id begins with ``reference-``."""
    of = {row.stratum: row for row in tables["reference_strata"].itertuples()}
    withheld = {
        name: (
            Withheld(
                f"{row.n_documents} texts: {row.label} ({row.source})",
                f"{row.n_tokens} words",
                row.source.split()[0],
                row.sha256,
            ),
        )
        for name, row in of.items()
    }
    texts = {
        row.readout_id: Withheld(
            f"{results.readout_name(row)}, {row.status}",
            f"{row.size:.0f} {row.size_unit}",
            row.url,
            row.sha256,
        )
        for row in tables["readouts"].query("size_unit == 'words'").itertuples()
    }
    rates = strata.document_rates(tables, strata.views(tables))
    yield from _sizes(tables, of, withheld)
    yield from _frames(tables, rates, of, withheld)
    yield from _other_matters(tables, of, withheld)
    yield from _shifts(tables, rates)
    yield from _codes(tables, of)
    yield from _places(tables, rates)
    yield from _choices(tables)
    words = {name: strata.call_words(tables, name) for name in (KREMLIN_AFTER, strata.WHITE_HOUSE)}
    yield from _words(words, of, withheld, texts)
    for name, table in words.items():
        yield from _keyness(table, name, of)
    yield from _alone(tables, words[KREMLIN_AFTER])
    yield from _nodes(tables["reference_words"], of, withheld)
    yield from _near(tables, withheld, texts)
    yield from _course(tables["beijing_series"])


def _sizes(tables: dict, of: dict, withheld: dict) -> Iterator[Finding]:
    """``reference-texts-``, ``reference-tokens-``, ``reference-types-``, ``reference-source-``, ``reference-long-<stratum>``."""
    documents = tables["reference_documents"]
    for name, row in of.items():
        for key, value, label in (
            ("texts", row.n_documents, "texts"),
            ("tokens", row.n_tokens, "words"),
            ("types", row.n_types, "different words"),
            (
                "source",
                row.n_texts_in_source,
                "texts of the source from which the rule takes its own",
            ),
        ):
            yield Finding(
                f"reference-{key}-{name}", value, f"{label}: {row.label}", withheld=withheld[name]
            )
        long = documents[(documents["stratum"] == name) & (documents["n_tokens"] >= LONG)]
        rows = tuple(
            Row(
                "reference/documents.csv",
                text.document,
                f"{results.day(text.date)}, {text.n_tokens} words",
            )
            for text in long.itertuples()
        )
        yield Finding(
            f"reference-long-{name}",
            len(long),
            f"texts of {LONG} words or more: {row.label}",
            (row.n_documents, "texts"),
            rows=rows,
        )
    for name in (KREMLIN_AFTER, strata.KREMLIN_BEFORE):
        partners = documents.loc[documents["stratum"] == name, "partner"].value_counts()
        yield Finding(
            f"reference-partners-{name}",
            len(partners),
            f"parties with whom there were calls: {of[name].label}",
            rows=tuple(
                Row("reference/documents.csv", partner, f"{n} calls")
                for partner, n in partners.items()
            ),
        )


def _frames(tables: dict, rates: pd.DataFrame, of: dict, withheld: dict) -> Iterator[Finding]:
    """``reference-has-``, ``reference-frequency-``, ``reference-rate-<stratum>-<frame>``; ``reference-widened-least``, ``-most``."""
    labels = strata.labels(tables)
    having = {
        key: table for key, table in rates[rates["frequency"] > 0].groupby(["stratum", "frame"])
    }
    for row in strata.frame_rates(tables, rates).itertuples():
        key, name = slug(row.stratum, row.frame), f"{labels[row.frame]}: {of[row.stratum].label}"
        own = having.get((row.stratum, row.frame), rates.iloc[:0])
        rows = tuple(
            Row(
                "reference/documents.csv",
                text.document,
                f"{results.day(text.date)}: {text.frequency} stretches in {text.n_tokens} words",
            )
            for text in own.itertuples()
        )
        yield Finding(
            f"reference-has-{key}",
            row.document_frequency,
            f"texts that have the frame, {name}",
            (row.n_documents, "texts"),
            rows=rows,
        )
        yield Finding(
            f"reference-frequency-{key}",
            row.frequency,
            f"coded stretches, {name}",
            (row.n_tokens, "words"),
            withheld=withheld[row.stratum],
        )
        known = row.low == row.low
        yield Finding(
            f"reference-rate-{key}",
            row.rate,
            f"coded stretches per 1,000 words, {name}",
            parts=(f"reference-frequency-{key}", f"reference-tokens-{row.stratum}"),
            formula="stretches over words, times 1,000; in brackets the 95 % interval from how the texts spread around that rate, on the scale of logarithms",
            shown=f"{row.rate:.1f}" + (f" ({row.low:.1f}–{row.high:.1f})" if known else ""),
            note=""
            if known
            else "No text has the frame, so nothing is known of the spread."
            if not row.frequency
            else "One text has more than half of the stretches, so too little is known of the spread.",
        )
    widened = strata.partners_widen(tables, rates)
    for end, row in (
        ("least", widened.loc[widened["times"].idxmin()]),
        ("most", widened.loc[widened["times"].idxmax()]),
    ):
        yield Finding(
            f"reference-widened-{end}",
            row["times"],
            f"how many times as wide an interval of the Kremlin’s rates is with the party of the call as the unit, at {end}",
            parts=(f"reference-rate-{row['stratum']}-{row['frame']}",),
            formula="the width of the interval on the scale of logarithms, over that with the call as the unit",
            shown=f"{row['times']:.1f}",
        )


def _other_matters(tables: dict, of: dict, withheld: dict) -> Iterator[Finding]:
    """``reference-aside-``, ``reference-frequency-all-``, ``reference-rate-all-<stratum>-<frame>``: stretches of other matters, and the numbers with them."""
    labels, frame_of = strata.labels(tables), tables["codebook"].set_index("code")["frame"]
    stratum_of = tables["reference_documents"].set_index("document")["stratum"]
    aside = tables["reference_other_matters"]
    aside = aside.assign(
        stratum=aside["document"].map(stratum_of), frame=aside["code"].map(frame_of)
    )
    every = (
        strata.document_rates(tables, other_matters=True)
        .groupby(["stratum", "frame"])[["frequency", "n_tokens"]]
        .sum()
    )
    for (stratum, frame), own in aside.groupby(["stratum", "frame"]):
        key, name = slug(stratum, frame), f"{labels[frame]}: {of[stratum].label}"
        rows = tuple(
            Row(
                "reference/other_matters.csv",
                f"{row.document}, paragraph {row.paragraph}, {row.start} to {row.end}",
                f"{row.code}: {row.matter}",
            )
            for row in own.itertuples()
        )
        yield Finding(
            f"reference-aside-{key}",
            len(own),
            f"coded stretches that are of other matters and are set aside, {name}",
            rows=rows,
        )
        total, words = every.loc[(stratum, frame)]
        yield Finding(
            f"reference-frequency-all-{key}",
            int(total),
            f"coded stretches, those of other matters counted too, {name}",
            (int(words), "words"),
            withheld=withheld[stratum],
        )
        yield Finding(
            f"reference-rate-all-{key}",
            1000 * total / words,
            f"coded stretches per 1,000 words, those of other matters counted too, {name}",
            parts=(f"reference-frequency-all-{key}", f"reference-tokens-{stratum}"),
            formula="stretches over words, times 1,000",
            shown=f"{1000 * total / words:.1f}",
        )


def _shifts(tables: dict, rates: pd.DataFrame) -> Iterator[Finding]:
    """``reference-shift-<frame>`` and, unless the frame presupposes the war, its p: ``reference-shift-p-``, ``-holm-``, ``-p-partners-``, ``-holm-partners-<frame>``."""
    labels = strata.labels(tables)
    table = strata.shifts(tables, rates)
    n_tested = int(table["p"].notna().sum())
    for row in table.itertuples():
        parts = tuple(
            f"reference-rate-{name}-{row.frame}" for name in (KREMLIN_AFTER, strata.KREMLIN_BEFORE)
        )
        label = f"{labels[row.frame]}, the Kremlin’s calls from 24 February 2022 less those before"
        yield Finding(
            f"reference-shift-{row.frame}",
            row.difference,
            f"difference of the rates per 1,000 words: {label}",
            parts=parts,
            formula="the one rate less the other",
            shown=f"{row.difference:+.1f}".replace("-", "−"),
        )
        for kind, value in (
            ("p", row.p),
            ("holm", row.holm),
            ("p-partners", row.p_partners),
            ("holm-partners", row.holm_partners),
        ):
            among = (
                ", calls with one party relabelled among themselves"
                if kind.endswith("partners")
                else ""
            )
            corrected = (
                f", corrected by Holm over the {n_tested} that are tested"
                if kind.startswith("holm")
                else ""
            )
            if value == value:
                yield Finding(
                    f"reference-shift-{kind}-{row.frame}",
                    value,
                    f"two-sided p of that difference: {label}{among}",
                    parts=parts,
                    formula=f"share of {row.relabellings} relabellings of whole texts with as large a difference{corrected}",
                    shown=_p(value),
                )
            elif row.frame in WITHDRAWN and not among:
                yield Finding(
                    f"reference-shift-{kind}-{row.frame}",
                    value,
                    f"no p is given of that difference: {label}",
                    parts=parts,
                    formula="no test",
                    shown="not tested",
                    note="What names the war, or states its aims, cannot stand in texts from before it: that there is more of it afterwards is no finding.",
                )


def _codes(tables: dict, of: dict) -> Iterator[Finding]:
    """``reference-code-``, ``reference-code-texts-<stratum>-<code>``; ``reference-operation-aims``: calls that name the operation and state an aim."""
    code_labels, documents = (
        tables["codebook"].set_index("code")["label"],
        tables["reference_documents"].set_index("document"),
    )
    counts = tables["reference_codes"]
    counts = counts.assign(
        frequency=counts["frequency"] - counts["other_matters"],
        stratum=counts["document"].map(documents["stratum"]),
    ).query("frequency > 0")
    for (stratum, code), own in counts.groupby(["stratum", "code"]):
        key, name = slug(stratum, code), f"{code_labels[code]}: {of[stratum].label}"
        rows = tuple(
            Row("reference/codes.csv", row.document, f"{row.frequency} stretches")
            for row in own.itertuples()
        )
        yield Finding(
            f"reference-code-texts-{key}",
            len(own),
            f"texts that have the code, {name}",
            (of[stratum].n_documents, "texts"),
            rows=rows,
        )
        yield Finding(
            f"reference-code-{key}",
            int(own["frequency"].sum()),
            f"coded stretches, {name}",
            parts=(f"reference-code-texts-{key}",),
            formula="the sum over the texts",
        )
    after = counts[counts["stratum"] == KREMLIN_AFTER]
    named, aims = (
        set(after.loc[after["code"] == code, "document"])
        for code in ("special-military-operation", "stated-aims")
    )
    rows = tuple(
        Row("reference/codes.csv", document, results.day(documents.at[document, "date"]))
        for document in sorted(named & aims)
    )
    yield Finding(
        "reference-operation-aims",
        len(rows),
        "calls that name the special military operation and state an aim of it: the Kremlin’s calls from 24 February 2022",
        (len(named), "calls that name the operation"),
        rows=rows,
    )


def _places(tables: dict, rates: pd.DataFrame) -> Iterator[Finding]:
    """``reference-rate-call-``, ``reference-percentile-``, ``reference-above-``, ``reference-as-many-``, ``reference-place-holm-<readout>-<frame>``; ``reference-long-has-<frame>``."""
    labels = strata.labels(tables)
    own = rates[rates["stratum"] == KREMLIN_AFTER]
    having = set()
    for row in strata.places(tables).itertuples():
        key = slug(row.readout_id, row.frame)
        among = f"among the Kremlin’s calls from 24 February 2022 of {LONG} words or more"
        name = f"{labels[row.frame]}, {_call(row.readout_id)}"
        of_frame = own[own["frame"] == row.frame]
        long = of_frame[of_frame["n_tokens"] >= LONG]
        if row.frame not in having:
            having.add(row.frame)
            yield Finding(
                f"reference-long-has-{row.frame}",
                row.has,
                f"texts that have the frame, {labels[row.frame]}, {among}",
                (row.n_texts, "texts"),
                rows=_texts(long[long["frequency"] > 0]),
            )
        yield Finding(
            f"reference-count-call-{key}",
            row.frequency,
            f"coded stretches: {name}",
            parts=_counted(row),
            formula="the sum over the codes",
        )
        yield Finding(
            f"reference-above-{key}",
            row.above,
            f"texts with a higher rate, {name}, {among}",
            (row.n_texts, "texts"),
            rows=_texts(long[long["frequency"] * row.n_target > row.frequency * long["n_tokens"]]),
        )
        yield Finding(
            f"reference-as-many-{key}",
            row.as_many,
            f"texts of any length with as many stretches, {name}, among the Kremlin’s calls from 24 February 2022",
            (len(of_frame), "texts"),
            rows=_texts(of_frame[of_frame["frequency"] >= row.frequency]),
        )
        yield Finding(
            f"reference-rate-call-{key}",
            row.rate,
            f"coded stretches per 1,000 words: {name}",
            parts=(f"reference-count-call-{key}", f"words-{row.readout_id}"),
            formula="stretches over words, times 1,000",
            shown=f"{row.rate:.1f}",
        )
        yield Finding(
            f"reference-percentile-{key}",
            row.percentile,
            f"percentile, {name}, {among}",
            parts=(
                f"reference-count-call-{key}",
                f"reference-above-{key}",
                f"reference-long-{KREMLIN_AFTER}",
            ),
            formula=f"{row.below} texts have a lower rate, {row.equal} the same, {row.above} a higher one; ties count half; in brackets the 95 % interval: the exact Poisson interval of the readout’s own count, "
            "and the exact interval of the share of texts, each at half the error",
            shown=f"{row.percentile:.0f} ({row.low:.0f}–{row.high:.0f})",
        )
        if row.holm == row.holm:
            yield Finding(
                f"reference-place-p-{key}",
                row.p,
                f"two-sided p of that place: {name}",
                parts=(f"reference-above-{key}",),
                formula="twice one and the texts on the nearer side or level with it, over one and all texts",
                shown=_p(row.p),
            )
            yield Finding(
                f"reference-place-holm-{key}",
                row.holm,
                f"the same, corrected by Holm over the frames: {name}",
                parts=(f"reference-place-p-{key}",),
                formula="Holm’s correction over the frames of the codebook",
                shown=_p(row.holm),
            )


def _counted(row) -> tuple[str, ...]:
    """The findings of the full text that a count of a readout rests on: the frame's, and that of the code that is left out of it."""
    frame, left_out = strata.NARROWED.get(row.frame, (row.frame, ""))
    return (
        f"frame-{row.readout_id}-{frame}",
        *([f"code-{row.readout_id}-{left_out}"] if left_out else []),
    )


def _texts(table: pd.DataFrame) -> tuple[Row, ...]:
    return tuple(
        Row(
            "reference/documents.csv",
            text.document,
            f"{results.day(text.date)}: {text.frequency} stretches in {text.n_tokens} words",
        )
        for text in table.itertuples()
    )


# What the chapter claims of a readout among other calls: the claim, the readout, the frame.
FEBRUARY, JUNE = "kremlin-2022-02-25-full", "kremlin-2022-06-15-full"
CLAIMED = (
    *(
        (strata.MORE, JUNE, frame)
        for frame in (
            "order",
            "partnership",
            "sanctions",
            "legitimacy-without-stated-aims",
            "security",
        )
    ),
    (strata.MORE, FEBRUARY, "legitimacy"),
    *(
        (strata.HIGHER, JUNE, frame)
        for frame in (
            "order",
            "partnership",
            "sanctions",
            "legitimacy-without-stated-aims",
            "security",
            "naming",
        )
    ),
    *((strata.HIGHER, FEBRUARY, frame) for frame in ("legitimacy", "naming")),
    (strata.HAVE, JUNE, "settlement"),
)
ANY_LENGTH = (1,)


def claims_under_choices(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Each of `CLAIMED` under every combination of choices: ``claim, readout_id, frame, choice, holds``."""
    grids = {floors: strata.choices(tables, floors) for floors in (ANY_LENGTH, strata.FLOORS)}
    parts = []
    for claim, readout_id, frame in CLAIMED:
        # That no call has as many stretches is said of calls of any length.
        grid = grids[ANY_LENGTH if claim == strata.MORE else strata.FLOORS]
        own = grid[(grid["readout_id"] == readout_id) & (grid["frame"] == frame)]
        parts.append(
            pd.DataFrame(
                {
                    "claim": claim,
                    "readout_id": readout_id,
                    "frame": frame,
                    "choice": own["choice"],
                    "holds": strata.outcome(claim, own),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _choices(tables: dict) -> Iterator[Finding]:
    """``reference-choices-<claim>-<readout>-<frame>``: under how many choices a claim holds."""
    labels = strata.labels(tables)
    said = {
        strata.MORE: "no call has as many stretches",
        strata.HIGHER: "no call has a higher rate",
        strata.HAVE: "more than half of the calls have the frame",
    }
    for (claim, readout_id, frame), own in claims_under_choices(tables).groupby(
        ["claim", "readout_id", "frame"], sort=False
    ):
        holding = own[own["holds"]]
        yield Finding(
            f"reference-choices-{claim}-{readout_id}-{frame}",
            len(holding),
            f"choices under which it holds that {said[claim]}: {labels[frame]}, {_call(readout_id)}",
            (len(own), "choices"),
            rows=tuple(Row("reference/codes.csv", str(choice)) for choice in holding["choice"]),
            shown=f"{len(holding)} of {len(own)}",
        )


def _words(
    words: dict[str, pd.DataFrame], of: dict, withheld: dict, texts: dict[str, Withheld]
) -> Iterator[Finding]:
    """``reference-word-<stratum>-<word>``, ``reference-with-<stratum>-<word>``, ``reference-call-<readout>-<word>``, ``reference-high-<readout>-<word>``."""
    for name, table in words.items():
        seen = set()
        for row in table.itertuples():
            if row.word not in seen:
                seen.add(row.word)
                yield Finding(
                    _id("reference-word", name, row.word),
                    row.frequency_reference,
                    f"“{row.word}”: {of[name].label}",
                    (row.n_reference, "words"),
                    patterns=(row.word,),
                    withheld=withheld[name],
                )
                yield Finding(
                    _id("reference-with", name, row.word),
                    row.document_frequency,
                    f"texts with “{row.word}”: {of[name].label}",
                    (row.n_documents, "texts"),
                    patterns=(row.word,),
                    withheld=withheld[name],
                )
        if name != KREMLIN_AFTER:
            continue
        for row in table.itertuples():
            text = texts[row.readout_id]
            yield Finding(
                _id("reference-call", row.readout_id, row.word),
                row.frequency,
                f"“{row.word}”: {_call(row.readout_id)}",
                (row.n_target, "words"),
                patterns=(row.word,),
                withheld=(text,),
            )
            yield Finding(
                _id("reference-high", row.readout_id, row.word),
                row.documents_as_high,
                f"texts of {LONG} words or more with “{row.word}” at least as often per word as {_call(row.readout_id)}: {of[name].label}",
                (row.n_like, "texts"),
                patterns=(row.word,),
                withheld=withheld[name],
            )
        for readout_id, own in table.groupby("readout_id"):
            least, text = own["rank_p"].min(), texts[readout_id]
            yield Finding(
                f"reference-family-{readout_id}",
                len(own),
                f"different words of {_call(readout_id)}",
                withheld=(text,),
            )
            yield Finding(
                f"reference-attainable-{readout_id}",
                least,
                f"smallest p that a word of {_call(readout_id)} reaches",
                parts=(f"reference-long-{name}",),
                formula=f"one over the texts of {LONG} words or more and the call: no such text has the word as often per word",
                shown=_p(least),
            )
            yield Finding(
                f"reference-attainable-holm-{readout_id}",
                own["holm"].min(),
                "the same, corrected by Holm over the words of the call",
                parts=(f"reference-attainable-{readout_id}", f"reference-family-{readout_id}"),
                formula="p times the words of the call, 1 at most",
                shown=_p(own["holm"].min()),
            )
            rare = own[own["document_frequency"] <= strata.RARE * own["n_documents"]]
            yield Finding(
                f"reference-rare-{readout_id}",
                len(rare),
                f"words of {_call(readout_id)} that at most one in twenty texts has: {of[name].label}",
                (len(own), "different words"),
                rows=tuple(
                    Row(
                        "reference/calls.csv",
                        row.word,
                        f"in {row.document_frequency} of {row.n_documents} texts",
                    )
                    for row in rare.itertuples()
                ),
            )


def _keyness(words: pd.DataFrame, stratum: str, of: dict) -> Iterator[Finding]:
    """``reference-<stratum>-<measure>-<readout>-<word>`` for words that a call has at least twice, and the measures that it can bear."""
    for row in strata.call_keyness(words, least=2).to_dict("records"):
        parts = (
            _id("reference-call", row["readout_id"], row["word"]),
            _id("reference-word", stratum, row["word"]),
            f"words-{row['readout_id']}",
            f"reference-tokens-{stratum}",
        )
        for measure in SHOWN_MEASURES:
            if row[measure] == row[measure]:
                yield Finding(
                    _id(
                        f"reference-{stratum}-" + measure.replace("_", "-"),
                        row["readout_id"],
                        row["word"],
                    ),
                    row[measure],
                    f"{MEASURES[measure]} of “{row['word']}”: {_call(row['readout_id'])} against: {of[stratum].label}",
                    parts=parts,
                    formula=FORMULAS[measure],
                    shown=f"{row[measure]:.{0 if measure == 'percent_difference' else 1}f}".replace(
                        "-", "−"
                    ),
                    note="The call or the calls have none; half an occurrence stands for it."
                    if measure == "log_ratio" and row["log_ratio_has_zero"]
                    else "",
                )


MEASURES = {
    "log_likelihood": "G2 (two terms)",
    "log_ratio": "Log Ratio",
    "percent_difference": "%DIFF",
    "mi": "MI",
    "t": "t",
    "log_dice": "logDice",
}
FORMULAS = {
    "log_likelihood": "2 [a ln(a/E1) + b ln(b/E2)]",
    "log_ratio": "log2 of the ratio of the rates",
    "percent_difference": "100 times the difference of the rates over the rate in the calls",
}
PAIR_FORMULAS = {
    "mi": "log2(O/E)",
    "t": "(O − E)/√O",
    "log_likelihood": "G2 over the four cells",
    "log_dice": "14 + log2(2 O/(f node + f collocate))",
}


def _alone(tables: dict, words: pd.DataFrame) -> Iterator[Finding]:
    """``reference-alone-``, ``reference-alone-share-<readout>``, and how many calls have as large a share."""
    table = strata.alone(tables, words)
    readouts = tables["readouts"].set_index("readout_id")
    others = table[~table["document"].isin(readouts.index)]
    long = others[others["n_tokens"] >= LONG]
    yield Finding(
        "reference-alone-median",
        others["share"].median(),
        "median share of a call’s words that no other of the Kremlin’s calls from 24 February 2022 has, in per cent",
        parts=(f"reference-texts-{KREMLIN_AFTER}",),
        formula="over all texts of the stratum; in reference/documents.csv",
        shown=f"{others['share'].median():.0f} %",
    )
    for row in table[table["document"].isin(readouts.index)].itertuples():
        own = words[(words["readout_id"] == row.document) & (words["frequency_reference"] == 0)]
        rows = tuple(Row("reference/calls.csv", word) for word in own["word"])
        yield Finding(
            f"reference-alone-{row.document}",
            row.n_types_alone,
            f"words of {_call(row.document)} that none of the Kremlin’s other calls from 24 February 2022 has",
            (row.n_types, "different words"),
            rows=rows,
        )
        yield Finding(
            f"reference-alone-share-{row.document}",
            row.share,
            f"the same in per cent of the different words of {_call(row.document)}",
            parts=(f"reference-alone-{row.document}",),
            formula="100 times the words that no other call has over its different words",
            shown=f"{row.share:.0f} %",
        )
        for kind, among in (("", others), ("long-", long)):
            higher = among[among["share"] >= row.share]
            yield Finding(
                f"reference-alone-{kind}above-{row.document}",
                len(higher),
                f"calls {'of such length ' * bool(kind)}with as large a share of words of their own as {_call(row.document)}",
                (len(among), "texts"),
                rows=tuple(
                    Row("reference/documents.csv", text.document, f"{text.share:.1f} %")
                    for text in higher.itertuples()
                ),
            )


def _nodes(words: pd.DataFrame, of: dict, withheld: dict) -> Iterator[Finding]:
    """``reference-node-``, ``reference-node-texts-``, ``reference-dp-<stratum>-<word>`` for the words whose company is counted."""
    for row in words[words["word"].isin(strata.NODES)].itertuples():
        name, stratum = f"{row.stratum}-{row.word}", of[row.stratum]
        kept = {"patterns": (row.word,), "withheld": withheld[row.stratum]}
        yield Finding(
            f"reference-node-{name}",
            row.frequency,
            f"“{row.word}”: {stratum.label}",
            (stratum.n_tokens, "words"),
            **kept,
        )
        yield Finding(
            f"reference-node-texts-{name}",
            row.document_frequency,
            f"texts with “{row.word}”: {stratum.label}",
            (stratum.n_documents, "texts"),
            **kept,
        )
        yield Finding(
            f"reference-dp-{name}",
            row.dp_corrected,
            f"deviation of proportions, corrected, of “{row.word}”: {stratum.label}",
            **kept,
            formula="half the sum of the absolute differences between each text’s share "
            "of the word and its share of all words, over one less the smallest share of all words",
            shown=f"{row.dp_corrected:.2f}",
        )


def _near(tables: dict, withheld: dict, texts: dict[str, Withheld]) -> Iterator[Finding]:
    """``reference-near-<node>-<collocate>`` with -left, -right, -texts and the measures; ``reference-phrase-<phrase>`` with -texts, -february, -june."""
    source = withheld[KREMLIN_AFTER]
    near = strata.collocates(tables)
    for row in near.to_dict("records"):
        key, pair = (
            _id("reference-near", row["node"], row["collocate"]),
            f"“{row['collocate']}” within five words of “{row['node']}”, the Kremlin’s calls from 24 February 2022",
        )
        window = (row["n_window"], "words inside the windows")
        yield Finding(key, row["frequency"], pair, window, withheld=source)
        for side in ("left", "right"):
            yield Finding(
                f"{key}-{side}",
                row[f"frequency_{side}"],
                f"{pair}: to the {side}",
                window,
                withheld=source,
            )
        yield Finding(
            f"{key}-texts", row["document_frequency"], f"texts with {pair}", withheld=source
        )
        for measure in PAIR_MEASURES:
            yield Finding(
                f"{key}-{measure.replace('_', '-')}",
                row[measure],
                f"{MEASURES.get(measure, measure)}: {pair}".replace(" (two terms)", ""),
                parts=(key,),
                formula=f"{PAIR_FORMULAS[measure]}, with O = {row['frequency']}, "
                f"E = {row['expected']:.2f}, f node = {row['frequency_node']}, f collocate = {row['frequency_collocate']}, N = {row['n']}",
                shown=f"{row[measure]:.1f}".replace("-", "−"),
            )
    phrases = tables["reference_phrases"]
    for row in phrases[
        (phrases["n_words"] >= LEAST_WORDS) & (phrases[["february", "june"]].sum(axis=1) > 0)
    ].itertuples():
        key = _id("reference-phrase", row.phrase)
        yield Finding(
            key,
            row.frequency,
            f"“{row.phrase}”: the Kremlin’s calls from 24 February 2022",
            patterns=(row.phrase,),
            withheld=source,
        )
        yield Finding(
            f"{key}-texts",
            row.document_frequency,
            f"texts with “{row.phrase}”: the Kremlin’s calls from 24 February 2022",
            patterns=(row.phrase,),
            withheld=source,
        )
        for month, readout_id in (
            ("february", "kremlin-2022-02-25-full"),
            ("june", "kremlin-2022-06-15-full"),
        ):
            yield Finding(
                f"{key}-{month}",
                getattr(row, month),
                f"“{row.phrase}”: {_call(readout_id)}",
                patterns=(row.phrase,),
                withheld=(texts[readout_id],),
            )


def _course(series: pd.DataFrame) -> Iterator[Finding]:
    """``reference-course-strings``, ``reference-course-<course>``: how many strings there are, and stay, come, go; of each string ``reference-first-<n>-``, ``reference-last-<n>-``, ``reference-course-p-``, ``reference-course-holm-<string>``."""
    table = strata.course(series)
    yield Finding(
        "reference-course-strings",
        len(table),
        "strings of Beijing’s series",
        rows=tuple(Row("beijing_strings.csv", term) for term in table["term"]),
    )
    for name in ("stays", "comes", "goes", "passes", "once", "never", strata.DEPENDS):
        own = table[table["course"] == name]
        yield Finding(
            f"reference-course-{name}",
            len(own),
            f"strings of Beijing’s series whose course is “{name}”",
            (len(table), "strings"),
            rows=tuple(
                Row(
                    "beijing_series.csv",
                    row.term,
                    f"{row.contacts} contacts"
                    + (f", {row.first} to {row.last}" if row.contacts else ""),
                )
                for row in own.itertuples()
            ),
        )
    contacts = (
        series[["event_date", "contact"]].drop_duplicates().itertuples(index=False, name=None)
    )
    named = [f"{results.day(day)}, {contact}" for day, contact in contacts]
    having = {
        term: {
            f"{results.day(row.event_date)}, {row.contact}": row.frequency
            for row in own.itertuples()
            if row.frequency
        }
        for term, own in series.groupby("term")
    }
    ends = strata.ends(len(named))
    for row in table.itertuples():
        parts = []
        for n in ends:
            for end, some in (("first", named[:n]), ("last", named[-n:])):
                parts.append(slug("reference", end, str(n), row.term))
                rows = tuple(
                    Row("beijing_series.csv", contact, f"{row.term} × {having[row.term][contact]}")
                    for contact in some
                    if contact in having[row.term]
                )
                yield Finding(
                    parts[-1],
                    len(rows),
                    f"of the {end} {n} contacts, those with {row.term}",
                    (n, "contacts"),
                    rows=rows,
                )
        how = f"share of all orders of the {len(named)} contacts with as large a difference between the last n and the first n, summed over n from {ends[0]} to {ends[-1]}; exact"
        for kind, value, more in (
            ("p", row.p, ""),
            ("holm", row.holm, f"; corrected by Holm over the {len(table)} strings"),
        ):
            yield Finding(
                slug("reference-course", kind, row.term),
                value,
                f"two-sided p of the order of the contacts with {row.term}",
                parts=tuple(parts),
                formula=how + more,
                shown=_p(value),
            )


def word_id(word: str) -> str:
    """A word in an id: one word, one id, although an apostrophe and a hyphen are no letters.

    Examples
    --------
    >>> word_id("russia's"), word_id("russian-chinese")
    ('russia-apostrophe-s', 'russian-hyphen-chinese')
    """
    return slug(word.replace("'", " apostrophe ").replace("-", " hyphen "))


def _id(*parts: str) -> str:
    return "-".join((*map(slug, parts[:-1]), word_id(parts[-1])))


def _call(readout_id: str) -> str:
    """A call of the Kremlin in words, from the id of its full readout.

    Examples
    --------
    >>> _call("kremlin-2022-06-15-full")
    'the Kremlin’s readout of 15 June 2022'
    """
    return f"the Kremlin’s readout of {results.day(datetime.date.fromisoformat('-'.join(readout_id.split('-')[1:4])))}"


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
