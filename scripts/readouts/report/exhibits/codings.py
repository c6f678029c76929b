"""Figures and tables of what coders say of each sentence: who is made to speak, by which verb, and of which topics."""

import pandas as pd

from .. import coders, sentence_counts, unshared
from ..codings import CODINGS, NONE, PERSON
from ..drawing import (
    NARROW,
    NEUTRAL,
    canvas,
    cell,
    distinct,
    figure,
    legible,
    matrix,
    side_styles,
    table,
)
from ..fields import Field
from ..findings import literal
from ..publish import InsufficientData
from ..report import Report
from ..sentence_counts import ABSENT, counts, in_print
from .headings import keyed, listed, shown

# A picture of fewer sentences says less than the table; and it shows so many speakers, or topics.
LEAST, MOST = 8, 12
TOPICS = 40
# Rows that a table shows; its CSV has all.
ROWS = 80
KINDS = (
    "A confirmed sentence is one of which a person has said so; a draft is by rules and patterns, and nobody has confirmed it. "
    "The two are never added."
)
FIELDS = {
    "speaker": "who is made to speak, as the text names him; both, nobody, or the narrator",
    "verb": "the reporting verb as it stands in the text",
    "stance": "what the verb commits the narrator to, as far as it is coded",
    "agency": "how the main doing is expressed: active, passive, noun",
    "topic": "short name of the code",
    "confirmed": Field("sentences of which a person has confirmed it", "sentences"),
    "drafts": Field("sentences of which it is drafted, and nobody has confirmed it", "sentences"),
    "sentences": Field("all sentences of the account", "sentences"),
    "side": "name in print of the side whose account it is",
    "coders": "initials of the persons who confirmed it",
    "drafted_by": "the rules, patterns or models that drafted it",
    "finding": "id of the finding of the confirmed sentences in the evidence; with -drafts at its end, of the drafts",
}


def _counted(report: Report, name: str) -> pd.DataFrame:
    """The counts of sentences by account, for a table: in order, numbers for spans, values in print beside them."""
    found = counts(report.analysis.sentences, name)
    if found.empty:
        raise InsufficientData("No sentence is coded for this, and none is drafted.")
    labels = report.codebook.codes["label"]
    for key in sentence_counts.COUNTS[name]:
        found[f"{key}_shown"] = [
            in_print(report.settings, key, value, labels) for value in found[key]
        ]
    found["spans"] = found["confirmed"] + found["drafts"]
    found[["confirmed", "drafts"]] = found[["confirmed", "drafts"]].map(len)
    return found.rename(columns={"of": "sentences", "id": "finding"})


def _columns(report: Report, own: dict[str, str], more: dict[str, str] | None = None) -> dict:
    """The columns of a table of counts: event, account, what is counted, both counts."""
    several = len({one.event for one in report.analysis.accounts}) > 1
    return {
        **({"event_name": "Event"} if several else {}),
        "side": "Account of",
        **own,
        "confirmed": "Confirmed",
        "drafts": "Drafts",
        **(more or {}),
    }


def _table(report: Report, data: pd.DataFrame, keys: list[str], title: str, caption: str, own: dict[str, str], more: dict | None = None) -> dict:  # fmt: skip
    """A table of counts, each of which opens its sentences."""
    data = data.drop(columns="spans").assign(shown=[place < ROWS for place in range(len(data))])
    links = {
        column: [name + end if number else "" for name, number in zip(data["finding"], data[column])]
        for column, end in (("confirmed", ""), ("drafts", "-drafts"))
    }  # fmt: skip
    first = [
        "event", "event_name", "side", *keys, *(f"{key}_shown" for key in keys if f"{key}_shown" in data),
        "confirmed", "drafts", "sentences",
    ]  # fmt: skip
    rest = [name for name in (more or {}) if name not in first]
    page_only = tuple(f"{key}_shown" for key in keys if f"{key}_shown" in data)
    left = "" if data["shown"].all() else f" The first {{plain}}`{ROWS}` rows are shown; the CSV has all."  # fmt: skip
    return {
        "title": title,
        "data": data[[*first, *rest, "coders", "drafted_by", "finding", "shown"]],
        "fields": FIELDS,
        "page_only": page_only,
        "shown": "shown",
        "sources": ("event_name",),
        "caption": f"{caption} {KINDS}{left}",
        "columns": _columns(report, own, more),
        "links": links,
    }


