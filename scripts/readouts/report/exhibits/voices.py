"""Figures and tables of who is made to speak."""

from itertools import accumulate

import pandas as pd
from matplotlib.figure import Figure as Picture

from ...text import languages
from .. import coverage, results, voices
from ..drawing import (
    HALF,
    WIDE,
    Rows,
    canvas,
    closer,
    figure,
    grid,
    half_handle,
    latin,
    named,
    on_narrow,
    side_styles,
    small,
    table,
    typed,
    wrapped,
)
from ..fields import SHARED, Field
from ..findings import slug
from ..publish import InsufficientData
from ..report import Report
from ..voices import placed
from .silences import LINKED

# Lines that the names of those who speak take below a heading.
HEADS = 2.4


@figure
def claims_by_voice(report: Report) -> dict:
    """Which topics each full readout of the call in focus puts into whose mouth."""
    settings, (one, other), date = report.settings, report.settings.two, report.settings.event
    sides = {one.id: one.name, other.id: other.name}
    labels = latin(report.table("topics").set_index("topic")["label"])
    order = {told_by: place for place, told_by in enumerate((one.id, "both", other.id))}
    data = placed(report.table("coverage"), date, settings).assign(
        label=lambda table: table["topic"].map(labels)
    )
    data = data.sort_values(
        "told_by", key=lambda told: told.map(order), kind="stable", ignore_index=True
    )
    half = coverage.halves(
        coverage.by_side(report.table("coverage"), date, list(sides)), report.table("topics")
    )
    data["linked"] = data["topic"].isin(half)
    data["mouth"] = data["voice"].where(data["basis"] != "implied", "implied")
    speakers = {voice: settings.speaker(voice) for voice in settings.voices}
    own = {leader: speakers[leader] for leader in voices.leaders(settings).values()}
    columns = {
        **{leader: name.replace(" ", "\n") for leader, name in own.items()},
        "both": "both,\nnamed",
        "implied": "both,\nimplied",
        "nobody": speakers["nobody"].replace(" ", "\n"),
        "issuer": speakers["issuer"].replace(" ", "\n"),
    }
    headings = {
        one.id: f"In {one.whose} text alone",
        "both": "In both texts",
        other.id: f"In {other.whose} text alone",
    }
    mouths = speakers | {
        "both": f"{speakers['both']}, named",
        "implied": f"{speakers['both']}, implied",
    }
    said = ". ".join(
        f"{settings.names[side]}, {mouths[mouth]}: {'; '.join(table['label'])}"
        for (side, mouth), table in data.groupby(["side", "mouth"], sort=False)
    )
    return {
        "title": "Who says what?",
        "caption": f"Every topic that a full readout of {results.day(date)} states, by who is made to say it: {{finding}}`topics-{date}-{one.id}` topics of {one.whose} text alone, "
        f"{{finding}}`topics-{date}-both` of both, {{finding}}`topics-{date}-{other.id}` of {other.whose} alone. A half mark: the other text states the linked topic; a topic may have two speakers in one text.",
        "alt": f"A grid of topics by voice, with a round mark for {typed(one.whose)} text and a square one for {typed(other.whose)}. {said}.",
        "data": data[
            ["topic", "label", "told_by", "side", "status", "voice", "basis", "ladder", "linked"]
        ],
        "fields": {
            "status": "how the side’s full readout has the topic: stated",
            "voice": "who is made to say it: a speaker by his short name, both, issuer (the narrator), or nobody",
            "basis": "how the voice is known: named, implied, agentless, or narrator",
            "ladder": "the rung of the attribution ladder on which this voice stands",
            "linked": "whether one text states the topic, and the other the topic that is linked with it",
        },
        "draw": draw_claims_by_voice,
        "look": {"sides": sides, "columns": columns, "headings": headings, "linked": LINKED},
    }


