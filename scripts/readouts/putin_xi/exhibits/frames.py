"""Figures and tables of frames and codes."""

import pandas as pd

from ...reporting import results
from ...reporting.drawing import COLOURS, NEUTRAL, WIDE, canvas, figure, paired_bars, table
from ...reporting.findings import slug
from ...text import frequency
from ..report import BEIJING, CALLS, FEBRUARY, FULL_TEXTS, JUNE, KREMLIN, Report
from .labels import OF_BEIJING, OF_KREMLIN, english


@figure
def coded_frames(report: Report) -> dict:
    """How often each frame occurs in each side's quoted passages of 15 June 2022."""
    frames = report.codebook.frames
    rows = [(row.frame, row.label, side, report.findings[slug("frame", readout, row.frame)].value, report.findings[f"words-{readout}"].value)
            for row in frames.itertuples() for side, readout in (("kremlin", KREMLIN), ("beijing", BEIJING))]
    data = pd.DataFrame(rows, columns=["frame", "label", "side", "frequency", "n_target"])
    data["normalized_frequency"] = data["frequency"] * frequency.PER / data["n_target"]
    picture, axis = canvas(WIDE, 3.9)
    paired_bars(axis, data, list(frames["label"]))
    axis.set_xlabel("coded stretches in the quoted passages")
    counts = data.pivot(index="label", columns="side", values="frequency")
    return {
        "title": "Frames in the quoted passages",
        "caption": "Distinct coded stretches a frame in the passages of 15 June 2022 that the article quotes: the Kremlin’s ({finding}`passages-kremlin-2022-06-15-quoted` "
                   "passages, {finding}`words-kremlin-2022-06-15-quoted` words) and Beijing’s ({finding}`passages-beijing-2022-06-15-quoted` passages, "
                   "{finding}`words-beijing-2022-06-15-quoted` words). Where no bar stands, the frame is not in the quoted passages; the full texts may have it.",
        "alt": "Paired bars, the Kremlin and Beijing, a frame: " + "; ".join(f"{label} {counts.loc[label, 'kremlin']} and {counts.loc[label, 'beijing']}" for label in frames["label"])
               + ". Zero means not in the quoted passages.",
        "data": data, "picture": picture,
    }


@figure
def february_june(report: Report) -> dict:
    """Frames in the Kremlin's two full readouts."""
    frames = report.codebook.frames
    rows = [(row.frame, row.label, str(date), report.findings[slug("frame", readout, row.frame)].value, report.findings[f"words-{readout}"].value)
            for row in frames.itertuples() for date, readout in zip(CALLS, FULL_TEXTS)]
    data = pd.DataFrame(rows, columns=["frame", "label", "event_date", "frequency", "n_target"])
    wide = data.pivot(index="label", columns="event_date", values="frequency").reindex(frames["label"])
    picture, axis = canvas(WIDE, 3.2)
    for date, marker, fill in ((str(FEBRUARY), "D", "white"), (str(JUNE), "o", COLOURS["kremlin"])):
        axis.plot(wide[date], range(len(wide)), marker, color=COLOURS["kremlin"], markerfacecolor=fill, markersize=8 if marker == "o" else 6.5, label=results.day(pd.Timestamp(date)),
                  zorder=3 if marker == "o" else 4)
    axis.hlines(range(len(wide)), wide.min(axis=1), wide.max(axis=1), color=NEUTRAL, zorder=2)
    axis.set_yticks(range(len(wide)), wide.index)
    axis.invert_yaxis()
    axis.grid(axis="x")
    axis.set_xlabel("coded stretches in the full English text")
    axis.legend(loc="upper right")
    said = "; ".join(f"{label} {row[str(FEBRUARY)]} and {row[str(JUNE)]}" for label, row in wide.iterrows())
    return {
        "title": "The Kremlin’s two readouts",
        "caption": "Distinct coded stretches a frame in the Kremlin’s full English readouts of 25 February 2022 ({finding}`words-kremlin-2022-02-25-full` words) and 15 June 2022 "
                   "({finding}`words-kremlin-2022-06-15-full` words). Two texts on two occasions: a difference between them is no trend.",
        "alt": f"Two dots a frame, February and June 2022: {said}.",
        "data": data, "picture": picture,
    }