def _sizes(report: Report) -> str:
    """How many sentences each account has, in a sentence."""
    table = report.analysis.sentences
    several = table["event"].nunique() > 1
    accounts = table.drop_duplicates("account")
    if len(accounts) > 6:
        return "The CSV has how many sentences each account has."
    said = [
        f"{literal(row.side)}{f', {literal(row.event_name)}' if several else ''}, {{finding}}`judged-{row.account}`"
        for row in accounts.itertuples()
    ]
    return f"Sentences: {'; '.join(said)}."


@figure
def sentences_by_speaker(report: Report) -> dict:
    """Who is made to speak in how many sentences of each side: confirmed full, drafts hatched."""
    table, settings = report.analysis.sentences, report.settings
    if len(table) < LEAST:
        raise InsufficientData("The accounts have too few sentences for a picture: the table has them all.")  # fmt: skip
    found = counts(table, "spoken", "part")
    parts = [part for part in shown(report) if part.id in set(found["part"])]
    found["number"] = found["confirmed"].map(len) + found["drafts"].map(len)
    most = found.groupby("speaker")["number"].sum().sort_values(ascending=False, kind="stable")
    kept = list(most.index[:MOST])
    labels = pd.Series(dtype=str)
    names = [in_print(settings, "speaker", one, labels) for one in kept]
    drawn = distinct([legible(name, f"speaker {place}", 18) for place, name in enumerate(names, 1)])
    styles = side_styles({part.id: part.name for part in parts})
    picture, axis = canvas(NARROW, 0.5 + 0.23 * len(kept) * len(parts))
    longest = max(found["number"])
    height = 0.8 / len(parts)
    for number, (part, style) in enumerate(styles.items()):
        own = found[found["part"] == part].set_index("speaker").reindex(kept)
        for place, row in enumerate(own.itertuples()):
            if row.number != row.number:
                continue
            y = place + (number - (len(styles) - 1) / 2) * height
            sure, draft = len(row.confirmed), len(row.drafts)
            line = {"edgecolor": style.colour, "linewidth": 0.8}
            axis.barh(y, sure, height * 0.9, color=style.colour, **line)
            axis.barh(y, draft, height * 0.9, left=sure, color="white", hatch="/////", **line)
            said = [str(sure)] if sure or not draft else []
            said += [f"{draft} draft{'s' if draft > 1 else ''}"] if draft else []
            axis.text(
                row.number + 0.02 * longest,
                y,
                f"{legible(style.label, style.label, 16)}: {' + '.join(said)}",
                va="center",
                fontsize=7.5,
            )
    axis.set_yticks(range(len(kept)), drawn)
    axis.set_xlim(0, longest * 2.3)
    axis.set_ylim(len(kept) - 0.5, -0.5)
    axis.xaxis.set_visible(False)
    axis.spines["bottom"].set_visible(False)
    axis.tick_params(axis="y", length=0)
    data = found[["part", "side", "speaker", "number", "of", "coders", "drafted_by"]].assign(
        confirmed=found["confirmed"].map(len), drafts=found["drafts"].map(len)
    )
    said = "; ".join(
        f"{row.side}, {in_print(settings, 'speaker', row.speaker, labels)}: {row.confirmed} confirmed, {row.drafts} drafts"
        for row in data.itertuples()
    )
    renamed = "".join(
        f" {shown_as} is {literal(name)}." for shown_as, name in zip(drawn, names) if shown_as.startswith("speaker ")  # fmt: skip
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
        "caption": f"Sentences by the one who is made to speak in them. A full bar is confirmed by a person, a hatched one a draft. {_sizes(report)}{keyed(parts)}{renamed}{rest}",
        "alt": f"Bars of sentences by speaker and side. {said}.",
        "picture": picture,
    }


@table
def sentence_speakers(report: Report) -> dict:
    """Who is made to speak in how many sentences of each account."""
    data = _counted(report, "spoken")
    return _table(
        report, data, ["speaker"], "Who is made to speak, counted",
        f"Sentences of each account by the one who is made to speak in them. {_sizes(report)} What nobody is made to say stands in the account as a fact, or as a saying without a speaker.",
        {"speaker_shown": "Who speaks"}, {"sentences": "of sentences"},
    )  # fmt: skip