def draw_claims_by_voice(
    data: pd.DataFrame,
    sides: dict[str, str],
    columns: dict[str, str],
    headings: dict[str, str],
    linked: str,
) -> Picture:
    """Draw a grid of topics, in three groups, by voice: a mark for each side that has it so."""
    styles, first = side_styles(sides), next(iter(sides))
    labels = dict(zip(data["topic"], data["label"]))
    mouths = data["voice"].where(data["basis"] != "implied", "implied")
    lines = [
        line
        for told_by, heading in headings.items()
        for line in (heading, *data[data["told_by"] == told_by]["topic"].unique())
    ]
    said = [labels.get(line, line) for line in lines]
    # On a narrow screen a topic stands over its marks, so that the speakers have room beside each other.
    below, air = on_narrow(), 0.1 if closer() else 0.36
    shown = wrapped(said, wide=50, narrow=64 if closer() else 46)
    written = [text.count("\n") + 1 for text in shown]
    # On a screen who speaks is said below each heading there, since the heads above are out of sight.
    heads = HEADS * (below and not closer())
    marked = [below * 0.85 if line in labels else heads for line in lines]
    edges = accumulate((n + more + air for n, more in zip(written, marked)), initial=0.0)
    rows = Rows(shown, list(edges))
    places = {line: place + 0.5 * n * (more > 0) for line, place, n, more in zip(lines, rows.places, written, marked)}  # fmt: skip
    places |= {heading: rows.edges[lines.index(heading)] + 0.6 * air + 0.5 for heading in headings.values() if below}  # fmt: skip
    picture, axis = canvas(WIDE, rows.inches + 0.07 * small() + 0.3, taller=1)
    for row, mouth in zip(data.itertuples(), mouths):
        shift = -0.13 if row.side == first else 0.13
        axis.plot(
            list(columns).index(mouth) + shift,
            places[row.topic],
            styles[row.side].marker,
            color=styles[row.side].colour,
            markersize=5.5 if closer() else 7.5,
            markeredgecolor=styles[row.side].colour,
            markeredgewidth=1,
            **(HALF if row.linked else {}),
        )
    # A side is named beside the heading over its first mark: at its end, or on a narrow screen at the end of its line.
    ends = len(columns) - 0.6 if below else -0.6
    for told_by, own in data.groupby("told_by", sort=False):
        for side in own["side"].unique():
            if side == told_by or side not in set(data["told_by"]):
                place = (ends, places[headings[told_by]])
                named(
                    axis,
                    styles[side],
                    place,
                    (0 if below else 4, 0),
                    ha="right" if below else "left",
                )
    axis.set_xticks(range(len(columns)), columns.values())
    grid(axis, len(columns), rows)
    axis.tick_params(labelsize=small())
    for heading in headings.values():
        line = lines.index(heading)
        axis.axhspan(
            *rows.edges[line : line + 2], color="#6b6b6b", alpha=0.16, linewidth=0, zorder=-1
        )
        axis.get_yticklabels()[line].set_fontweight("bold")
    if data["linked"].any():
        picture.legend(handles=[half_handle(axis, linked)], loc="outside lower left")
    if heads:
        axis.set_xticks([])
        for heading in headings.values():
            for x, name in enumerate(columns.values()):
                y = rows.edges[lines.index(heading) + 1] - 0.5 * heads
                axis.text(x, y, name, ha="center", va="center", fontsize=small())
    if below:
        axis.set_yticks([])
        for line, text, top in zip(lines, rows.labels, rows.edges):
            axis.text(
                -0.55, top + 0.6 * air, text, va="top", fontsize=small(),
                fontweight="normal" if line in labels else "bold",
            )  # fmt: skip
    return picture


def _passages(report: Report) -> dict[str, str]:
    """The readout of the call in focus whose passages were read, by side."""
    segments = report.corpus.segments
    read = segments[segments["segment_id"].isin(report.table("voices")["segment_id"])]
    own = read[read["event_date"] == report.settings.event].groupby("side")["readout_id"].first()
    return {side.id: own[side.id] for side in report.settings.two if side.id in own}


def _full(report: Report) -> dict[str, str]:
    """The full texts that were read sentence by sentence, by the column that they have."""
    read = set(report.table("agency")["readout_id"])
    return {
        f"full_{_month(report, readout)}".lower(): readout
        for readout in report.settings.full_texts
        if readout in read
    }


def _month(report: Report, readout: str) -> str:
    """When a readout's call was."""
    return report.settings.months[report.corpus.readouts.at[readout, "event_date"]]


def _own(report: Report, readout: str) -> str:
    """What a readout has in the ids of its sizes."""
    return report.analysis.readout_id(readout) if report.analysis else readout


def _headings(report: Report, out_of: str) -> dict[str, str]:
    """The headings of the columns of passages and of full texts, each with its denominator."""
    one, names = report.settings.two[0], report.settings.names
    found = {side: f"passages-{_own(report, own)}" for side, own in _passages(report).items()}
    return {
        side: f"{names[side]}, {out_of} {{finding}}`{finding}` passages"
        if finding in report.findings
        else f"{names[side]}, passages"
        for side, finding in found.items()
    } | {
        column: f"{one.name}’s text of {_month(report, readout)}, of {{finding}}`sentences-{readout}` sentences"
        for column, readout in _full(report).items()
    }


def _language(report: Report) -> str:
    """The language of the full texts that were read sentence by sentence."""
    read = report.corpus.readouts.loc[list(_full(report).values()), "language"]
    return " and ".join(dict.fromkeys(map(languages.name, read)))


