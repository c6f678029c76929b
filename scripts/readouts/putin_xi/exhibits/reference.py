"""Figures and tables of other readouts."""

import pandas as pd
from matplotlib.dates import DateFormatter, MonthLocator
from matplotlib.figure import Figure as Picture

from ...report.drawing import NEUTRAL, WIDE, figure, table
from ...report.findings import slug
from ...text import frequency
from .. import strata
from ..reference_findings import claims_under_choices, word_id
from ..report import FEBRUARY, FULL_TEXTS, Report
from ..strata import LONG, NODES
from .labels import english

# Strata of the reference lists: the Kremlin's in its colour, what is not a side of the call in others.
STRATA = {
    "white-house": ("#009E73", "+", "the White House’s calls"),
    "kremlin-before": ("#56B4E9", "^", "the Kremlin’s calls before 24 February 2022"),
    "kremlin-after": ("#0072B2", "o", "from that day"),
}
CALL_MARKS = {
    "kremlin-2022-02-25-full": ("D", "white", "25 February 2022"),
    "kremlin-2022-06-15-full": ("o", "black", "15 June 2022"),
}
AFTER = strata.KREMLIN_AFTER
CALL_COLUMNS = dict(zip(("february", "june"), FULL_TEXTS))
OF_CALLS = f"Kremlin’s calls, of {{finding}}`reference-texts-{AFTER}`"
OF_LONG = f"of {{finding}}`reference-long-{AFTER}` calls of {{plain}}`{LONG}` words or more"
DRAWN = ["document", "stratum", "date", "frame", "frequency", "n_tokens", "normalized_frequency"]


def _small_multiples(report: Report, height: float):
    """A panel a frame, four by two, under one axis each way."""
    labels = report.codebook.frames.set_index("frame")["label"]
    picture = Picture(figsize=(WIDE, height), layout="constrained")
    panels = picture.subplots(4, 2, sharex=True, sharey=True)
    for axis, (frame, label) in zip(panels.flat, labels.items()):
        axis.set_title(label, fontsize=9.5, loc="left")
        yield picture, axis, frame


def _calls(report: Report) -> pd.DataFrame:
    """The two readouts, with the columns of `strata.document_rates`."""
    tables = report.corpus.tables
    places = strata.places(tables).query("frame not in @strata.NARROWED")
    dates = report.table("readouts").set_index("readout_id")["event_date"]
    places = places.assign(stratum=AFTER, date=places["readout_id"].map(dates))
    return places.rename(
        columns={"readout_id": "document", "n_target": "n_tokens", "rate": "normalized_frequency"}
    )


def _mark(axis, row, x: float, y: float) -> None:
    """One of the two readouts, with its count beside it."""
    marker, fill, label = CALL_MARKS[row.document]
    axis.plot(
        x,
        y,
        marker,
        color="black",
        markerfacecolor=fill,
        markersize=6,
        label=label,
        zorder=4,
        clip_on=False,
    )


