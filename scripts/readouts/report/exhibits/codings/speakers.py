"""Who is made to speak, by which verbs, in which form, and by which names."""

import pandas as pd
from matplotlib.figure import Figure as Picture

from ... import sentence_counts
from ...codings import NONE
from ...drawing import NARROW, canvas, distinct, figure, legible, shows, side_styles, small, table
from ...fields import Field
from ...findings import literal
from ...publish import InsufficientData
from ...report import Report
from ...sentence_counts import counts, in_print
from ..headings import keyed, shown
from .counted import FIELDS, count_table, counted, sizes

# A picture of fewer sentences says less than the table; and it shows so many speakers.
LEAST, MOST = 8, 12


@figure
def sentences_by_speaker(report: Report) -> dict:
    """Who is made to speak in how many sentences of each side: confirmed full, drafts hatched."""
    table = report.analysis.sentences
    if len(table) < LEAST:
        raise InsufficientData("The accounts have too few sentences for a picture: the table has them all.")  # fmt: skip
    # Numbers over several events have no evidence of their own; the table has that of each account.
    one_event = table["event"].nunique() == 1
    found = counts(table, "spoken", "account" if one_event else "part")
    parts = [part for part in shown(report) if part.id in set(found["part"])]
    found["number"] = found["confirmed"].map(len) + found["drafts"].map(len)
    most = found.groupby("speaker")["number"].sum().sort_values(ascending=False, kind="stable")
    kept = list(most.index[:MOST])
    labels = pd.Series(dtype=str)
    names = [in_print("speaker", one, labels) for one in kept]
    plain = [legible(name, f"speaker {place}", 18) for place, name in enumerate(names, 1)]
    drawn = distinct(plain)
    data = found[["part", "side", "speaker", "number", "of", "coders", "drafted_by"]].assign(
        confirmed=found["confirmed"].map(len),
        drafts=found["drafts"].map(len),
        finding=found["id"] if one_event else "",
    )
    said = "; ".join(
        f"{row.side}, {in_print('speaker', row.speaker, labels)}: {row.confirmed} confirmed, {row.drafts} drafts"
        for row in data.itertuples()
    )
    renamed = "".join(
        f" {shown_as} is {literal(name)}."
        for shown_as, name in zip(drawn, names)
        if shown_as.startswith("speaker ")
    )
    rest = " Others stand in the table." if len(most) > MOST else ""
    return {
        "title": "Who is made to speak",
        "data": data.drop(columns="number").rename(columns={"of": "sentences"}),
        "fields": FIELDS
        | {
            "part": "short name of the side, and of the language where it writes in several",
            "sentences": Field("all sentences of the side", "sentences"),
        },
        "caption": f"Sentences by the one who is made to speak in them. A full bar is confirmed by a person, a hatched one a draft. {sizes(report)}{keyed(parts)}{renamed}{rest}",
        "alt": f"Bars of sentences by speaker and side. {said}.",
        "draw": draw_sentences_by_speaker,
        "look": {
            "sides": {part.id: part.name for part in parts},
            "speakers": dict(zip(kept, plain)),
        },
    }