def _full_texts(report: Report) -> str:
    """The full texts that were read sentence by sentence, in prose."""
    return f"{report.settings.two[0].whose} full {_language(report)} texts"


@table
def attribution_ladder(report: Report) -> dict:
    """The full readouts of the call in focus: topics a rung of the ladder, and how many of them the other side states too."""
    (one, other), date = report.settings.two, report.settings.event
    forms = voices.forms(report.settings)
    data = pd.DataFrame({"ladder": list(forms), "form": list(forms.values())})
    data["slug"] = data["ladder"].map(slug)
    for side in (one.id, other.id):
        for column, end in ((side, ""), (f"{side}_both", "-told-by-both")):
            data[column] = [
                report.findings[f"rung-{date}-{side}-{step}{end}"].value for step in data["slug"]
            ]
    return {
        "title": "The attribution ladder",
        "data": data,
        "fields": {
            "ladder": "the rung",
            "form": "its form, in a made-up example",
        }
        | {
            column: Field(said, "topics")
            for side, other_side in ((one, other), (other, one))
            for column, said in (
                (side.id, f"topics of {side.whose} full readout that stand on the rung"),
                (
                    f"{side.id}_both",
                    f"of these, topics that {other_side.whose} states too, in whatever voice",
                ),
            )
        },
        "page_only": ("slug",),
        "caption": f"Topics of the full readouts of {results.day(date)} by the rung on which each stands, out of {{finding}}`topics-{date}-{one.id}-stated` for {one.prose} and "
        f"{{finding}}`topics-{date}-{other.id}-stated` for {other.prose}; beside each number, how many of these topics the other readout states too, in whatever voice. "
        "A topic in two mouths is counted on both rungs. The forms are made-up examples.",
        "columns": {
            "ladder": "Rung",
            "form": "Its form",
            one.id: one.name,
            f"{one.id}_both": f"of these, in {other.whose} text too",
            other.id: other.name,
            f"{other.id}_both": f"of these, in {one.whose} text too",
        },
        "links": {
            f"{side}{column}": f"rung-{date}-{side}-{{slug}}{end}"
            for side in (one.id, other.id)
            for column, end in (("", ""), ("_both", "-told-by-both"))
        },
    }


@table
def passage_voices(report: Report) -> dict:
    """Every counted passage of the calls: verb, rung as quoted and in the full text."""
    sides = {side.id: side.name for side in report.settings.two}
    data = voices.against_full(report.context).fillna({"reporting_verb": "", "ladder_full": ""})
    data = data[data["counted"] & data["side"].isin(sides)]
    data["from"] = ["" if basis == "none" else f"the {basis}" for basis in data["verb_basis"]]
    data["readout"] = [
        f"{sides[row.side]}, {results.day(row.event_date)}" for row in data.itertuples()
    ]
    return {
        "title": "Passage by passage",
        "data": data.reset_index(drop=True),
        "tables": ("voices", "segments"),
        "fields": {
            "readout_id": SHARED["readout_id"],
            "side": SHARED["side"],
            "event_date": "day of the call",
            "speaker": "whom the passage makes speak; empty where it is not known",
            "quotation": "how the passage is quoted: unbroken, by itself; joined, a part of a sentence around it; empty where it is not known",
            "counted": "whether the passage is counted",
            "ladder_full": "the rungs of the same topics in the full text, joined by a semicolon; empty where none was coded",
            "from": "whose the verb is, in print",
            "readout": "the readout in print",
        },
        "caption": "Each passage of the two sides that was read: the claim in other words, the reporting verb and whose it is, the rung on which the claim stands where it is quoted, and the rung of the "
        "same topics in the full text.",
        "columns": {
            "claim": "Claim",
            "readout": "Readout",
            "reporting_verb": "Verb",
            "from": "Verb of",
            "ladder": "Rung as quoted",
            "ladder_full": "Rung in the full text",
        },
    }


