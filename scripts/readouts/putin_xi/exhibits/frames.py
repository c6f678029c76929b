"""Figures and tables of frames and codes."""

import pandas as pd

from ...report import results, stretches
from ...report.drawing import COLOURS, NEUTRAL, WIDE, canvas, figure, paired_bars, table
from ...report.exhibits.labels import english
from ...report.findings import slug
from ...text import frequency
from ..report import BEIJING, CALLS, FEBRUARY, FULL_TEXTS, JUNE, KREMLIN, Report
from .labels import OF_BEIJING, OF_KREMLIN

SIDES = {"kremlin": KREMLIN, "beijing": BEIJING}


def _described(report: Report) -> pd.DataFrame:
    """The stretches of both sides' passages, those of one code together, with the code's name and the side."""
    segments = report.corpus.segments
    table = stretches.described(segments[segments["readout_id"].isin(SIDES.values())], report.coded)
    names, codes = (
        {readout: side for side, readout in SIDES.items()},
        report.codebook.codes["label"],
    )
    return table.assign(
        side=table["readout_id"].map(names), label=table["code"].map(codes)
    ).sort_values("code", key=lambda code: code.map(codes.index.get_loc), kind="stable")


@figure
def coded_frames(report: Report) -> dict:
    """How often each frame occurs in each side's quoted passages of 15 June 2022: a cell for every stretch."""
    frames, counted = report.codebook.frames, stretches.of_frames(_described(report))
    rows = []
    for frame in frames.itertuples():
        for side, readout in SIDES.items():
            own = counted[(counted["frame"] == frame.frame) & (counted["side"] == side)]
            codes = "; ".join(
                f"{label} {count}" for label, count in own["label"].value_counts(sort=False).items()
            )
            rows.append(
                (
                    frame.frame,
                    frame.label,
                    side,
                    report.findings[slug("frame", readout, frame.frame)].value,
                    report.findings[f"words-{readout}"].value,
                    codes,
                    int(own["list"].notna().sum()),
                    int((own["inside"] != "").sum()),
                )
            )
    data = pd.DataFrame(
        rows,
        columns=[
            "frame",
            "label",
            "side",
            "frequency",
            "n_target",
            "codes",
            "in_a_list",
            "inside_another",
        ],
    )
    data.insert(5, "normalized_frequency", data["frequency"] * frequency.PER / data["n_target"])
    picture, axis = canvas(WIDE, 4.1)
    paired_bars(axis, data, list(frames["label"]))
    _cells(axis, counted, list(frames["frame"]))
    counts = data.set_index(["label", "side"])
    said = "; ".join(
        f"{label} {_said(counts.loc[label, 'kremlin'])} and {_said(counts.loc[label, 'beijing'])}"
        for label in frames["label"]
    )
    axis.set_xlabel("coded stretches in the quoted passages")
    return {
        "title": "Frames in the quoted passages",
        "caption": "Distinct coded stretches a frame in the passages of 15 June 2022 that the article quotes: the Kremlin’s ({finding}`passages-kremlin-2022-06-15-quoted` "
        "passages, {finding}`words-kremlin-2022-06-15-quoted` words) and Beijing’s ({finding}`passages-beijing-2022-06-15-quoted` passages, "
        "{finding}`words-beijing-2022-06-15-quoted` words). A cell is a stretch. Hatched cells are items of a list, such as “energy, finance, …”; a white cell lies inside another stretch of its "
        "frame. {numref}`tab-frame-words` has the words. Where no bar stands, the frame is not in the quoted passages; the full texts may have it.",
        "alt": f"Paired bars, the Kremlin and Beijing, a frame, with its codes: {said}. Zero means not in the quoted passages.",
        "data": data,
        "picture": picture,
    }


def _cells(axis, counted: pd.DataFrame, frames: list[str]) -> None:
    """Divide the bars of `paired_bars` into a cell for every stretch: hatched where it is an item of a list, white where it lies inside another."""
    own = counted.assign(left=counted.groupby(["frame", "side"]).cumcount())
    for cell in own.itertuples():
        place = frames.index(cell.frame) + (0.2 if cell.side == "beijing" else -0.2)
        axis.barh(
            place,
            1,
            0.38,
            left=cell.left,
            color="white" if cell.inside else COLOURS[cell.side],
            hatch="" if pd.isna(cell.list) else "////",
            edgecolor="black",
            linewidth=0.4,
        )