@figure
def reference_frames(report: Report) -> dict:
    """How many stretches of each frame real readouts have, by their length, with the Kremlin's two calls marked."""
    rates, calls = strata.document_rates(report.corpus.tables), _calls(report)
    for picture, axis, frame in _small_multiples(report, 8.2):  # noqa: B007  the figure is used after the loop
        axis.axvspan(LONG, 480, color="#f0f0f0", linewidth=0, zorder=0)
        for stratum, (colour, marker, label) in STRATA.items():
            own = rates[(rates["stratum"] == stratum) & (rates["frame"] == frame)]
            axis.plot(
                own["n_tokens"],
                own["frequency"],
                marker,
                color=colour,
                markersize=4,
                markeredgewidth=0.9,
                markerfacecolor="none",
                alpha=0.7,
                label=label,
                linestyle="none",
            )
        for row in calls[calls["frame"] == frame].itertuples():
            _mark(axis, row, row.n_tokens, row.frequency)
        june = calls[(calls["frame"] == frame) & (calls["document"] == CALL_COLUMNS["june"])].iloc[
            0
        ]
        axis.plot(
            [0, 480],
            [0, 480 * june["normalized_frequency"] / 1000],
            color="black",
            linewidth=0.7,
            linestyle=":",
            label="the rate of 15 June 2022 at every length",
        )
        axis.set(xlim=(0, 480), ylim=(-0.5, 9.9), yticks=(0, 3, 6, 9))
        axis.grid(axis="y")
    for axis in picture.axes[-2:]:
        axis.set_xlabel("words of the text")
    picture.supylabel("coded stretches of the frame", fontsize=9)
    picture.legend(*axis.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    said = "; ".join(
        f"{row.frame}: call of {CALL_MARKS[row.document][2]}, {row.frequency} in {row.n_tokens} words, {row.above} of {row.n_texts} have a higher rate"
        for row in calls.itertuples()
    )
    return {
        "title": "Frames over real readouts",
        "caption": "Each mark is a text: how long it is, and how many stretches of a frame it has. {finding}`reference-texts-kremlin-after` of the Kremlin’s calls from 24 February 2022, {finding}`reference-texts-kremlin-before` "
        "before, {finding}`reference-texts-white-house` of the White House’s; black, the Kremlin’s two readouts on calls with Xi. A mark above the dotted line has a higher rate than the readout of June. Texts of "
        f"{{plain}}`{LONG}` words or more, on grey, are of like length with the two.",
        "alt": f"Eight panels, one a frame, with a mark for each text by its length and its count. {said}.",
        "data": pd.concat([rates[DRAWN], calls[DRAWN]], ignore_index=True),
        "picture": picture,
    }


@figure
def reference_time(report: Report) -> dict:
    """Each frame in the Kremlin's calls of like length by date, with the rate of all calls before and after 24 February 2022 and its interval."""
    every, calls = strata.document_rates(report.corpus.tables), _calls(report)
    pooled = strata.frame_rates(report.corpus.tables, every).set_index(["stratum", "frame"])
    rates = every[(every["stratum"] != strata.WHITE_HOUSE) & (every["n_tokens"] >= LONG)]
    ends = every.groupby("stratum")["date"].agg(["min", "max"])
    for picture, axis, frame in _small_multiples(report, 8.2):  # noqa: B007  the figure is used after the loop
        for stratum in ("kremlin-before", AFTER):
            row, (first, last) = pooled.loc[(stratum, frame)], ends.loc[stratum]
            if row["low"] == row["low"]:
                axis.fill_between(
                    [first, last],
                    row["low"],
                    row["high"],
                    color=STRATA[stratum][0],
                    alpha=0.3,
                    linewidth=0,
                )
            axis.plot(
                [first, last],
                [row["rate"]] * 2,
                color=STRATA[stratum][0],
                linewidth=1.6,
                label="rate of all calls, with its interval" if stratum == AFTER else None,
            )
        own = rates[rates["frame"] == frame]
        axis.plot(
            own["date"],
            own["normalized_frequency"],
            ".",
            color=NEUTRAL,
            markersize=4,
            label=f"a call of {LONG} words or more, with its stretches",
        )
        for row in own[own["frequency"] > 0].itertuples():
            axis.annotate(
                row.frequency,
                (row.date, row.normalized_frequency),
                (3, 1),
                textcoords="offset points",
                fontsize=7,
                color=NEUTRAL,
            )
        axis.axvline(FEBRUARY - pd.Timedelta(days=1), color="black", linewidth=0.7)
        for row in calls[calls["frame"] == frame].itertuples():
            _mark(axis, row, row.date, row.normalized_frequency)
            axis.annotate(
                row.frequency,
                (row.date, row.normalized_frequency),
                (6, 2),
                textcoords="offset points",
                fontsize=8,
                fontweight="bold",
            )
        axis.set_ylim(-1, 31)
        axis.xaxis.set_major_locator(MonthLocator(interval=2))
        axis.xaxis.set_major_formatter(DateFormatter("%b %Y"))
        axis.grid(axis="y")
    picture.supylabel("coded stretches per 1,000 words", fontsize=9)
    picture.legend(*axis.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    said = "; ".join(
        f"{frame}, {stratum.removeprefix('kremlin-')}: {row.rate:.1f}"
        for (stratum, frame), row in pooled.iterrows()
        if stratum != strata.WHITE_HOUSE
    )
    return {
        "title": "Frames in the Kremlin’s calls, October 2021 to June 2022",
        "caption": f"Each dot is one of the Kremlin’s calls of {{plain}}`{LONG}` words or more, {{finding}}`reference-long-kremlin-before` before 24 February 2022 (the upright line) and {{finding}}`reference-long-kremlin-after` from that "
        "day on, by its rate, with the number of its stretches beside it; the two calls with Xi are marked and not counted among them. Lines: the rate of all calls of the stratum, whatever their length; bands: "
        "its {plain}`95 %` interval from how the calls spread, where they tell enough of it.",
        "alt": f"Eight panels, one a frame, with a dot for each call of {LONG} words or more from October 2021 to June 2022. Rates per 1,000 words before and after 24 February 2022: {said}.",
        "data": pd.concat([rates[DRAWN], calls[DRAWN]], ignore_index=True),
        "picture": picture,
    }


@table
def reference_strata(report: Report) -> dict:
    """The strata of the reference lists: what each takes, how much, and from where."""
    data = report.table("reference_strata").copy()
    return {
        "title": "Strata of the reference lists",
        "data": data,
        "caption": "What each stratum takes from its source, and by which rule. The texts are not given; their counts, with addresses, are in {plain}`data/reference/`. The White House’s calls are the practice of one "
        "party’s adversary, and no norm.",
        "columns": {
            "label": "Stratum",
            "rule": "Rule",
            "n_texts_in_source": "Texts in the source",
            "n_documents": "Texts taken",
            "n_tokens": "Words",
            "n_types": "Different words",
            "licence": "Licence",
        },
        "links": {
            "n_texts_in_source": "reference-source-{stratum}",
            "n_documents": "reference-texts-{stratum}",
            "n_tokens": "reference-tokens-{stratum}",
            "n_types": "reference-types-{stratum}",
        },
        "sources": ("label", "rule", "licence"),
    }


@table
def reference_rates(report: Report) -> dict:
    """Each frame's rate in each stratum, and whether the Kremlin's calls changed on 24 February 2022."""
    tables = report.corpus.tables
    rates = strata.document_rates(tables, strata.views(tables))
    wide = strata.frame_rates(tables, rates).pivot(index="frame", columns="stratum", values="rate")
    data = _frames(tables).join(wide, on="frame").merge(strata.shifts(tables, rates), on="frame")
    links = {
        **{
            name: f"reference-rate-{name}-{{frame}}"
            for name in ("kremlin-before", "kremlin-after", "white-house")
        },
        "difference": "reference-shift-{frame}",
    }
    for column, kind in (("p", "p"), ("holm", "holm"), ("holm_partners", "holm-partners")):
        links[column] = [
            finding if (finding := f"reference-shift-{kind}-{frame}") in report.findings else ""
            for frame in data["frame"]
        ]
        data[column] = data[column].astype(object).where(data[column].notna(), "not tested")
    return {
        "title": "Frames in real readouts",
        "data": data,
        "caption": "Coded stretches per {plain}`1,000` words of all texts of a stratum, with the {plain}`95 %` interval from how the texts spread, where they tell enough of it; the Kremlin’s calls from 24 February 2022 less those "
        "before, with the p of a permutation of whole texts, corrected by Holm over the rows that are tested, and the same with the calls of one party relabelled among themselves. What names the war or states its aims is "
        "not tested: texts from before it cannot have that. Stretches of other matters are set aside ({finding}`reference-aside-kremlin-before-settlement`, {finding}`reference-aside-kremlin-after-settlement` and "
        "{finding}`reference-aside-white-house-settlement` on settlement; {finding}`reference-aside-white-house-legitimacy` of the White House’s on legitimacy).",
        "columns": {
            "label": "Frame",
            "kremlin-before": "Kremlin, before",
            "kremlin-after": "Kremlin, from that day",
            "white-house": "White House",
            "difference": "Difference",
            "p": "p",
            "holm": "p, Holm",
            "holm_partners": "p, Holm, within parties",
        },
        "links": links,
    }


def _frames(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The frames and, each after its own, those without a code: ``frame, label``."""
    labels, order = strata.labels(tables), []
    for frame in tables["frames"]["frame"]:
        order += [frame, *(name for name, (whole, _) in strata.NARROWED.items() if whole == frame)]
    return pd.DataFrame({"frame": order, "label": [labels[frame] for frame in order]})


@table
def reference_places(report: Report) -> dict:
    """Where each frame of the Kremlin's two readouts lies among its own calls of like length."""
    tables = report.corpus.tables
    places = strata.places(tables).set_index(["frame", "readout_id"])
    data = _frames(tables).merge(
        pd.DataFrame({"month": list(CALL_COLUMNS), "readout_id": list(CALL_COLUMNS.values())}),
        how="cross",
    )
    data = data.join(places, on=["frame", "readout_id"]).assign(month=data["month"].str.title())
    data["as_many"] = data["as_many"].astype(object).where(data["frequency"] > 0, "")
    key = "{readout_id}-{frame}"
    return {
        "title": "The two calls among the Kremlin’s calls",
        "data": data,
        "caption": f"For each of the Kremlin’s two readouts on calls with Xi: the coded stretches, and their rate per {{plain}}`1,000` words; {OF_LONG} from 24 February 2022, how many have the frame, and how many a higher rate; the "
        "percentile among these, with a {plain}`95 %` interval that takes account of the readout’s own count too; and how many of all {finding}`reference-texts-kremlin-after` calls, of any length, have as many stretches. Among so few texts no place "
        "can be told from chance: the smallest p is {finding}`reference-place-p-kremlin-2022-06-15-full-order`, and {finding}`reference-place-holm-kremlin-2022-06-15-full-order` with Holm’s correction over the frames.",
        "columns": {
            "label": "Frame",
            "month": "Call",
            "frequency": "Stretches",
            "rate": "Rate",
            "has": "Long calls that have it",
            "above": "Long calls with a higher rate",
            "percentile": "Percentile among them",
            "as_many": "All calls with as many stretches",
        },
        "links": {
            "frequency": f"reference-count-call-{key}",
            "rate": f"reference-rate-call-{key}",
            "has": "reference-long-has-{frame}",
            "above": f"reference-above-{key}",
            "percentile": f"reference-percentile-{key}",
            "as_many": [
                f"reference-as-many-{row.readout_id}-{row.frame}" if row.as_many != "" else ""
                for row in data.itertuples()
            ],
        },
    }


CLAIMS = {
    strata.MORE: "more stretches than any other call",
    strata.HIGHER: "no call of like length has a higher rate",
    strata.HAVE: "lacks what most calls of like length have",
}


@table
def reference_choices(report: Report) -> dict:
    """What is said of the two readouts among other calls, under every combination of choices."""
    tables = report.corpus.tables
    labels = strata.labels(tables)
    claims = claims_under_choices(tables)
    rows = []
    for (claim, readout_id, frame), own in claims.groupby(
        ["claim", "readout_id", "frame"], sort=False
    ):
        turning = own[~own["holds"] & own["choice"].map(strata.one_thing_else)]
        said = "; ".join(str(choice) for choice in turning["choice"]) or (
            "two choices at once" if not own["holds"].all() else ""
        )
        month = next(month for month, readout in CALL_COLUMNS.items() if readout == readout_id)
        rows.append(
            (
                claim,
                readout_id,
                frame,
                labels[frame],
                f"{month.title()}: {CLAIMS[claim]}",
                int(own["holds"].sum()),
                len(own),
                said,
            )
        )
    data = pd.DataFrame(
        rows,
        columns=["claim", "readout_id", "frame", "label", "said", "holding", "choices", "turning"],
    )
    return {
        "title": "What holds under other choices",
        "data": data,
        "caption": "What is said of a readout among the Kremlin’s other calls, under every combination of these choices: calls of at least {plain}`100`, {plain}`150`, {plain}`200` or {plain}`250` words (for numbers of stretches, calls of any "
        "length); the calls from 24 February 2022, those of them to the end of March or from April, or those before; each code of the frame left out in turn; stretches of other matters counted or set aside. The last column has the "
        "single choices under which it turns.",
        "columns": {
            "label": "Frame",
            "said": "Said of the readout",
            "holding": "Choices under which it holds",
            "turning": "It turns with",
        },
        "links": {"holding": "reference-choices-{claim}-{readout_id}-{frame}"},
        "sources": ("turning",),
    }


@table
def reference_words(report: Report) -> dict:
    """Words of the Kremlin's two readouts that none of its other calls has."""
    tables = report.corpus.tables
    words, white = strata.call_words(tables), strata.call_words(tables, strata.WHITE_HOUSE)
    rare = words[words["frequency_reference"] == 0]
    data = (
        rare.pivot(index="word", columns="readout_id", values="frequency")
        .rename(columns={readout: month for month, readout in CALL_COLUMNS.items()})
        .reset_index()
    )
    data = data.merge(
        white[["word", "document_frequency"]]
        .drop_duplicates("word")
        .rename(columns={"document_frequency": "white_house"}),
        on="word",
    )
    # A number of a date is a word of the text and says nothing about it.
    data = data[~data["word"].str.isdigit()].sort_values("word", ignore_index=True)
    links = {"white_house": "reference-with-white-house-{word_id}"}
    data["word_id"] = data["word"].map(word_id)
    for month, readout in CALL_COLUMNS.items():
        data[f"{month}_id"] = [
            f"reference-call-{readout}-{word}" if count == count else ""
            for word, count in zip(data["word_id"], data[month])
        ]
        links[month] = f"{{{month}_id}}"
        data[month] = data[month].astype("Int64").astype(object).where(data[month].notna(), "")
    return {
        "title": "Words that no other call of the Kremlin has",
        "data": data,
        "caption": "Words of the Kremlin’s two readouts that none of its other {finding}`reference-texts-kremlin-after` calls from 24 February 2022 has, and how many of the White House’s "
        "{finding}`reference-texts-white-house` calls have them. An empty cell: the readout has not the word. Numbers of dates are left out. “Deailed” stands so on the page.",
        "columns": {
            "word": "Word",
            "february": "February",
            "june": "June",
            "white_house": "White House’s calls that have it",
        },
        "links": links,
    }


@table
def reference_keyness(report: Report) -> dict:
    """Words of content that one of the two readouts has at least twice, against the Kremlin's calls, with the measures that one text can bear."""
    data = _against_stratum(report, AFTER)
    return {
        "title": "Two readouts against the Kremlin’s calls",
        "data": data,
        "caption": "Words of content that one of the readouts has at least {plain}`2` times, in the order of how many of the Kremlin’s {finding}`reference-long-kremlin-after` calls of {plain}`200` words or more have the word as often per word. %DIFF is undefined where the "
        "calls have none. Suppressed are LRC, which needs {plain}`1,000` words a side, and every p with its corrections by Holm and by Benjamini and Hochberg, since one text permits no test. "
        "The CSV has each reason, and the other measures.",
        "columns": {
            "word": "Word",
            "call": "Call",
            "frequency": "Occurrences",
            "frequency_reference": "In the calls",
            "document_frequency": OF_CALLS,
            "documents_as_high": "Long calls with it as often per word",
            "log_likelihood": "G2, two terms",
            "log_ratio": "Log Ratio",
            "percent_difference": "%DIFF",
            "withheld": "LRC, p",
        },
        "links": _stratum_links(AFTER)
        | {"documents_as_high": "reference-high-{readout_id}-{word_id}"},
    }


@table
def reference_keyness_white_house(report: Report) -> dict:
    """The same words against the White House's calls."""
    return {
        "title": "Two readouts against the White House’s calls",
        "data": _against_stratum(report, strata.WHITE_HOUSE),
        "caption": "The same words against {finding}`reference-texts-white-house` calls of the president of the United States as the White House reports them: what is usual there is the practice of one "
        "party’s adversary, and no norm. Suppressed as in {numref}`tab-reference-keyness`.",
        "columns": {
            "word": "Word",
            "call": "Call",
            "frequency": "Occurrences",
            "frequency_reference": "In the White House’s calls",
            "document_frequency": "Calls that have it",
            "log_likelihood": "G2, two terms",
            "log_ratio": "Log Ratio",
            "percent_difference": "%DIFF",
            "withheld": "LRC, p",
        },
        "links": _stratum_links(strata.WHITE_HOUSE),
    }


def _against_stratum(report: Report, stratum: str) -> pd.DataFrame:
    """Words of content of the two readouts with their keyness against a stratum, undefined and withheld cells said as such."""
    table = strata.call_keyness(strata.call_words(report.corpus.tables, stratum), least=2)
    table = table[~table["word"].isin(frequency.FUNCTION_WORDS) & ~table["word"].str.isdigit()]
    table = table.sort_values(
        ["readout_id", "documents_as_high", "frequency", "word"],
        ascending=[True, True, False, True],
        ignore_index=True,
    )
    data = table.assign(
        word_id=table["word"].map(word_id),
        call=table["readout_id"].map(
            {readout: month.title() for month, readout in CALL_COLUMNS.items()}
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
    """What stands near the names of the war and the words of its frames in the Kremlin's calls."""
    table = strata.collocates(report.corpus.tables)
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
        "title": "What stands near, in the Kremlin’s calls",
        "data": data,
        "caption": "Words of content that stand at least {plain}`4` times within {plain}`5` words to the left or right of a node, never from a page’s summary into its body, in the {finding}`reference-texts-kremlin-after` calls from 24 February 2022; in the order "
        "of logDice. MI compares occurrences with those expected, t and G2 (four terms) also weigh how many there are. “Crisis”, which the calls have {finding}`reference-node-kremlin-after-crisis` times, and “issue” have no such word.",
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
    """How evenly some words are spread over the Kremlin's and the White House's calls."""
    words = report.table("reference_words")
    wide = words[words["word"].isin(NODES) & (words["stratum"] != strata.KREMLIN_BEFORE)].pivot(
        index="word",
        columns="stratum",
        values=["frequency", "document_frequency", "dp", "dp_corrected"],
    )
    data = (
        wide.set_axis(
            [f"{measure}_{stratum}".replace("-", "_") for measure, stratum in wide.columns], axis=1
        )
        .reindex(NODES)
        .rename_axis("word")
        .reset_index()
    )
    links = {}
    for stratum in (AFTER, strata.WHITE_HOUSE):
        for measure, kind in (
            ("frequency", "node"),
            ("document_frequency", "node-texts"),
            ("dp_corrected", "dp"),
        ):
            links[f"{measure}_{stratum}".replace("-", "_")] = f"reference-{kind}-{stratum}-{{word}}"
    return {
        "title": "How evenly words are spread",
        "data": data,
        "caption": "Occurrences, texts that have the word, and the deviation of proportions, divided by its largest possible value: {plain}`0` where every text has its share of the word, {plain}`1` where the smallest text has "
        "all. The Kremlin’s {finding}`reference-texts-kremlin-after` calls from 24 February 2022 and the White House’s {finding}`reference-texts-white-house`. Every word that occurs twice is listed so in {plain}`data/reference/words.csv`.",
        "columns": {
            "word": "Word",
            "frequency_kremlin_after": "Kremlin",
            "document_frequency_kremlin_after": "Its calls",
            "dp_corrected_kremlin_after": "DP, corrected",
            "frequency_white_house": "White House",
            "document_frequency_white_house": "Its calls",
            "dp_corrected_white_house": "DP, corrected",
        },
        "links": links,
    }


@table
def reference_phrases(report: Report) -> dict:
    """Recurring phrases of the Kremlin's calls that the two readouts share."""
    table = report.table("reference_phrases")
    shared = table[(table["n_words"] >= 3) & (table[["february", "june"]].sum(axis=1) > 0)]
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
    data = shared[[not one for one in inside]].sort_values(
        ["n_words", "frequency", "phrase"], ascending=[False, False, True], ignore_index=True
    )
    data["key"] = [f"reference-phrase-{word_id(phrase)}" for phrase in data["phrase"]]
    return {
        "title": "Formulas of the Kremlin’s calls in the two readouts",
        "data": data,
        "caption": "Runs of {plain}`3` to {plain}`5` words that stand at least {plain}`5` times, in at least {plain}`3` of the Kremlin’s {finding}`reference-texts-kremlin-after` calls from 24 February 2022, and also in one of its two readouts. A run inside "
        "a longer one as frequent is left out.",
        "columns": {
            "phrase": "Phrase",
            "frequency": "In the calls",
            "document_frequency": "Calls that have it",
            "february": "February",
            "june": "June",
        },
        "links": {
            "frequency": "{key}",
            "document_frequency": "{key}-texts",
            "february": "{key}-february",
            "june": "{key}-june",
        },
    }


@table
def chinese_course(report: Report) -> dict:
    """What stays, comes and goes in Beijing's series of contacts."""
    data = strata.course(report.table("beijing_series"))
    order = ["stays", "comes", "goes", "passes", strata.DEPENDS, "once", "never"]
    data = data.sort_values(
        ["course", "first"],
        key=lambda column: (
            column.map(order.index) if column.name == "course" else column.astype(str)
        ),
        kind="stable",
        ignore_index=True,
    )
    data.insert(1, "english", english(report, data["term"]))
    data = data.assign(
        slug=data["term"].map(slug), first=data["first"].fillna(""), last=data["last"].fillna("")
    )
    n_contacts = report.findings["chinese-contacts"].value
    ends = strata.ends(n_contacts)
    return {
        "title": "What stays, comes and goes in Beijing’s texts",
        "data": data,
        "caption": f"Each string in the items on {{finding}}`chinese-contacts` contacts. It stays if one of the first n contacts and one of the last n have it, for every n from {{plain}}`{ends[0]}` to {{plain}}`{ends[-1]}`; it goes "
        "if for every such n one of the first has it and none of the last, comes if one of the last has it and none of the first, and passes if it stands between alone. Where the answer changes with n, "
        "the course depends on n ({numref}`tab-chinese-course-ends`). A string of a single contact is there once. The p says in which share of all orders of the contacts the two ends differ as much; it is "
        "exact, and corrected by Holm over the strings.",
        "columns": {
            "term": "Term",
            "english": "In English",
            "course": "Course",
            "first": "First contact",
            "last": "Last contact",
            "contacts": "Contacts that have it",
            "p": "p",
            "holm": "p, Holm",
        },
        "links": {
            "contacts": "contacts-with-{slug}",
            "p": "reference-course-p-{slug}",
            "holm": "reference-course-holm-{slug}",
        },
    }


@table
def chinese_course_ends(report: Report) -> dict:
    """Whether the course of a string hangs on how many contacts are called an end of the series."""
    long = strata.course_by_ends(report.table("beijing_series"))
    ends = sorted(long["n"].unique())
    wide = long.pivot(index="term", columns="n", values=["first", "last", "course"]).loc[
        long["term"].unique()
    ]
    data = (
        wide.set_axis([f"{name}_{n}" for name, n in wide.columns], axis=1)
        .rename_axis("term")
        .reset_index()
    )
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    pairs = [(end, n) for n in ends for end in ("first", "last")]
    return {
        "title": "Does the course hang on the ends?",
        "data": data,
        "caption": "How many of the first n and of the last n contacts have each string, and what its course would be for that n.",
        "columns": {"term": "Term", "english": "In English"}
        | {
            name: heading
            for n in ends
            for name, heading in (
                (f"first_{n}", f"First {{plain}}`{n}`"),
                (f"last_{n}", f"Last {{plain}}`{n}`"),
                (f"course_{n}", "Course"),
            )
        },
        "links": {f"{end}_{n}": f"reference-{end}-{n}-{{slug}}" for end, n in pairs},
    }
