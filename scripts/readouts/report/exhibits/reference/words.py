"""Tables of the words of a report's readouts against others: keyness, words of their own, company, spread, phrases."""

import pandas as pd

from ....text import frequency
from ...drawing import table
from ...findings import slug
from ...reference import words as counted
from ...reference.evidence import word_id
from ...report import Report


def column(name: str) -> str:
    """A name as columns have it.

    Examples
    --------
    >>> column("frequency_north-after")
    'frequency_north_after'
    """
    return name.replace("-", "_")


@table
def reference_words(report: Report) -> dict:
    """Words of the readouts compared that no text of the main stratum has."""
    reference = report.settings.reference
    tables = report.corpus.tables
    main, other = (
        counted.call_words(tables, reference, name) for name in (reference.main, reference.other)
    )
    name = column(reference.other)
    rare = main[main["frequency_reference"] == 0]
    data = (
        rare.pivot(index="word", columns="readout_id", values="frequency")
        .rename(columns={readout: month for month, readout in reference.columns.items()})
        .reset_index()
    )
    data = data.merge(
        other[["word", "document_frequency"]]
        .drop_duplicates("word")
        .rename(columns={"document_frequency": name}),
        on="word",
    )
    # A number of a date is a word of the text and says nothing about it.
    data = data[~data["word"].str.isdigit()].sort_values("word", ignore_index=True)
    links = {name: f"reference-with-{reference.other}-{{word_id}}"}
    data["word_id"] = data["word"].map(word_id)
    for month, readout in reference.columns.items():
        data[f"{month}_id"] = [
            f"reference-call-{readout}-{word}" if count == count else ""
            for word, count in zip(data["word_id"], data[month])
        ]
        links[month] = f"{{{month}_id}}"
        data[month] = data[month].astype("Int64").astype(object).where(data[month].notna(), "")
    return {
        "title": "Words that no other text of the stratum has",
        "data": data,
        "caption": f"Words of the readouts compared that none of the {{finding}}`reference-texts-{reference.main}` texts of the main stratum has, and how many of the "
        f"{{finding}}`reference-texts-{reference.other}` texts of the other have them. An empty cell: the readout has not the word. Numbers of dates are left out.",
        "columns": {
            "word": "Word",
            **{key: one.heading for key, one in reference.readouts.items()},
            name: f"{reference.strata[reference.other].texts_heading or 'Texts of the other stratum'} that have it",
        },
        "links": links,
    }


@table
def reference_keyness(report: Report) -> dict:
    """Words of content that one of the readouts compared has at least twice, against the main stratum, with the measures that one text can bear."""
    reference = report.settings.reference
    data = _against_stratum(report, report.settings.reference.main)
    return {
        "title": "Readouts against the main stratum",
        "data": data,
        "caption": f"Words of content that one of the readouts has at least {{plain}}`2` times, in the order of how many of the {{finding}}`reference-long-{reference.main}` texts of "
        f"{{plain}}`{reference.long}` words or more have the word as often per word. %DIFF is undefined where the texts have none. Suppressed are LRC, which needs {{plain}}`1,000` words a side, "
        "and every p with its corrections by Holm and by Benjamini and Hochberg, since one text permits no test. The CSV has each reason, and the other measures.",
        "columns": {
            "word": "Word",
            "call": "Call",
            "frequency": "Occurrences",
            "frequency_reference": "In the texts",
            "document_frequency": "Texts that have it",
            "documents_as_high": "Long texts with it as often per word",
            "log_likelihood": "G2, two terms",
            "log_ratio": "Log Ratio",
            "percent_difference": "%DIFF",
            "withheld": "LRC, p",
        },
        "links": _stratum_links(reference.main)
        | {"documents_as_high": "reference-high-{readout_id}-{word_id}"},
    }


@table
def reference_keyness_other(report: Report) -> dict:
    """The same words against the other stratum."""
    reference = report.settings.reference
    return {
        "id": f"reference-keyness-{reference.other}",
        "title": "Readouts against the other stratum",
        "data": _against_stratum(report, reference.other),
        "caption": f"The same words against {{finding}}`reference-texts-{reference.other}` texts of the other stratum. Suppressed as in {{numref}}`tab-reference-keyness`.",
        "columns": {
            "word": "Word",
            "call": "Call",
            "frequency": "Occurrences",
            "frequency_reference": "In the texts",
            "document_frequency": "Texts that have it",
            "log_likelihood": "G2, two terms",
            "log_ratio": "Log Ratio",
            "percent_difference": "%DIFF",
            "withheld": "LRC, p",
        },
        "links": _stratum_links(reference.other),
    }


def _against_stratum(report: Report, stratum: str) -> pd.DataFrame:
    """Words of content of the readouts compared with their keyness against a stratum, undefined and withheld cells said as such."""
    reference = report.settings.reference
    table = counted.call_keyness(
        counted.call_words(report.corpus.tables, reference, stratum), least=2
    )
    table = table[~table["word"].isin(frequency.FUNCTION_WORDS) & ~table["word"].str.isdigit()]
    table = table.sort_values(
        ["readout_id", "documents_as_high", "frequency", "word"],
        ascending=[True, True, False, True],
        ignore_index=True,
    )
    data = table.assign(
        word_id=table["word"].map(word_id),
        call=table["readout_id"].map(
            {one.readout: one.heading for one in reference.readouts.values()}
        ),
    )
    undefined = data["percent_difference"].isna()
    data["percent_id"] = [
        f"reference-{stratum}-percent-difference-{row.readout_id}-{row.word_id}" if not gone else ""
        for row, gone in zip(data.itertuples(), undefined)
    ]
    data["percent_difference"] = (
        data["percent_difference"].astype(object).where(~undefined, "undefined")
    )
    data["withheld"] = [
        "suppressed" if lrc and p else ""
        for lrc, p in zip(data["lrc_withheld"], data["poisson_p_withheld"])
    ]
    return data