@table
def reporting_verbs(report: Report) -> dict:
    """Reporting verbs: of the passages, supplied where they are quoted, and of the first side's full texts."""
    passages, names = _passages(report), report.settings.names
    prefixes = {side: f"verb-{readout}" for side, readout in passages.items()}
    prefixes |= {f"{side}_supplied": f"verb-supplied-{own}" for side, own in passages.items()}
    full = {
        column: voices.sentence_id(report.context, readout)
        for column, readout in _full(report).items()
    }
    prefixes |= {column: f"verb-{readout}" for column, readout in full.items()}
    headings = _headings(report, "in")
    if not prefixes:
        raise InsufficientData(
            "No passage of the call in focus and no full text was read for its voices."
        )
    data = pd.DataFrame({"verb": voices.lemmas(report.context)})
    data["slug"] = data["verb"].map(slug)
    data["verb"] = data["slug"].str.replace("-", " ")
    for column, prefix in prefixes.items():
        data[column] = [report.findings[f"{prefix}-{name}"].value for name in data["slug"]]
    data = data[data[list(prefixes)].any(axis=1)].reset_index(drop=True)
    of_full = f", and in {_full_texts(report)}, a verb a sentence" if full else ""
    return {
        "title": "Reporting verbs",
        "data": data,
        "fields": {"verb": "base form of the verb of saying or agreeing"}
        | {
            column: Field(said, "occurrences")
            for side, readout in passages.items()
            for column, said in (
                (side, f"occurrences in the words of the passages of {readout}"),
                (
                    f"{side}_supplied",
                    f"occurrences supplied where the passages are quoted of {readout}",
                ),
            )
        }
        | {
            column: Field(f"sentences of {readout} with the verb", "sentences")
            for column, readout in _full(report).items()
        },
        "page_only": ("slug",),
        "caption": f"Verbs of saying and agreeing, each under its base form: in the words of the passages, supplied where a passage is quoted{of_full}. The kinds have denominators of their own "
        f"and are not added up. In the passages zero means: as a reporting verb not in the {report.settings.excerpts}.",
        "columns": {
            "verb": "Verb",
            **{side: headings[side] for side in passages},
            **{f"{side}_supplied": f"{names[side]}’s passages, supplied" for side in passages},
            **{column: headings[column] for column in full},
        },
        "links": {column: f"{prefix}-{{slug}}" for column, prefix in prefixes.items()},
    }


@table
def agency(report: Report) -> dict:
    """Agency: the passages as they are presented where they are quoted, and the first side's full texts sentence by sentence."""
    readouts = _passages(report) | {
        column: voices.sentence_id(report.context, readout)
        for column, readout in _full(report).items()
    }
    of_full = f", and of each sentence of {_full_texts(report)}" if _full(report) else ""
    data = pd.DataFrame({"agency": list(voices.AGENCY), "label": list(voices.AGENCY.values())})
    data["slug"] = data["agency"].map(slug)
    for column, readout in readouts.items():
        data[column] = [report.findings[f"agency-{readout}-{kind}"].value for kind in data["slug"]]
    return {
        "title": "Who acts in the reporting clause",
        "data": data,
        "fields": {
            "agency": "the kind of reporting clause: short name",
            "label": "the same in print",
        }
        | {
            side: Field(f"passages of {readout} with such a clause", "passages")
            for side, readout in _passages(report).items()
        }
        | {
            column: Field(f"sentences of {readout} with such a clause", "sentences")
            for column, readout in _full(report).items()
        },
        "page_only": ("slug",),
        "caption": f"The reporting clause of each passage as it is presented where it is quoted{of_full}. Passages and sentences have denominators of their own and are not added up.",
        "columns": {"label": "Reporting clause"} | _headings(report, "of"),
        "links": {column: f"agency-{readout}-{{slug}}" for column, readout in readouts.items()},
    }


@table
def agency_original(report: Report) -> dict:
    """The sentences whose original is on record: the reporting clause in both languages."""
    if "original" not in report.table("agency") or report.table("agency")["original"].isna().all():
        raise InsufficientData("Of no sentence the original is on record.")
    written, language = voices.original_language(report.settings), _language(report)
    in_it = written if report.settings.original else f"the {written}"
    names = {
        readout_id: f"{day.day} {day:%B}"
        for readout_id, day in report.corpus.readouts["event_date"].items()
    }
    data = (
        report.table("agency")
        .dropna(subset=["original"])
        .assign(call=lambda table: table["readout_id"].map(names))
        .reset_index(drop=True)
    )
    data["shift"] = [f"other in {language}" if shifted else "" for shifted in voices.shifted(data)]
    known = ", ".join(
        f"{{finding}}`originals-{readout}` of {{finding}}`sentences-{readout}` in {_month(report, readout)}"
        for readout in reversed(_full(report).values())
    )
    return {
        "title": f"The reporting clause in {in_it} and in {language}",
        "data": data,
        "tables": ("agency",),
        "fields": {
            "sentence": Field("number of the sentence in the text, from 1", "ordinal number"),
            "call": "day and month of the call",
            "shift": f"says where the clause is of another kind in {language} than in {in_it}; empty where it is of the same",
        },
        "caption": f"The sentences of {report.settings.two[0].whose} readouts whose {written} is on record: {known}. Where each stands is in the CSV.",
        "columns": {
            "call": "Call",
            "sentence": "Sentence",
            "original": written[:1].upper() + written[1:],
            "agency_original": f"In {in_it}",
            "reporting_verb": language,
            "agency": f"In {language}",
            "shift": "Shift",
        },
        "sources": ("sentence", "original", "reporting_verb"),
    }
