"""Tables of the words of a report's readouts against others: keyness, words of their own, company, spread, phrases."""

import pandas as pd

from ....measures import guard
from ....text import frequency
from ...drawing import table
from ...fields import Field
from ...findings import slug
from ...reference import words as counted
from ...reference.evidence import word_id
from ...reference.rules import Reference
from ...report import Report
from ..keyness import measures


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
        links[month] = [
            f"reference-call-{readout}-{word}" if count == count else ""
            for word, count in zip(data["word_id"], data[month])
        ]
        data[month] = data[month].astype("Int64")
    return {
        "title": "Words that no other text of the stratum has",
        "data": data,
        "fields": {
            month: Field(
                f"occurrences in the readout {readout}; empty where it has not the word",
                "occurrences",
            )
            for month, readout in reference.columns.items()
        }
        | {
            name: Field(
                f"texts of “{reference.strata[reference.other].label}” that have the word", "texts"
            )
        },
        "page_only": ("word_id",),
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
        **_published(data, reference, reference.main),
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
    data = _against_stratum(report, reference.other)
    return {
        "id": f"reference-keyness-{reference.other}",
        "title": "Readouts against the other stratum",
        "data": data,
        **_published(data, reference, reference.other),
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
    data["withheld"] = [
        guard.SUPPRESSED if lrc and p else ""
        for lrc, p in zip(data["lrc_withheld"], data["poisson_p_withheld"])
    ]
    return data


def _published(data: pd.DataFrame, reference: Reference, stratum: str) -> dict:
    """What is published of `_against_stratum`, and how its columns are described."""
    label = reference.strata[stratum].label
    reasons = [name for name in data if name.endswith("_withheld")]
    return {
        "missing": {"percent_difference": "undefined"},
        "page_only": ("word_id", "percent_id", "withheld"),
        "fields": {
            **measures(data),
            "readout_id": "short name of the readout: the target",
            "call": "the readout as the table calls it",
            "frequency": Field("occurrences in the readout", "occurrences"),
            "n_target": Field("words of the readout", "words"),
            "frequency_reference": Field(f"occurrences in “{label}”: the reference", "occurrences"),
            "n_reference": Field(f"words of “{label}”", "words"),
            "document_frequency": Field(f"texts of “{label}” that have the word", "texts"),
            "n_documents": Field(f"texts of “{label}”", "texts"),
            "n_like": Field(f"of these, texts of {reference.long} words or more", "texts"),
            "documents_as_high": Field(
                "of those, texts in which the word has a rate as high as in the readout or higher",
                "texts",
            ),
            "rank_p": Field(
                "the share of those texts, the readout counted with them", "probability"
            ),
            "holm": Field("rank_p, corrected by Holm over the words of the readout", "probability"),
            "benjamini_hochberg": Field(
                "poisson_p, corrected by Benjamini and Hochberg over the rows that family names",
                "probability",
            ),
            "family": "the rows over which poisson_p is corrected, and how many they are",
            **{
                name: f"why {name.removesuffix('_withheld')} is empty; empty where it is given"
                for name in reasons
            },
        },
    }


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
        "fields": {
            "node": "the word in the middle",
            "collocate": "the word near it",
            "frequency": Field("its occurrences in the windows around the node", "occurrences"),
            "frequency_left": Field(
                "of these, those to the left of the nearest node", "occurrences"
            ),
            "frequency_right": Field("of these, those to the right", "occurrences"),
            "document_frequency": Field("texts that have both so near", "texts"),
            "frequency_node": Field("occurrences of the node in the stratum", "occurrences"),
            "frequency_collocate": Field(
                "occurrences of the collocate in the stratum", "occurrences"
            ),
            "n_window": Field("words inside the windows", "words"),
            "n": Field("words of the stratum", "words"),
            "expected": Field(
                "occurrences that are expected in the windows by its share in the stratum",
                "occurrences",
            ),
            "direction": "attracted where there are more than expected, repelled where there are fewer",
            "mi": Field("MI: binary logarithm of the occurrences by those expected", "doublings"),
            "t": Field(
                "t score: the occurrences less those expected, by the root of the occurrences", "t"
            ),
            "log_likelihood": Field("G2 of four terms", "G2"),
            "log_dice": Field("logDice", "logDice"),
            "key": "the beginning of the ids of the findings of the row",
        },
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
    links, fields = {}, {}
    for stratum in both:
        for measure, kind in (
            ("frequency", "node"),
            ("document_frequency", "node-texts"),
            ("dp_corrected", "dp"),
        ):
            links[column(f"{measure}_{stratum}")] = f"reference-{kind}-{stratum}-{{word}}"
        label = reference.strata[stratum].label
        for measure, field in (
            ("frequency", Field(f"occurrences in “{label}”", "occurrences")),
            ("document_frequency", Field(f"texts of “{label}” that have the word", "texts")),
            ("dp", Field(f"deviation of proportions over the texts of “{label}”", "0 to 1")),
            ("dp_corrected", Field("the same, divided by its largest possible value", "0 to 1")),
        ):
            fields[column(f"{measure}_{stratum}")] = field
    data = data.astype({name: "Int64" for name in fields if "frequency" in name})
    return {
        "title": "How evenly words are spread",
        "data": data,
        "fields": fields,
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
        "fields": {
            "n_words": Field("words of the phrase", "words"),
            "phrase": "the phrase, its words in the form under which they are counted",
            "frequency": Field("occurrences in the stratum", "occurrences"),
            **{
                month: Field(f"occurrences in the readout {readout}", "occurrences")
                for month, readout in reference.columns.items()
            },
            "key": "id of the finding of frequency, and the beginning of the ids of the others of the row",
        },
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