def _said(row: pd.Series) -> str:
    """A bar in words: its count, and its codes where it has any."""
    return f"{row['frequency']} ({row['codes']})" if row["codes"] else "0"


@figure
def february_june(report: Report) -> dict:
    """Frames in the Kremlin's two full readouts."""
    frames = report.codebook.frames
    rows = [
        (
            row.frame,
            row.label,
            str(date),
            report.findings[slug("frame", readout, row.frame)].value,
            report.findings[f"words-{readout}"].value,
        )
        for row in frames.itertuples()
        for date, readout in zip(CALLS, FULL_TEXTS)
    ]
    data = pd.DataFrame(rows, columns=["frame", "label", "event_date", "frequency", "n_target"])
    wide = data.pivot(index="label", columns="event_date", values="frequency").reindex(
        frames["label"]
    )
    picture, axis = canvas(WIDE, 3.2)
    for date, marker, fill in ((str(FEBRUARY), "D", "white"), (str(JUNE), "o", COLOURS["kremlin"])):
        axis.plot(
            wide[date],
            range(len(wide)),
            marker,
            color=COLOURS["kremlin"],
            markerfacecolor=fill,
            markersize=8 if marker == "o" else 6.5,
            label=results.day(pd.Timestamp(date)),
            zorder=3 if marker == "o" else 4,
        )
    axis.hlines(range(len(wide)), wide.min(axis=1), wide.max(axis=1), color=NEUTRAL, zorder=2)
    axis.set_yticks(range(len(wide)), wide.index)
    axis.invert_yaxis()
    axis.grid(axis="x")
    axis.set_xlabel("coded stretches in the full English text")
    axis.legend(loc="upper right")
    said = "; ".join(
        f"{label} {row[str(FEBRUARY)]} and {row[str(JUNE)]}" for label, row in wide.iterrows()
    )
    return {
        "title": "The Kremlin’s two readouts",
        "caption": "Distinct coded stretches a frame in the Kremlin’s full English readouts of 25 February 2022 ({finding}`words-kremlin-2022-02-25-full` words) and 15 June 2022 "
        "({finding}`words-kremlin-2022-06-15-full` words). Two texts on two occasions: a difference between them is no trend.",
        "alt": f"Two dots a frame, February and June 2022: {said}.",
        "data": data,
        "picture": picture,
    }


@table
def frames(report: Report) -> dict:
    """Frames in the quoted passages: counts, and rates beside them."""
    data = report.codebook.frames[["frame", "label"]].copy()
    for side, readout in (("kremlin", KREMLIN), ("beijing", BEIJING)):
        data[side] = [
            report.findings[slug("frame", readout, frame)].value for frame in data["frame"]
        ]
        data[f"{side}_rate"] = [
            report.findings["rate-" + slug("frame", readout, frame)].value
            for frame in data["frame"]
        ]
    return {
        "title": "Frames, counts and rates",
        "data": data,
        "caption": "Distinct coded stretches a frame in the quoted passages of 15 June 2022, with rates per {plain}`1,000` words. The two sides’ passages differ in length, and the rates "
        "make up for that; of so few words they say nothing else.",
        "columns": {
            "label": "Frame",
            "kremlin": OF_KREMLIN,
            "kremlin_rate": "Kremlin, rate",
            "beijing": OF_BEIJING,
            "beijing_rate": "Beijing, rate",
        },
        "links": {
            "kremlin": f"frame-{KREMLIN}-{{frame}}",
            "kremlin_rate": f"rate-frame-{KREMLIN}-{{frame}}",
            "beijing": f"frame-{BEIJING}-{{frame}}",
            "beijing_rate": f"rate-frame-{BEIJING}-{{frame}}",
        },
    }


