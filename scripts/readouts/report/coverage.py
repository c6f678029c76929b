"""What full readouts state and do not state, topic by topic; and the guard of what may be called absent.

Absence is a fact about a whole text. Of excerpts one can only say what the excerpts hold.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import pandas as pd

from ..corpus.corpus import FULL
from ..corpus.datapackage import DataError, Fault
from ..measures import agreement
from . import results
from .context import Context
from .findings import Finding, Row, slug
from .settings import Settings

NEEDS = ("coverage", "topics")
SAID = ("stated",)
UNNAMED = ("implied", "agentless")  # the bases of a voice where no speaker is named


def by_side(coverage: pd.DataFrame, event_date, sides: Sequence[str] = ()) -> pd.DataFrame:
    """Return one call's coverage, a topic a row.

    Parameters
    ----------
    coverage : DataFrame
        ``topic, event_date, side, status, voice, voice_basis, sentence``.
    event_date : date
    sides : sequence of str
        In this order; all of the call, in the order of the table, by default.

    Returns
    -------
    DataFrame
        ``topic, <side>, <side>_voice, <side>_basis, <side>_sentence`` for each side, and ``told_by``: the side that alone
        states the topic; ``both``; or ``neither``.
    """
    call = coverage[coverage["event_date"] == event_date]
    columns = {"": "status", "_voice": "voice", "_basis": "voice_basis", "_sentence": "sentence"}
    wide = call.pivot(index="topic", columns="side", values=list(columns.values()))
    sides = list(sides or call["side"].unique())
    table = pd.DataFrame({"topic": wide.index})
    for side in sides:
        for name, column in columns.items():
            table[side + name] = wide[column][side].to_numpy()
    table["told_by"] = _told_by(table[sides].isin(SAID), sides)
    order = {topic: place for place, topic in enumerate(coverage["topic"].unique())}
    return table.sort_values("topic", key=lambda topics: topics.map(order), ignore_index=True)


def _told_by(said: pd.DataFrame, sides: list[str]) -> list[str]:
    return [
        "both"
        if all(row)
        else " and ".join(side for side, told in zip(sides, row) if told) or "neither"
        for row in said.to_numpy().tolist()
    ]


def _sides(table: pd.DataFrame) -> list[str]:
    """The sides of a table as from `by_side`, in its order."""
    return [name.removesuffix("_voice") for name in table if name.endswith("_voice")]


def pairs(topics: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the linked topics, each pair once, in the order of the table; none where no topic is linked.

    Examples
    --------
    >>> pairs(pd.DataFrame({"topic": ["core", "trade", "own"], "linked": ["own", None, "core"]}))
    [('core', 'own')]
    """
    if "linked" not in topics:
        return []
    linked = topics.dropna(subset=["linked"])
    return list(
        {
            frozenset(pair): pair for pair in reversed(list(zip(linked["topic"], linked["linked"])))
        }.values()
    )[::-1]