@table
def reported_verbs(report: Report) -> dict:
    """By which verbs each is made to speak."""
    data = _counted(report, "reported").sort_values(
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
    return _table(
        report, data, ["speaker", "verb"], "Reporting verbs by speaker",
        "The verb by which each account makes somebody speak, as it stands there, and what it commits the narrator to: a factive verb (noted, pointed out) presents "
        "what is said as a fact, an assertive one (stressed) as the speaker’s claim, a neutral one (said) as neither.",
        {"speaker_shown": "Who speaks", "verb_shown": "Verb"}, {"stance": "Stance"},
    )  # fmt: skip


@table
def sentence_agency(report: Report) -> dict:
    """How the main doing is expressed in the sentences of each account."""
    data = _counted(report, "acting")
    return _table(
        report, data, ["agency"], "Active, passive, or a noun",
        f"How the main doing of each sentence is expressed. {_sizes(report)}", {"agency_shown": "Form"}, {"sentences": "of sentences"},
    )  # fmt: skip


def _elsewhere(report: Report, data: pd.DataFrame) -> pd.DataFrame:
    """What the other accounts of the event have of a topic, and their nearest sentence."""
    accounts = report.analysis.accounts
    told, coded = unshared.as_told(accounts, report.analysis.codes_by_account, report.corpus.excerpts)  # fmt: skip
    sentences = report.analysis.sentences
    read = sentence_counts.by_reading(sentences, report.codebook.codes.index)
    having = {(row.account, row.topic): row for row in data.itertuples()}
    by_id = sentences.set_index("sentence_id")
    at = {
        (row.segment_id, row.start, row.end): row.Index for row in by_id.itertuples()
    }
    rows = []
    for row in data.itertuples():
        said, near = [], []
        for other in accounts:
            name = other.part.id
            if other.event != row.event or name == row.account:
                continue
            if there := having.get((name, row.topic)):
                said.append(f"{other.side.name}: {'stated' if there.confirmed else 'found by patterns, a draft'}")  # fmt: skip
                continue
            if read.get((name, row.topic)) == ABSENT:
                readers = "; ".join(dict.fromkeys(by_id.loc[by_id["account"] == name, "topic_by"]))
                said.append(f"{other.side.name}: not stated, by the reading of {readers}")
            else:
                said.append(f"{other.side.name}: {coded.absence(told[name], row.topic).short}")
            near.append(_nearest(by_id, at[row.spans[0]], other) or _by_words(coded, told, row, other))  # fmt: skip
        rows.append(("; ".join(said), "; ".join(filter(None, near))))
    return data.assign(others=[one for one, _ in rows], nearest=[one for _, one in rows])


def _nearest(by_id: pd.DataFrame, sentence: str, other) -> str:
    """The sentence of another account that coders, or a model, name as the counterpart of one."""
    row = by_id.loc[sentence]
    if row["counterpart"] == (NONE,) and row["counterpart_confirmed"]:
        return f"{other.side.name}: none says the same, by the reading of {row['counterpart_by']}"
    for name in row["counterpart"]:
        if name in by_id.index and by_id.at[name, "account"] == other.part.id:
            same = f"the same, by the reading of {row['counterpart_by']}: " if row["counterpart_confirmed"] else ""  # fmt: skip
            return f"{other.side.name}: {same}{by_id.at[name, 'text']}"
    return ""


def _by_words(coded, told, row, other) -> str:
    """The same by rare words that both sentences have."""
    first = next(iter(coded.stretches(told[row.account], row.topic)), None)
    found = coded.nearest(first, told[other.part.id], told[row.account]) if first else ""
    return f"{other.side.name}: {found}" if found else ""


def _mouths(report: Report, data: pd.DataFrame) -> list[str]:
    """In whose mouth each topic of each account is put; what is not confirmed in both respects is called a draft."""
    told = counts(report.analysis.sentences, "told")
    labels, found = report.codebook.codes["label"], {}
    for row in told.itertuples():
        name = in_print(report.settings, "speaker", row.speaker, labels)
        found.setdefault((row.account, row.topic), []).append(
            name if row.confirmed else f"{name} (draft)"
        )
    return ["; ".join(found[key]) for key in zip(data["account"], data["topic"])]


@table
def sentence_topics(report: Report) -> dict:
    """What each account states, in whose mouth, and what the other accounts have of it."""
    data = _counted(report, "on")
    data["mouths"] = _mouths(report, data)
    data = _elsewhere(report, data)
    order = {code: place for place, code in enumerate(report.codebook.codes.index)}
    data["place"] = data["topic"].map(order)
    data["events"] = data["event"].map({event: place for place, event in enumerate(dict.fromkeys(one.event for one in report.analysis.accounts))})  # fmt: skip
    data = data.sort_values(["events", "place"], kind="stable").drop(columns=["events", "place"])
    made = _table(
        report, data, ["topic"], "What each account states, and in whose mouth",
        "Topics that sentences of each account state: the codes that a person gave them, or that patterns of the codebook find. Of another account that has none of its sentences is said what may be "
        "said: that it is not stated, where a person has read all sentences; else that none of the code’s wordings stands there, or which near forms do. The nearest sentence is proposed by similarity, "
        "unless a person names it: it decides nothing.",
        {"topic_shown": "Topic"}, {"mouths": "In whose mouth", "others": "In the others", "nearest": "Nearest there"},
    )  # fmt: skip
    made["fields"] = made["fields"] | {
        "mouths": "who is made to speak in these sentences",
        "others": "what the other accounts of the event have of the topic",
        "nearest": "the sentence of each other account without the topic that is nearest to the first of these",
    }
    return made


@figure
def topics_by_account(report: Report) -> dict:
    """Which topics are found in which account of the one event: confirmed full, drafts hatched."""
    accounts = report.analysis.accounts
    if len({one.event for one in accounts}) > 1 or not 2 <= len(accounts) <= 4:
        raise InsufficientData("A picture of topics is of one event of which two to four accounts are at hand: the table has them all.")  # fmt: skip
    found = counts(report.analysis.sentences, "on")
    if found["topic"].nunique() < 3:
        raise InsufficientData("Too few topics are found for a picture: the table has them all.")
    names = {one.part.id: one.side.name for one in accounts}
    styles = side_styles(names)
    having = found.groupby("topic", sort=False)["account"].agg(tuple)
    codes = report.codebook.codes
    groups = {account: f"{legible(name, account, 20)} alone" for account, name in names.items()}
    placed = {
        code: having[code][0] if len(having[code]) == 1 else "several"
        for code in codes.index
        if code in having
    }
    order = [*list(names)[:1], "several", *list(names)[1:]]
    headings = groups | {"several": "Both" if len(names) == 2 else "Several"}
    kept = list(placed)[:TOPICS]
    lines = [
        line
        for group in order
        if any(placed[code] == group for code in kept)
        for line in (headings[group], *(code for code in kept if placed[code] == group))
    ]
    picture, axis = canvas(NARROW, 0.7 + 0.23 * len(lines))
    spots = found.set_index(["topic", "account"])
    for y, line in enumerate(lines):
        for x, (account, style) in enumerate(styles.items() if line in placed else ()):
            if (line, account) in spots.index:
                row = spots.loc[(line, account)]
                if row["confirmed"]:
                    cell(axis, x, y, len(row["confirmed"]), style.colour, style.marker)
                else:
                    _draft(axis, x, y, len(row["drafts"]), style)
            else:
                axis.plot(x, y, ".", color=NEUTRAL, markersize=3)
    shown_as = [
        legible(codes.at[line, "label"], line, 34) if line in placed else line for line in lines
    ]
    matrix(axis, len(styles), distinct(shown_as))
    axis.set_xticks(range(len(styles)), [legible(one.label, one.label, 14) for one in styles.values()])  # fmt: skip
    axis.tick_params(axis="both", labelsize=7.5)
    for y, line in enumerate(lines):
        if line not in placed:
            axis.get_yticklabels()[y].set_fontweight("bold")
    data = found[["topic", "account", "side"]].assign(
        label=found["topic"].map(codes["label"]),
        confirmed=found["confirmed"].map(len),
        drafts=found["drafts"].map(len),
    )
    lists = "; ".join(
        f"{headings[group]}: {listed([codes.at[code, 'label'] for code in own])}"
        for group in order
        if (own := [code for code in placed if placed[code] == group])
    )
    rest = f" The first {{plain}}`{TOPICS}` topics are drawn." if len(placed) > TOPICS else ""
    return {
        "title": "Topics found, by account",
        "data": data,
        "fields": FIELDS | {"account": "the account, in ids of findings"},
        "caption": f"Sentences of each account that state a topic. A full mark: so many are confirmed by a person, drafts not counted. A hatched one: drafts alone, by patterns. A dot: none is found, which is no "
        f"absence: {{numref}}`tab-sentence-topics` says of each what may be said. {_sizes(report)}{rest}",
        "alt": f"A grid of topics by account. {lists}.",
        "picture": picture,
    }


def _draft(axis, x: int, y: int, number: int, style) -> None:
    """A count of drafts: a hatched mark with its number beside it."""
    axis.scatter(x, y, s=130, marker=style.marker, facecolor="white", edgecolor=style.colour, hatch="//////", linewidth=0.9)  # fmt: skip
    axis.text(x + 0.22, y, str(number), va="center_baseline", fontsize=8)


@table
def names_by_speaker(report: Report) -> dict:
    """Which names of a matter stand in whose mouth."""
    codes, frames = report.codebook.codes, report.codebook.frames.set_index("frame")
    frame = sentence_counts.frame_of_names(report.settings, frames.index)
    data = _counted(report, "told")
    data = data[data["topic"].isin(codes.index[codes["frame"] == frame])].reset_index(drop=True)
    if data.empty:
        raise InsufficientData("No sentence is found to name a matter by a code of the frame of names.")  # fmt: skip
    label = frames.at[frame, "label"]
    return _table(
        report, data, ["topic", "speaker"], "Names, and in whose mouth they stand",
        f"Sentences with a code of the frame “{literal(label)}”, by the one who is made to speak in them. It is confirmed where both are: that the name stands there, and whose word it is.",
        {"topic_shown": "Name", "speaker_shown": "In the mouth of"},
    )  # fmt: skip


@table
def coder_agreement(report: Report) -> dict:
    """How far persons agree who coded the same sentences, variable by variable."""
    data = coders.agreement(report.table(CODINGS))
    if data.empty:
        raise InsufficientData("No sentence was coded by two persons: nothing can be said of how far they agree.")  # fmt: skip
    labels = report.codebook.codes["label"]
    data["coder_pair"] = data["first"] + " and " + data["second"]
    data["label"] = [
        row.variable if not row.code else f"topic: {labels.get(row.code, row.code)}"
        for row in data.itertuples()
    ]
    for measure in ("kappa", "alpha"):
        data[f"{measure}_said"] = [
            _with_interval(*row)
            for row in data[[measure, f"{measure}_low", f"{measure}_high"]].itertuples(index=False)
        ]
    data["said"] = [f"{row.same} of {row.n}" for row in data.itertuples()]
    seen = report.table(CODINGS)
    seen = seen[seen["coder_kind"] == PERSON]
    blind = [
        coder
        for coder, own in seen.groupby("coder", sort=False)
        if own["note"].fillna("").str.match(r"blind\b").all()
    ]
    told = f"Coded blind, without sight of a draft: {', '.join(map(literal, blind))}." if blind else "No coder worked blind: all saw the drafts, and may have followed them."  # fmt: skip
    return {
        "title": "How far coders agree",
        "data": data.drop(columns="coder_pair").assign(coder_pair=data["coder_pair"]),
        "fields": {
            "first": "initials of the one coder",
            "second": "initials of the other",
            "coder_pair": "both",
            "variable": "what was coded",
            "code": "of a topic, the code; empty over all codes",
            "n": Field("sentences that both coded; over all codes, sentences times codes", "decisions"),
            "same": Field("of these, those on which both say the same", "decisions"),
            "agreement": "their share",
            "kappa": "Cohen’s kappa; empty where both give one value throughout",
            "alpha": "Krippendorff’s alpha, nominal; empty where both give one value throughout",
        }
        | {
            f"{measure}_{end}": f"{which} end of the 95 % interval of {measure}: whole sentences drawn with replacement; empty where there is no disagreement to draw"
            for measure in ("kappa", "alpha")
            for end, which in (("low", "lower"), ("high", "upper"))
        },
        "page_only": ("said", "kappa_said", "alpha_said"),
        "caption": f"Sentences that two persons have coded, and how far they agree. Each code of a topic is a decision of its own. Kappa and alpha correct for the agreement that chance would give; with few "
        f"sentences their intervals (95 %, whole sentences drawn with replacement) are wide. {told}",
        "columns": {
            "coder_pair": "Coders",
            "label": "What",
            "said": "Same",
            "kappa_said": "Cohen’s kappa",
            "alpha_said": "Krippendorff’s alpha",
        },
    }  # fmt: skip


def _with_interval(value: float, low: float, high: float) -> str:
    if value != value:
        return "undefined"
    return f"{value:.2f}" + (f" ({low:.2f} to {high:.2f})" if low == low else "")