@table
def frame_words(report: Report) -> dict:
    """The words that fill each frame in both sides' passages, code by code."""
    described, labels = _described(report), report.codebook.frames.set_index("frame")["label"]
    data = pd.DataFrame(
        [
            {
                "frame": frame,
                "code": code,
                "frame_label": labels[frame],
                "label": report.codebook.codes.at[code, "label"],
                **{
                    column: value
                    for side, readout in SIDES.items()
                    for column, value in (
                        (side, report.findings[slug("code", readout, code)].value),
                        (f"{side}_words", _words(own[own["side"] == side])),
                    )
                },
            }
            for (frame, code), own in described.groupby(["frame", "code"], sort=False)
        ]
    )
    data = data.sort_values(
        "frame",
        key=lambda frame: frame.map(list(labels.index).index),
        kind="stable",
        ignore_index=True,
    )
    return {
        "title": "What fills each frame",
        "data": data,
        "caption": "The codes of each frame that stand in the quoted passages of 15 June 2022, with the words that are counted. “One list”: the stretches are items of one enumeration. “Inside”: the "
        "stretch is a part of a longer one that the frame counts too. An empty cell: not in the quoted passages.",
        "columns": {
            "frame_label": "Frame",
            "label": "Code",
            "kremlin": "Kremlin",
            "kremlin_words": "The Kremlin’s words",
            "beijing": "Beijing",
            "beijing_words": "Beijing’s words",
        },
        "links": {side: f"code-{readout}-{{code}}" for side, readout in SIDES.items()},
    }


def _words(own: pd.DataFrame) -> str:
    """The words of stretches in quotation marks; those of one list together."""
    parts = [
        ", ".join(f"“{words}”" for words in together["keyword"])
        + (
            " (one list)"
            if len(together) > 1
            else f" (inside “{together['inside'].iloc[0]}”)"
            if together["inside"].iloc[0]
            else ""
        )
        for _, together in own.groupby(own["list"].fillna(own.index.to_series()), sort=False)
    ]
    return "; ".join(parts)


@table
def codes(report: Report) -> dict:
    """Every code: the quoted passages of both sides, and the Kremlin's full texts."""
    names = report.codebook.frames.set_index("frame")["label"]
    data = report.codebook.codes[["frame", "code", "label"]].reset_index(drop=True)
    data["frame_label"] = data["frame"].map(names)
    readouts = {
        "kremlin": KREMLIN,
        "beijing": BEIJING,
        "kremlin_full_february": "kremlin-2022-02-25-full",
        "kremlin_full_june": "kremlin-2022-06-15-full",
    }
    for column, readout in readouts.items():
        data[column] = [report.findings[slug("code", readout, code)].value for code in data["code"]]
    return {
        "title": "Every code",
        "data": data,
        "caption": "Distinct coded stretches a code. In the first two columns of numbers zero means not in the quoted passages; in the last two it means absent from the full text. "
        "The two kinds are never added up.",
        "columns": {
            "label": "Code",
            "frame_label": "Frame",
            "kremlin": OF_KREMLIN,
            "beijing": OF_BEIJING,
            "kremlin_full_february": "Kremlin, full text of February, of {finding}`words-kremlin-2022-02-25-full` words",
            "kremlin_full_june": "Kremlin, full text of June, of {finding}`words-kremlin-2022-06-15-full` words",
        },
        "links": {column: f"code-{readout}-{{code}}" for column, readout in readouts.items()},
    }


@table
def chinese_terms(report: Report) -> dict:
    """Chinese terms in the full Chinese readouts of both calls."""
    wide = report.table("beijing_terms").pivot(
        index="term", columns="event_date", values="frequency"
    )
    data = (
        wide.reindex(report.table("beijing_terms")["term"].unique())
        .reset_index()
        .rename(columns=dict(zip(CALLS, ("february", "june"))))
    )
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    return {
        "title": "Terms in the Chinese readouts",
        "data": data,
        "caption": "Occurrences of strings in the full Chinese texts of both calls. A string is counted inside longer ones too: the second 安全 of June stands in the name of the "
        "Global Security Initiative. Zero means absent from the full text.",
        "columns": {
            "term": "Term",
            "english": "In English",
            "february": "25 February 2022",
            "june": "15 June 2022",
        },
        "links": {"february": f"term-{CALLS[0]}-{{slug}}", "june": f"term-{CALLS[1]}-{{slug}}"},
    }