@table
def frames(report: Report) -> dict:
    """Frames in the quoted passages: counts, and rates beside them."""
    data = report.codebook.frames[["frame", "label"]].copy()
    for side, readout in (("kremlin", KREMLIN), ("beijing", BEIJING)):
        data[side] = [report.findings[slug("frame", readout, frame)].value for frame in data["frame"]]
        data[f"{side}_rate"] = [report.findings["rate-" + slug("frame", readout, frame)].value for frame in data["frame"]]
    return {
        "title": "Frames, counts and rates", "data": data,
        "caption": "Distinct coded stretches a frame in the quoted passages of 15 June 2022, with rates per {plain}`1,000` words. A rate of so few words serves to compare "
                   "passages of unequal length, and for nothing else.",
        "columns": {"label": "Frame", "kremlin": OF_KREMLIN, "kremlin_rate": "Kremlin, rate", "beijing": OF_BEIJING, "beijing_rate": "Beijing, rate"},
        "links": {"kremlin": f"frame-{KREMLIN}-{{frame}}", "kremlin_rate": f"rate-frame-{KREMLIN}-{{frame}}",
                  "beijing": f"frame-{BEIJING}-{{frame}}", "beijing_rate": f"rate-frame-{BEIJING}-{{frame}}"},
    }


@table
def codes(report: Report) -> dict:
    """Every code: the quoted passages of both sides, and the Kremlin's full texts."""
    names = report.codebook.frames.set_index("frame")["label"]
    data = report.codebook.codes[["frame", "code", "label"]].reset_index(drop=True)
    data["frame_label"] = data["frame"].map(names)
    readouts = {"kremlin": KREMLIN, "beijing": BEIJING, "kremlin_full_february": "kremlin-2022-02-25-full", "kremlin_full_june": "kremlin-2022-06-15-full"}
    for column, readout in readouts.items():
        data[column] = [report.findings[slug("code", readout, code)].value for code in data["code"]]
    return {
        "title": "Every code", "data": data,
        "caption": "Distinct coded stretches a code. In the first two columns of numbers zero means not in the quoted passages; in the last two it means absent from the full text. "
                   "The two kinds are never added up.",
        "columns": {"label": "Code", "frame_label": "Frame", "kremlin": OF_KREMLIN, "beijing": OF_BEIJING,
                    "kremlin_full_february": "Kremlin, full text of February, of {finding}`words-kremlin-2022-02-25-full` words",
                    "kremlin_full_june": "Kremlin, full text of June, of {finding}`words-kremlin-2022-06-15-full` words"},
        "links": {column: f"code-{readout}-{{code}}" for column, readout in readouts.items()},
    }


@table
def chinese_terms(report: Report) -> dict:
    """Chinese terms in the full Chinese readouts of both calls."""
    wide = report.table("beijing_terms").pivot(index="term", columns="event_date", values="frequency")
    data = wide.reindex(report.table("beijing_terms")["term"].unique()).reset_index().rename(columns=dict(zip(CALLS, ("february", "june"))))
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    return {
        "title": "Terms in the Chinese readouts", "data": data,
        "caption": "Occurrences of strings in the full Chinese texts of both calls. A string is counted inside longer ones too: the second 安全 of June stands in the name of the "
                   "Global Security Initiative. Zero means absent from the full text.",
        "columns": {"term": "Term", "english": "In English", "february": "25 February 2022", "june": "15 June 2022"},
        "links": {"february": f"term-{CALLS[0]}-{{slug}}", "june": f"term-{CALLS[1]}-{{slug}}"}
    }