def _stratum_links(stratum: str) -> dict[str, str]:
    return {
        "frequency": "reference-call-{readout_id}-{word_id}",
        "frequency_reference": f"reference-word-{stratum}-{{word_id}}",
        "document_frequency": f"reference-with-{stratum}-{{word_id}}",
        "log_likelihood": f"reference-{stratum}-log-likelihood-{{readout_id}}-{{word_id}}",
        "log_ratio": f"reference-{stratum}-log-ratio-{{readout_id}}-{{word_id}}",
        "percent_difference": "{percent_id}",
    }


@table
def reference_collocates(report: Report) -> dict:
    """What stands near the nodes in the texts of the main stratum."""
    reference = report.settings.reference
    table = counted.collocates(report.corpus.tables)
    table = table[~table["collocate"].isin(frequency.FUNCTION_WORDS) & (table["frequency"] >= 4)]
    data = table.sort_values(["node", "log_dice"], ascending=[True, False], ignore_index=True)
    data["key"] = [
        f"reference-near-{slug(row.node)}-{word_id(row.collocate)}" for row in data.itertuples()
    ]
    ends = {
        "frequency": "",
        "frequency_left": "-left",
        "frequency_right": "-right",
        "document_frequency": "-texts",
        "mi": "-mi",
        "t": "-t",
        "log_likelihood": "-log-likelihood",
        "log_dice": "-log-dice",
    }
    return {
        "title": "What stands near",
        "data": data,
        "caption": f"Words of content that stand at least {{plain}}`4` times within {{plain}}`5` words to the left or right of a node, never from one segment into another, in "
        f"the {{finding}}`reference-texts-{reference.main}` texts of the main stratum; in the order of logDice. MI compares occurrences with those expected, t and G2 (four terms) also weigh how many there are.",
        "columns": {
            "node": "Node",
            "collocate": "Near it",
            "frequency": "Together",
            "frequency_left": "Left",
            "frequency_right": "Right",
            "document_frequency": "Calls",
            "mi": "MI",
            "t": "t",
            "log_likelihood": "G2",
            "log_dice": "logDice",
        },
        "links": {column: f"{{key}}{end}" for column, end in ends.items()},
    }


@table
def reference_dispersion(report: Report) -> dict:
    """How evenly some words are spread over the texts of two strata."""
    reference = report.settings.reference
    both = (reference.main, reference.other)
    words = report.table("reference_words")
    wide = words[words["word"].isin(reference.nodes) & words["stratum"].isin(both)].pivot(
        index="word",
        columns="stratum",
        values=["frequency", "document_frequency", "dp", "dp_corrected"],
    )
    data = (
        wide.set_axis([column(f"{measure}_{stratum}") for measure, stratum in wide.columns], axis=1)
        .reindex(reference.nodes)
        .rename_axis("word")
        .reset_index()
    )
    links = {}
    for stratum in both:
        for measure, kind in (
            ("frequency", "node"),
            ("document_frequency", "node-texts"),
            ("dp_corrected", "dp"),
        ):
            links[column(f"{measure}_{stratum}")] = f"reference-{kind}-{stratum}-{{word}}"
    return {
        "title": "How evenly words are spread",
        "data": data,
        "caption": "Occurrences, texts that have the word, and the deviation of proportions, divided by its largest possible value: {plain}`0` where every text has its share of the word, {plain}`1` where the smallest text has "
        "all. Every word that occurs twice is listed so in {plain}`data/reference/words.csv`.",
        "columns": {"word": "Word"}
        | {
            column(f"{measure}_{stratum}"): heading.format(reference.strata[stratum].label)
            for stratum in both
            for measure, heading in (
                ("frequency", "{}"),
                ("document_frequency", "Its texts"),
                ("dp_corrected", "DP, corrected"),
            )
        },
        "links": links,
    }


@table
def reference_phrases(report: Report) -> dict:
    """Recurring phrases of the main stratum that the readouts compared share."""
    reference = report.settings.reference
    table = report.table("reference_phrases")
    shared = table[(table["n_words"] >= 3) & (table[list(reference.readouts)].sum(axis=1) > 0)]
    # A phrase inside a longer one with the same counts says nothing more.
    inside = [
        any(
            f" {row.phrase} " in f" {other.phrase} "
            and row.frequency == other.frequency
            and other.n_words > row.n_words
            for other in shared.itertuples()
        )
        for row in shared.itertuples()
    ]
    data = shared.loc[[not one for one in inside]].sort_values(
        ["n_words", "frequency", "phrase"], ascending=[False, False, True], ignore_index=True
    )
    data["key"] = [f"reference-phrase-{word_id(phrase)}" for phrase in data["phrase"]]
    return {
        "title": "Recurring phrases in the readouts",
        "data": data,
        "caption": f"Runs of {{plain}}`3` to {{plain}}`5` words that stand at least {{plain}}`5` times, in at least {{plain}}`3` of the {{finding}}`reference-texts-{reference.main}` texts of the main "
        "stratum, and also in one of the readouts compared. A run inside a longer one as frequent is left out.",
        "columns": {
            "phrase": "Phrase",
            "frequency": "In the texts",
            "document_frequency": "Texts that have it",
            **{key: one.heading for key, one in reference.readouts.items()},
        },
        "links": {
            "frequency": "{key}",
            "document_frequency": "{key}-texts",
            **{key: f"{{key}}-{key}" for key in reference.readouts},
        },
    }