def draw_sentences_by_speaker(
    data: pd.DataFrame, sides: dict[str, str], speakers: dict[str, str]
) -> Picture:
    """Draw a bar a speaker and side: confirmed full, drafts hatched."""
    styles = side_styles(sides)
    picture, axis = canvas(NARROW, 0.5 + 0.23 * len(speakers) * len(sides))
    picture.get_layout_engine().set(rect=(0.03, 0, 0.97, 1))  # names at the edge are drawn whole
    longest = max(data["confirmed"] + data["drafts"])
    height = 0.8 / len(sides)
    for number, (part, style) in enumerate(styles.items()):
        own = data[data["part"] == part].set_index("speaker").reindex(list(speakers))
        for place, row in enumerate(own.itertuples()):
            if pd.isna(row.confirmed):
                continue
            y = place + (number - (len(styles) - 1) / 2) * height
            sure, draft = int(row.confirmed), int(row.drafts)
            line = {"edgecolor": style.colour, "linewidth": 0.8}
            axis.barh(y, sure, height * 0.9, color=style.colour, **line)
            axis.barh(y, draft, height * 0.9, left=sure, color="none", hatch="/////", **line)
            said = [str(sure)] if sure or not draft else []
            said += [f"{draft} draft{'s' if draft > 1 else ''}"] if draft else []
            text = axis.text(
                sure + draft + 0.02 * longest,
                y,
                f"{legible(style.label, style.label, 16)}: {' + '.join(said)}",
                va="center",
                fontsize=small(),
            )
            if isinstance(row.finding, str):
                shows(text, row.finding if sure else f"{row.finding}-drafts")
    axis.set_yticks(range(len(speakers)), distinct(list(speakers.values())))
    axis.set_xlim(0, longest * 2.3)
    axis.set_ylim(len(speakers) - 0.5, -0.5)
    axis.xaxis.set_visible(False)
    axis.spines["bottom"].set_visible(False)
    axis.tick_params(axis="y", length=0)
    return picture


@table
def sentence_speakers(report: Report) -> dict:
    """Who is made to speak in how many sentences of each account."""
    data = counted(report, "spoken")
    return count_table(
        report, data, ["speaker"], "Who is made to speak, counted",
        f"Sentences of each account by the one who is made to speak in them. {sizes(report)} What nobody is made to say stands in the account as a fact, or as a saying without a speaker.",
        {"speaker_shown": "Who speaks"}, {"sentences": "of sentences"},
    )  # fmt: skip


@table
def reported_verbs(report: Report) -> dict:
    """By which verbs each is made to speak."""
    data = counted(report, "reported").sort_values(
        ["account", "speaker"], kind="stable", key=lambda column: column.map({one: place for place, one in enumerate(dict.fromkeys(column))}),
    )  # fmt: skip
    stance = dict(
        zip(report.analysis.sentences["sentence_id"], report.analysis.sentences["stance"])
    )
    at = {
        (row.segment_id, row.start, row.end): row.sentence_id
        for row in report.analysis.sentences.itertuples()
    }
    data["stance"] = [
        ", ".join(dict.fromkeys(one for span in spans for one in stance[at[span]] if one != NONE))
        for spans in data["spans"]
    ]
    return count_table(
        report, data, ["speaker", "verb"], "Reporting verbs by speaker",
        "The verb by which each account makes somebody speak, as it stands there, and what it commits the narrator to: a factive verb (noted, pointed out) presents "
        "what is said as a fact, an assertive one (stressed) as the speaker’s claim, a neutral one (said) as neither.",
        {"speaker_shown": "Who speaks", "verb_shown": "Verb"}, {"stance": "Stance"},
    )  # fmt: skip


@table
def sentence_agency(report: Report) -> dict:
    """How the main doing is expressed in the sentences of each account."""
    data = counted(report, "acting")
    return count_table(
        report, data, ["agency"], "Active, passive, or a noun",
        f"How the main doing of each sentence is expressed. {sizes(report)}", {"agency_shown": "Form"}, {"sentences": "of sentences"},
    )  # fmt: skip


@table
def names_by_speaker(report: Report) -> dict:
    """Which names of a matter stand in whose mouth."""
    codes, frames = report.codebook.codes, report.codebook.frames.set_index("frame")
    frame = sentence_counts.frame_of_names(report.settings, frames.index)
    data = counted(report, "told")
    data = data[data["topic"].isin(codes.index[codes["frame"] == frame])].reset_index(drop=True)
    if data.empty:
        raise InsufficientData("No sentence is found to name a matter by a code of the frame of names.")  # fmt: skip
    label = frames.at[frame, "label"]
    return count_table(
        report, data, ["topic", "speaker"], "Names, and in whose mouth they stand",
        f"Sentences with a code of the frame “{literal(label)}”, by the one who is made to speak in them. It is confirmed where both are: that the name stands there, and whose word it is.",
        {"topic_shown": "Name", "speaker_shown": "In the mouth of"},
    )  # fmt: skip