def shared_in_part(table: pd.DataFrame, topics: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the linked pairs of which each side states one topic that the other does not: both speak of the matter, each in its own way.

    Parameters
    ----------
    table : DataFrame
        As from `by_side`.
    topics : DataFrame
        ``topic, linked``.
    """
    told, sides = table.set_index("topic")["told_by"], set(_sides(table))
    return [pair for pair in pairs(topics) if {told[topic] for topic in pair} == sides]


def halves(table: pd.DataFrame, topics: pd.DataFrame) -> set[str]:
    """Return the topics of `shared_in_part`: figures give them a half mark."""
    return {topic for pair in shared_in_part(table, topics) for topic in pair}


def linked_as_one(table: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """Return a call's table with each pair of linked topics as one topic, stated by whoever states either.

    Returns
    -------
    DataFrame
        ``topic, told_by``; a pair stands under its first topic.
    """
    second, sides = {pair[1]: pair[0] for pair in pairs(topics)}, _sides(table)
    said = (
        table[sides]
        .isin(SAID)
        .assign(topic=table["topic"].replace(second))
        .groupby("topic", sort=False)
        .any()
    )
    return pd.DataFrame({"topic": said.index, "told_by": _told_by(said, sides)})


def sentences(cell) -> list[int]:
    """Return the numbers of a cell such as ``4; 7``; none of an empty one.

    Examples
    --------
    >>> sentences("4; 7"), sentences(None)
    ([4, 7], [])
    """
    return [int(number) for number in cell.split("; ")] if isinstance(cell, str) else []


def agreement_of_readings(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Return both readings of every topic in every text side by side.

    Parameters
    ----------
    first, second : DataFrame
        ``topic, event_date, side, status, voice, voice_basis``.

    Returns
    -------
    DataFrame
        ``topic, event_date, side, status, status_second, voice, voice_second, same_status, same_voice``; a voice is
        ``nobody`` where none is given, and ``same_voice`` is missing where not both readings have the topic stated.
    """
    keys = ["topic", "event_date", "side"]
    table = first[[*keys, "status", "voice"]].merge(
        second[[*keys, "status", "voice"]], on=keys, suffixes=("", "_second"), validate="one_to_one"
    )
    for end in ("", "_second"):
        stated = table["status" + end].isin(SAID)
        table["voice" + end] = table["voice" + end].where(
            table["voice" + end].notna() | ~stated, "nobody"
        )
    both = table["status"].isin(SAID) & table["status_second"].isin(SAID)
    same = [
        set(one.split("; ")) == set(other.split("; ")) if known else None
        for one, other, known in zip(table["voice"], table["voice_second"], both)
    ]
    return table.assign(same_status=table["status"] == table["status_second"], same_voice=same)


class _Call(NamedTuple):
    """One call as its findings need it: its table by side, the labels of the topics, the quoted passages of each side's topics, and which texts were read."""

    date: datetime.date
    table: pd.DataFrame
    labels: dict[str, str]
    passages: dict[tuple[str, str], tuple[str, ...]]
    texts: dict[str, str]
    names: dict[str, str]
    settings: Settings

    @classmethod
    def of(cls, context: Context, date) -> "_Call":
        names = {side.id: side.name for side in context.settings.two}
        return cls(
            date,
            by_side(context.table("coverage"), date, list(names)),
            context.table("topics").set_index("topic")["label"].to_dict(),
            _passages(context, date),
            _full_texts(context.data.readouts, date),
            names,
            context.settings,
        )

    def read_in(self, *sides: str) -> str:
        """Which full texts were read."""
        return f"Read sentence by sentence, headings left out, in texts that are not reprinted: {'; '.join(self.texts[side] for side in sides or self.names)}."

    def cell(self, row, side: str) -> str:
        """What one side's cell says: the status, the voice with its basis, and the sentences."""
        status, voice, basis, numbers = (
            getattr(row, side + end) for end in ("", "_voice", "_basis", "_sentence")
        )
        if status not in SAID:
            return status
        said = self.settings.voiced(voice, basis)
        return f"{status}, {said}, sentence {numbers.replace('; ', ', ')}"

    def says(self, row) -> str:
        """What the cells of both sides say."""
        return "; ".join(f"{name}: {self.cell(row, side)}" for side, name in self.names.items())

    def topic(self, row) -> Row:
        """A topic as a row of evidence: where each side states it."""
        passages = dict.fromkeys(
            passage for side in self.names for passage in self.passages.get((side, row.topic), ())
        )
        return Row("coverage.csv", self.labels[row.topic], self.says(row), tuple(passages))

    def counted(
        self,
        finding_id: str,
        label: str,
        table: pd.DataFrame,
        n: int,
        unit: str = "topics coded in the full texts",
    ) -> Finding:
        """The finding that counts some topics of the call."""
        rows = tuple(self.topic(row) for row in table.itertuples())
        return Finding(
            finding_id,
            len(rows),
            f"{label}: call of {results.day(self.date)}",
            (n, unit),
            rows=rows,
            read_in=self.read_in(),
        )


def _passages(context: Context, date) -> dict[tuple[str, str], tuple[str, ...]]:
    """The quoted passages that have a topic, headings left out, by side and topic; none without ``voices.csv``."""
    if "voices" not in context.data.tables:
        return {}
    segments = context.data.segments
    found: dict[tuple[str, str], list[str]] = {}
    for row in context.table("voices").dropna(subset=["topic"]).itertuples():
        if row.segment_id not in segments.index:
            continue
        of = segments.loc[row.segment_id]
        if of["event_date"] == date:
            for topic in row.topic.split("; "):
                found.setdefault((of["side"], topic), []).append(row.segment_id)
    return {key: tuple(ids) for key, ids in found.items()}


def _full_texts(readouts: pd.DataFrame, date) -> dict[str, str]:
    """Each side's full text of a call: name, address, SHA-256, as far as they are known."""
    rows = readouts[(readouts["event_date"] == date) & (readouts["completeness"] == FULL)]
    return {
        row.side: ", ".join(
            [
                results.readout_name(row),
                *(
                    f"{name}{known}"
                    for name, known in (
                        ("", getattr(row, "url", None)),
                        ("SHA-256 ", getattr(row, "sha256", None)),
                    )
                    if isinstance(known, str)
                ),
            ]
        )
        for row in rows.itertuples()
    }


def findings(context: Context) -> Iterator[Finding]:
    """Yield the findings on topics: told by whom, in whose mouth, kept and dropped between the last two calls, and read twice."""
    if wrong := settings_faults(context):
        raise DataError(wrong)
    calls = [_Call.of(context, date) for date in context.settings.calls]
    for call in calls:
        yield from _told(call)
        yield from _in_part(call, context.table("topics"))
        for side in call.names:
            yield from _in_mouths(call, side)
        yield from _topics(call)
    if len(calls) > 1:
        yield from _between(*calls[-2:])
    if "coverage_second" in context.data.tables:
        yield from _read_twice(context, calls[0].labels)


def _told(call: _Call) -> Iterator[Finding]:
    """``topics-<date>-<side>``, ``-both``, ``-neither``, and ``topics-<date>-<side>-stated``."""
    chosen = {
        told_by: (
            call.table["told_by"] == told_by,
            f"{call.names[told_by]} alone" if told_by in call.names else told_by,
        )
        for told_by in (*call.names, "both", "neither")
    }
    chosen |= {
        f"{side}-stated": (call.table[side].isin(SAID), f"the {name} readout")
        for side, name in call.names.items()
    }
    for name, (mask, who) in chosen.items():
        yield call.counted(
            slug("topics", str(call.date), name),
            f"topics that {who} states",
            call.table[mask],
            len(call.table),
        )


def _in_part(call: _Call, topics: pd.DataFrame) -> Iterator[Finding]:
    """``topics-<date>-linked``, pairs that each side states one of; ``topics-<date>-linked-<told by>``, the counts with each pair as one."""
    by_topic = {row.topic: row for row in call.table.itertuples()}
    rows = tuple(
        Row(
            "topics.csv",
            " / ".join(call.labels[topic] for topic in pair),
            " / ".join(call.says(by_topic[topic]) for topic in pair),
        )
        for pair in shared_in_part(call.table, topics)
    )
    yield Finding(
        slug("topics", str(call.date), "linked"),
        len(rows),
        f"pairs of linked topics of which each side states one: call of {results.day(call.date)}",
        (len(pairs(topics)), "pairs of linked topics"),
        rows=rows,
        read_in=call.read_in(),
    )
    merged = linked_as_one(call.table, topics)
    for told_by in (*call.names, "both"):
        own = call.table[
            call.table["topic"].isin(merged.loc[merged["told_by"] == told_by, "topic"])
        ]
        who = "both state" if told_by == "both" else f"{call.names[told_by]} alone states"
        yield call.counted(
            slug("topics", str(call.date), "linked", told_by),
            f"topics that {who}, two linked topics counted as one",
            own,
            len(merged),
        )


def _in_mouths(call: _Call, side: str) -> Iterator[Finding]:
    """``topics-<date>-<side>-voice-<voice>``, ``-voice-unnamed``; ``-sentences-nobody`` and ``-most-in-one-nobody``, by sentence."""
    said = call.table[call.table[side].isin(SAID)]
    given = said[f"{side}_voice"].fillna("nobody").str.split("; ")
    name, start = call.names[side], slug("topics", str(call.date), side)
    chosen = {
        f"voice-{voice}": (f"gives to {voice}", [voice in voices for voices in given])
        for voice in call.settings.voices
    }
    chosen["voice-unnamed"] = (
        "gives to no named speaker: implied, or none",
        said[f"{side}_basis"].isin(UNNAMED),
    )
    for end, (what, mask) in chosen.items():
        yield call.counted(
            f"{start}-{end}",
            f"topics that the {name} readout {what}",
            said[mask],
            len(said),
            "topics that it states",
        )
    by_sentence: dict[int, list[str]] = {}
    for row, voices in zip(said.itertuples(), given):
        for number in sentences(getattr(row, f"{side}_sentence")) if "nobody" in voices else ():
            by_sentence.setdefault(number, []).append(call.labels[row.topic])
    read_in = call.read_in(side)
    rows = tuple(
        Row("coverage.csv", f"sentence {number}", "; ".join(topics))
        for number, topics in sorted(by_sentence.items())
    )
    yield Finding(
        f"{start}-sentences-nobody",
        len(rows),
        f"sentences with the topics that have no speaker: {name} readout of {results.day(call.date)}",
        rows=rows,
        read_in=read_in,
    )
    number, topics = max(by_sentence.items(), key=lambda item: len(item[1]), default=(0, []))
    rows = tuple(Row("coverage.csv", topic, f"sentence {number}") for topic in topics)
    yield Finding(
        f"{start}-most-in-one-nobody",
        len(rows),
        f"topics without a speaker in the sentence that has most of them: {name} readout of {results.day(call.date)}",
        rows=rows,
        read_in=read_in,
    )


def _topics(call: _Call) -> Iterator[Finding]:
    """``topic-<date>-<topic>``: how many of the two readouts state a topic, in which sentences, and in which quoted passages."""
    for row in call.table.itertuples():
        rows = tuple(
            Row(
                "coverage.csv",
                name,
                call.cell(row, side),
                call.passages.get((side, row.topic), ()),
            )
            for side, name in call.names.items()
            if getattr(row, side) in SAID
        )
        absent = [name for side, name in call.names.items() if getattr(row, side) not in SAID]
        note = f"Absent from the full text of: {' and of: '.join(absent)}." if absent else ""
        yield Finding(
            slug("topic", str(call.date), row.topic),
            len(rows),
            f"readouts that state: {call.labels[row.topic]}; call of {results.day(call.date)}",
            (len(call.names), "full readouts"),
            rows=rows,
            note=note,
            read_in=call.read_in(),
        )


def _between(before: _Call, after: _Call) -> Iterator[Finding]:
    """``topics-<side>-kept``, ``-dropped``, ``-added`` from the one call to the other."""
    for side, name in before.names.items():
        first, second = (
            set(call.table.loc[call.table[side].isin(SAID), "topic"]) for call in (before, after)
        )
        days = results.day(before.date), results.day(after.date)
        for kind, chosen, call, what in (
            ("kept", first & second, after, "on {} and on {}"),
            ("dropped", first - second, before, "on {} and not on {}"),
            ("added", second - first, after, "not on {} and on {}"),
        ):
            rows = tuple(
                call.topic(row) for row in call.table[call.table["topic"].isin(chosen)].itertuples()
            )
            yield Finding(
                slug("topics", side, kind),
                len(rows),
                f"topics that the {name} readout states {what.format(*days)}",
                (len(first | second), "topics that either text states"),
                rows=rows,
                read_in=f"{before.read_in(side)} {after.read_in(side)}",
            )


def _read_twice(context: Context, labels: dict[str, str]) -> Iterator[Finding]:
    """``topics-second-cells``, ``-agreement``, ``-differ``, ``-kappa``; ``topics-second-voices`` and what of them agrees."""
    table = agreement_of_readings(context.table("coverage"), context.table("coverage_second"))
    names = context.settings.names
    places = [
        f"{labels[row.topic]}, {names[row.side]}, {results.day(row.event_date)}"
        for row in table.itertuples()
    ]

    def rows(mask, column: str) -> tuple[Row, ...]:
        said = zip(mask, places, table[column], table[f"{column}_second"])
        return tuple(
            Row("coverage_second.csv", place, f"first reading: {one}; second: {other}")
            for chosen, place, one, other in said
            if chosen
        )

    total = (len(table), "topics in full texts")
    for end, mask, what in (
        ("cells", table["same_status"].notna(), "that were read twice"),
        ("agreement", table["same_status"], "on which the two readings agree: stated or absent"),
        ("differ", ~table["same_status"], "on which the two readings differ: stated or absent"),
    ):
        found = rows(mask, "status")
        yield Finding(
            f"topics-second-{end}", len(found), f"topics in full texts {what}", total, rows=found
        )
    kappa = float(agreement.cohen_kappa(table["status"], table["status_second"]))
    yield Finding(
        "topics-second-kappa",
        kappa,
        "Cohen’s kappa of the two readings: stated or absent",
        parts=("topics-second-agreement", "topics-second-cells"),
        formula="the agreement beyond that of chance, over what is possible beyond it",
        shown=f"{kappa:.2f}",
    )
    known = table["same_voice"].notna()
    same = table["same_voice"].fillna(False).astype(bool)
    nobody = known & (table["voice"] == "nobody") & (table["voice_second"] == "both")
    for end, mask, what in (
        ("", known, "that both readings have as stated"),
        ("-agreement", same, "for which both readings have the same voices"),
        ("-differ", known & ~same, "for which the readings have other voices"),
        (
            "-implied",
            nobody,
            "without a speaker in the first reading and said by both leaders, by implication, in the second",
        ),
    ):
        found = rows(mask, "voice")
        yield Finding(
            f"topics-second-voices{end}",
            len(found),
            f"topics {what}",
            (int(known.sum()), "topics that both readings have as stated"),
            rows=found,
        )


def settings_faults(context: Context) -> list[Fault]:
    """Return what the settings lack for the coverage: the two sides and the calls that it covers, and who speaks in it."""
    table, settings = context.table("coverage"), context.settings
    if len(settings.sides) < 2:
        wanted = "two sides, in readouts.csv or in report.yml"
        return [Fault("coverage.csv", 0, "side", f"{len(settings.sides)}", wanted)]
    covered = set(zip(table["event_date"], table["side"]))
    return [
        Fault(
            "coverage.csv",
            0,
            "event_date, side",
            f"no row of {date}, {side.id}",
            "rows of every call and of the two sides that are compared; report.yml names them",
        )
        for date in settings.calls
        for side in settings.two
        if (date, side.id) not in covered
    ] + unknown_voices(table, settings)


def unknown_voices(table: pd.DataFrame, settings: Settings) -> list[Fault]:
    """Return a fault for each voice of a coverage that is nobody's of whom the settings know.

    Examples
    --------
    >>> from readouts.report.settings import Side
    >>> table = pd.DataFrame({"side": ["north"], "voice": ["queen; both"]})
    >>> settings = Settings((Side("north", "Northland"), Side("south", "Southland", "king")))
    >>> [fault.found for fault in unknown_voices(table, settings)]
    ["'queen'"]
    """
    own = table[table["side"].isin([side.id for side in settings.two])]["voice"].dropna()
    return [
        Fault(
            "coverage.csv",
            0,
            "voice",
            repr(voice),
            f"one of {', '.join(settings.voices)}: leaders stand in report.yml",
        )
        for voice in dict.fromkeys(voice for cell in own for voice in cell.split("; "))
        if voice not in settings.voices
    ]


def _date_of(readout: dict, events: dict[str, datetime.date]) -> datetime.date:
    """The date of the event of a readout; see `Corpus.readouts`."""
    if "event_date" in readout:
        return readout["event_date"]
    return events.get(readout.get("event")) or readout["date"]


def faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """Return the faults of the coverage, a check for `datapackage.read`.

    A topic may be called absent from a side's account of a call only if ``readouts.csv`` has that account in full. A
    topic that is stated needs its sentences, a basis of its voice, and a voice unless it is agentless. No cell may
    lack, in either reading. Linked topics name each other.
    """
    events = {row["event"]: row["date"] for row in tables.get("events", []) if "event" in row}
    full = {
        (_date_of(row, events), row["side"])
        for row in tables["readouts"]
        if row["completeness"] == FULL
    }
    found = []
    for name in ("coverage", "coverage_second"):
        rows, file = tables.get(name, []), f"{name}.csv"
        for row in rows:
            if (
                row["status"] == "absent"
                and tables["readouts"]
                and (row["event_date"], row["side"]) not in full
            ):
                found.append(
                    Fault(
                        file,
                        row[""],
                        "status",
                        "'absent'",
                        "a full readout of that call and side in readouts.csv; of excerpts nothing is absent",
                    )
                )
            if row["status"] in SAID:
                found += [
                    Fault(file, row[""], column, "an empty cell", wanted)
                    for column, wanted in (
                        ("voice_basis", "how the voice of what is stated is known"),
                        ("sentence", "in which sentences of the full text it stands"),
                    )
                    if not row[column]
                ]
                if row["voice_basis"] and row["voice_basis"] != "agentless" and not row["voice"]:
                    found.append(
                        Fault(
                            file,
                            row[""],
                            "voice",
                            "an empty cell",
                            "a voice, unless the basis is agentless",
                        )
                    )
        keys = [(row["topic"], row["event_date"], row["side"]) for row in rows]
        # The second reading is of what the first has.
        of = tables["coverage"] if name == "coverage_second" and rows else rows
        whole = set(
            product(
                *(
                    {row[column] for row in of} - {None}
                    for column in ("topic", "event_date", "side")
                )
            )
        )
        found += [
            Fault(
                file, 0, ", ".join(map(str, cell)), "no row", "a row for every topic, call and side"
            )
            for cell in sorted(whole - set(keys))
        ]
    linked = {row["topic"]: row["linked"] for row in tables.get("topics", []) if row.get("linked")}
    return found + [
        Fault(
            "topics.csv",
            row[""],
            "linked",
            repr(row["linked"]),
            f"a topic whose own 'linked' is {row['topic']!r}",
        )
        for row in tables.get("topics", [])
        if row.get("linked") and linked.get(row["linked"]) != row["topic"]
    ]
