"""Voices: whom each side makes say what, by which verb, and whether anybody is named at all.

Two kinds of rows are kept apart throughout: the quoted passages (``voices.csv``), and the full texts, coded by hand a
topic (``coverage.csv``) or a sentence (``agency.csv``) at a time. No count adds one to the other.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from ..corpus.corpus import EXCERPTS, Corpus
from ..corpus.datapackage import DataError, Fault
from ..text import languages
from . import coverage, results
from .context import Context
from .findings import Finding, Row, slug
from .settings import FILE, Settings

NEEDS = ("voices", "agency", "coverage", "topics")
# From what is told of both leaders to what one side tells of the other's: the order is a convention of this chapter.
RUNGS = ("both named", "both implied", "nobody", "issuer", "own leader", "other leader")
AGENCY = {
    "active": "active: a named speaker is the subject",
    "agentless passive": "passive, with nobody named",
    "nominalised": "a noun for the saying",
    "none": "no verb of saying with a speaker as its subject",
}


def leaders(settings: Settings) -> dict[str, str]:
    """Return the leader of each of the two sides that are compared.

    Raises
    ------
    DataError
        If one has none: whose mouth is a side's own cannot be told then.
    """
    if missing := _without_leader(settings):
        raise DataError(missing)
    return {side.id: side.leader for side in settings.two}


def _without_leader(settings: Settings) -> list[Fault]:
    return [
        Fault(FILE, 0, f"sides: {side.id}", "no leader", "the speaker of its own")
        for side in settings.two
        if not side.leader
    ]


def settings_faults(context: Context) -> list[Fault]:
    """Return what the settings lack for voices: the leader of each of the two sides."""
    return _without_leader(context.settings) if len(context.settings.sides) > 1 else []


def faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """Return the faults of the codings by hand, a check for `datapackage.read`.

    Rungs and kinds of agency are those that are known here; a verb has its base form beside it, and stands in the
    passage whose own it is said to be.
    """
    texts = {row["segment_id"]: row["text"] or "" for row in tables["segments"]}
    found = []
    for name, columns in (
        ("voices", {"ladder": RUNGS, "agency": AGENCY}),
        ("agency", {"agency": AGENCY}),
    ):
        for row in tables[name]:
            wrong = [
                (column, repr(row[column]), f"one of {', '.join(known)}")
                for column, known in columns.items()
                if row[column] is not None and row[column] not in known
            ]
            words, lemmas = (
                (row[column] or "").split("; ") for column in ("reporting_verb", "verb_lemma")
            )
            if len(words) != len(lemmas):
                wrong.append(("verb_lemma", repr(row["verb_lemma"]), "a base form of each verb"))
            # Of a passage that could not be read, or is not there, other faults are told.
            text = texts.get(row.get("segment_id"))
            if text and row.get("verb_basis") == "passage":
                wrong += [
                    ("reporting_verb", repr(word), f"words of the passage {row['segment_id']}")
                    for word in words
                    if word not in text
                ]
            found += [Fault(f"{name}.csv", row[""], *fault) for fault in wrong]
    return found


def forms(settings: Settings) -> dict[str, str]:
    """Return a made-up example of each rung.

    Examples
    --------
    >>> from readouts.report.settings import Side
    >>> sides = (Side("north", "Northland", "queen"), Side("south", "Southland", "king"))
    >>> forms(Settings(sides, {"queen": "the Queen", "king": "the King"}))["other leader"]
    '“The King noted”, according to Northland'
    """
    one, other = settings.two
    first, second = (settings.speaker(side.leader) for side in (one, other))
    examples = (
        "“The two leaders agreed”",
        "“It was agreed”",
        "“It was touched upon”",
        "“The conversation was friendly”",
        f"“{first[:1].upper()}{first[1:]} laid out”, according to {one.prose}",
        f"“{second[:1].upper()}{second[1:]} noted”, according to {one.prose}",
    )
    return dict(zip(RUNGS, examples))


def original_language(settings: Settings) -> str:
    """The language of the originals, as it stands before a noun."""
    return languages.name(settings.original) if settings.original else "original"


def rung(leader: str, voice: str, basis: str) -> str:
    """Where one voice in a side's readout stands on the ladder.

    Parameters
    ----------
    leader : str
        The side's own.
    voice : str
        A leader, 'both', 'issuer' or 'nobody'.
    basis : {'named', 'implied', 'agentless', 'narrator'}

    Examples
    --------
    >>> rung("queen", "king", "named"), rung("king", "king", "named"), rung("queen", "both", "implied")
    ('other leader', 'own leader', 'both implied')
    """
    if voice == "both":
        return f"both {basis}"
    if voice in ("issuer", "nobody"):
        return voice
    return "own leader" if voice == leader else "other leader"


def placed(table: pd.DataFrame, event_date, settings: Settings) -> pd.DataFrame:
    """Every topic that a full readout states, in every mouth that it is put into.

    Parameters
    ----------
    table : DataFrame
        As ``coverage.csv``.
    event_date : date
    settings : Settings
        With the leader of each side.

    Returns
    -------
    DataFrame
        ``topic, told_by, side, status, voice, basis, ladder``, one row a topic, side and voice.

    Examples
    --------
    >>> from readouts.report.settings import Side
    >>> settings = Settings((Side("north", "Northland", "queen"), Side("south", "Southland", "king")))
    >>> rows = [("trade", 1, "north", "stated", None, "agentless", "4"), ("trade", 1, "south", "stated", "king; queen", "named", "3")]
    >>> table = pd.DataFrame(rows, columns=["topic", "event_date", "side", "status", "voice", "voice_basis", "sentence"])
    >>> placed(table, 1, settings)[["side", "voice", "ladder"]].to_records(index=False).tolist()
    [('north', 'nobody', 'nobody'), ('south', 'king', 'own leader'), ('south', 'queen', 'other leader')]
    """
    rows, own = [], leaders(settings)
    for row in coverage.by_side(table, event_date, list(own)).to_dict("records"):
        for side, leader in own.items():
            if row[side] in coverage.SAID:
                voices = row[f"{side}_voice"]
                for voice in voices.split("; ") if isinstance(voices, str) else ["nobody"]:
                    basis = row[f"{side}_basis"]
                    rows.append(
                        (
                            row["topic"],
                            row["told_by"],
                            side,
                            row[side],
                            voice,
                            basis,
                            rung(leader, voice, basis),
                        )
                    )
    return pd.DataFrame(
        rows, columns=["topic", "told_by", "side", "status", "voice", "basis", "ladder"]
    )


def same_voice(
    places: pd.DataFrame, both_as_each: Iterable[str] = (), nobody_as_both: bool = False
) -> list[str]:
    """Return the topics that both sides state and that one voice at least says in both readouts.

    Parameters
    ----------
    places : DataFrame
        As from `placed`.
    both_as_each : iterable of str
        The leaders, each of whom says what is told of both. The default takes "both" as a voice of its own.
    nobody_as_both : bool
        Take what is told without a speaker as told of both leaders.

    Examples
    --------
    >>> rows = [("talks", "both", "north", "queen"), ("talks", "both", "south", "queen"), ("trade", "both", "north", "nobody"), ("trade", "both", "south", "king")]
    >>> same_voice(pd.DataFrame(rows, columns=["topic", "told_by", "side", "voice"]))
    ['talks']
    """
    if nobody_as_both:
        places = places.assign(voice=places["voice"].replace("nobody", "both"))
    if both_as_each:
        each = (
            places["voice"]
            .map({"both": list(both_as_each)})
            .where(places["voice"] == "both", places["voice"])
        )
        places = places.assign(voice=each).explode("voice")
    shared = (
        places[places["told_by"] == "both"]
        .groupby(["topic", "voice"], sort=False)["side"]
        .nunique()
    )
    return list(dict.fromkeys(topic for (topic, _), sides in shared.items() if sides == 2))


def against_full(context: Context) -> pd.DataFrame:
    """Each passage, counted or a heading, as it is presented where it is quoted and as the full text has its topics.

    Returns
    -------
    DataFrame
        `voices.csv` with ``readout_id, side, event_date, speaker, quotation, counted``, and ``ladder_full``: the rungs of the
        passage's topics in the full text, joined by a semicolon; empty where no full text was coded.
    """
    data = context.data
    passages = pd.concat([data.segments, data.repeated])
    columns = ["segment_id", "readout_id", "side", "event_date", "speaker", "quotation"]
    table = data.tables["voices"].merge(passages[columns], on="segment_id", validate="one_to_one")
    table["counted"] = table["segment_id"].isin(data.segments["segment_id"])
    places = {
        date: placed(data.tables["coverage"], date, context.settings)
        for date in table.loc[table["topic"].notna(), "event_date"].unique()
    }
    table["ladder_full"] = [
        "; ".join(_rungs(places[row.event_date], row)) if isinstance(row.topic, str) else ""
        for row in table.itertuples()
    ]
    return table


def full_voices(context: Context) -> dict[str, list[tuple[str, str]]]:
    """Return whom the full text has say what a quoted passage says: of each passage, voices with how each is known.

    A topic may stand in several sentences of a full text. The voices of a passage are those that all of its topics
    have; where no voice has all of them, every voice of one.

    Returns
    -------
    dict of str to list of (voice, basis)
        By segment, of passages that are quoted and whose topics the full text states; the voice is 'nobody' where none
        is named or implied.
    """
    if not context.has(("voices", "coverage")):
        return {}
    said = context.table("coverage")
    said = said[said["status"].isin(coverage.SAID)]
    of_topic = {
        (row.topic, row.event_date, row.side): [
            (voice, row.voice_basis)
            for voice in (row.voice.split("; ") if isinstance(row.voice, str) else ["nobody"])
        ]
        for row in said.itertuples()
    }
    passages = pd.concat([context.data.segments, context.data.repeated])
    quoted = passages[passages["completeness"] == EXCERPTS]
    columns = ["segment_id", "side", "event_date"]
    found = {}
    for row in context.table("voices").merge(quoted[columns], on="segment_id").itertuples():
        topics = row.topic.split("; ") if isinstance(row.topic, str) else []
        keys = [(topic, row.event_date, row.side) for topic in topics]
        each = [of_topic[key] for key in keys if key in of_topic]
        every = list(dict.fromkeys(voice for voices in each for voice in voices))
        if every:
            shared = [voice for voice in every if all(voice in voices for voices in each)]
            found[row.segment_id] = shared or every
    return found


def _rungs(places: pd.DataFrame, row) -> list[str]:
    own = places[(places["side"] == row.side) & places["topic"].isin(row.topic.split("; "))]
    return list(dict.fromkeys(own["ladder"]))


def verbs(voices: pd.DataFrame) -> pd.DataFrame:
    """One row a reporting verb: ``reporting_verb`` and ``verb_lemma`` split at their semicolons.

    Examples
    --------
    >>> verbs(pd.DataFrame({"reporting_verb": ["said; adding", None], "verb_lemma": ["say; add", None]})).values.tolist()
    [['said', 'say'], ['adding', 'add']]
    """
    table = voices[voices["reporting_verb"].notna()].copy()
    for column in ("reporting_verb", "verb_lemma"):
        table[column] = table[column].str.split("; ")
    return table.explode(["reporting_verb", "verb_lemma"], ignore_index=True)


def lemmas(context: Context) -> list[str]:
    """Return the base form of every reporting verb: of counted passages, and of sentences."""
    counted = context.table("voices")["segment_id"].isin(context.data.segments["segment_id"])
    return sorted(
        {
            *verbs(context.table("voices")[counted])["verb_lemma"],
            *context.table("agency")["verb_lemma"].dropna(),
        }
    )


def sentence_id(context: Context, readout_id: str) -> str:
    """Return what a readout has in the ids of findings on its sentences: other than on its passages, where both were read."""
    read = context.table("voices")["segment_id"]
    passages = context.data.segments
    both = readout_id in set(passages.loc[passages["segment_id"].isin(read), "readout_id"])
    return f"{readout_id}-sentences" if both else readout_id


def findings(context: Context) -> Iterator[Finding]:
    """The findings on voices: ladders, verbs and agency; of passages and of full texts, each with its own denominator."""
    data, settings = context.data, context.settings
    passages = against_full(context)
    of_two = passages[passages["counted"] & passages["side"].isin(leaders(settings))]
    for readout_id, table in of_two.groupby("readout_id", sort=False):
        yield from _passages(data, readout_id, table)
    found = lemmas(context)
    for readout_id, table in of_two.groupby("readout_id", sort=False):
        yield from _passage_verbs(data, readout_id, table, found)
    for readout_id, table in data.tables["agency"].groupby("readout_id", sort=False):
        yield from _sentences(context, readout_id, table, found)
    if "original" in data.tables["agency"]:
        yield from _originals(context)
    for date in settings.calls:
        yield from _ladder(context, date)
    if "quotations" in data.tables:
        yield from _quotations(context)


def _name(data: Corpus, readout_id: str) -> str:
    return results.readout_name(data.readouts.loc[readout_id])


def _whole(data: Corpus, segment_ids: Iterable[str]) -> tuple[tuple[str, int, int], ...]:
    return tuple((name, 0, len(data.segments.at[name, "text"])) for name in segment_ids)


def _passages(data: Corpus, readout_id: str, table: pd.DataFrame) -> Iterator[Finding]:
    """``ladder-``, ``agency-<readout>-...``, and what is other where they are quoted: ``moved-``, ``agency-supplied-<readout>``."""
    name, total, searched = (
        _name(data, readout_id),
        (len(table), "passages"),
        tuple(table["segment_id"]),
    )
    chosen = {
        f"ladder-{readout_id}-{slug(step)}": (
            f"passages on the rung “{step}”",
            table["ladder"] == step,
        )
        for step in RUNGS
    }
    chosen |= {
        f"agency-{readout_id}-{slug(kind)}": (
            f"passages whose reporting clause is {label}",
            table["agency"] == kind,
        )
        for kind, label in AGENCY.items()
    }
    chosen[f"moved-{readout_id}"] = (
        "passages that stand on another rung, as they are quoted, than in the full text",
        [
            bool(row.ladder_full) and row.ladder not in row.ladder_full.split("; ")
            for row in table.itertuples()
        ],
    )
    chosen[f"agency-supplied-{readout_id}"] = (
        "passages whose speaker and reporting clause are supplied where they are quoted",
        ~table["agency_basis"].isin(["passage", "none"]),
    )
    for finding_id, (label, mask) in chosen.items():
        spans = _whole(data, table.loc[mask, "segment_id"])
        yield Finding(
            finding_id,
            len(spans),
            f"{label}: {name}",
            total,
            spans=spans,
            searched=searched,
            note="" if spans else f"No such passage among the {len(table)}.",
        )


def _passage_verbs(
    data: Corpus, readout_id: str, table: pd.DataFrame, lemmas: list[str]
) -> Iterator[Finding]:
    """``verb-<readout>-<lemma>`` for verbs inside the passages, ``verb-supplied-<readout>-<lemma>`` for those that are supplied where it is quoted."""
    found, name = verbs(table), _name(data, readout_id)
    for lemma in lemmas:
        own = found[(found["verb_lemma"] == lemma) & (found["verb_basis"] == "passage")]
        spans = tuple(_place(data, row.segment_id, row.reporting_verb) for row in own.itertuples())
        yield Finding(
            slug("verb", readout_id, lemma),
            len(spans),
            f"“{lemma}” as the reporting verb inside the passage: {name}",
            (len(table), "passages"),
            spans=spans,
            searched=tuple(table["segment_id"]),
            note="" if spans else f"As a reporting verb not in the {data.excerpts}.",
        )
        supplied = found[(found["verb_lemma"] == lemma) & (found["verb_basis"] != "passage")]
        rows = tuple(
            Row("voices.csv", row.segment_id, f"{row.reporting_verb}: {row.claim}")
            for row in supplied.itertuples()
        )
        yield Finding(
            slug("verb-supplied", readout_id, lemma),
            len(rows),
            f"“{lemma}” as the reporting verb that is supplied where the passage is quoted: {name}",
            (len(table), "passages"),
            rows=rows,
            note="" if rows else "Of no passage.",
        )


def _place(data: Corpus, segment_id: str, verb: str) -> tuple[str, int, int]:
    start = data.segments.at[segment_id, "text"].index(verb)
    return segment_id, start, start + len(verb)


def _sentences(
    context: Context, readout_id: str, table: pd.DataFrame, lemmas: list[str]
) -> Iterator[Finding]:
    """The full texts, sentence by sentence: ``sentences-``, ``agency-``, ``verb-<readout>-...``."""
    name, total = _name(context.data, readout_id), (len(table), "sentences of the full text")
    settings = context.settings
    of_sentences = sentence_id(context, readout_id)
    yield Finding(
        f"sentences-{readout_id}",
        len(table),
        f"sentences: {name}",
        rows=tuple(_sentence(settings, row) for row in table.itertuples()),
    )
    for kind, label in AGENCY.items():
        rows = tuple(
            _sentence(settings, row) for row in table[table["agency"] == kind].itertuples()
        )
        yield Finding(
            slug("agency", of_sentences, kind),
            len(rows),
            f"sentences whose reporting clause is {label}: {name}",
            total,
            rows=rows,
        )
    speaks = {
        leader: f"{settings.speaker(leader)} is made to speak"
        for leader in leaders(settings).values()
    } | {
        "both": "both leaders are made to speak",
        "nobody": "nobody is made to speak",
    }
    chosen = {
        who: (label, (table["speaker"] == who) & (table["speaker_basis"] != "implied"))
        for who, label in speaks.items()
    }
    chosen["implied"] = (
        "both leaders are implied and not named",
        table["speaker_basis"] == "implied",
    )
    for who, (label, mask) in chosen.items():
        rows = tuple(_sentence(settings, row) for row in table[mask].itertuples())
        yield Finding(
            slug("sentences", readout_id, who),
            len(rows),
            f"sentences in which {label}: {name}",
            total,
            rows=rows,
        )
    for lemma in lemmas:
        rows = tuple(
            _sentence(settings, row) for row in table[table["verb_lemma"] == lemma].itertuples()
        )
        yield Finding(
            slug("verb", of_sentences, lemma),
            len(rows),
            f"“{lemma}” as the reporting verb: {name}",
            total,
            rows=rows,
            note=""
            if rows
            else "Absent as a reporting verb: every sentence of the full text was read.",
        )


def _sentence(settings: Settings, row) -> Row:
    verb = f", “{row.reporting_verb}”" if isinstance(row.reporting_verb, str) else ""
    return Row(
        "agency.csv",
        f"sentence {row.sentence}",
        f"{row.agency}{verb}; speaker: {settings.voiced(row.speaker, row.speaker_basis)}",
    )


def shifted(sentences: pd.DataFrame) -> pd.Series:
    """Tell which sentences have another agency in the translation than in the original, as far as that is known.

    Examples
    --------
    >>> shifted(pd.DataFrame({"agency": ["active", "active", "active"], "agency_original": ["active", "agentless passive", None]})).to_list()
    [False, True, False]
    """
    return sentences["agency_original"].notna() & (
        sentences["agency_original"] != sentences["agency"]
    )


def _originals(context: Context) -> Iterator[Finding]:
    """Where the original of a sentence is known: ``originals-<readout>``, ``shifted-<readout>``; and ``unnamed-original-<readout>``, topics by it."""
    data, written = context.data, original_language(context.settings)
    labels = data.tables["topics"].set_index("topic")["label"]
    agency = data.tables["agency"]
    for readout in data.readouts[
        data.readouts["readout_id"].isin(agency["readout_id"])
    ].itertuples():
        table = agency[agency["readout_id"] == readout.readout_id]
        name, language = _name(data, readout.readout_id), languages.name(readout.language)
        known, other = table[table["original"].notna()], table[shifted(table)]
        for end, label, chosen, total in (
            (
                "originals",
                f"sentences whose {written} reporting word the press quotes",
                known,
                (len(table), "sentences of the full text"),
            ),
            (
                "shifted",
                f"sentences that are active in the official {language} and passive, with nobody named, in the quoted {written}",
                other,
                (len(known), f"sentences whose {written} is quoted"),
            ),
        ):
            rows = tuple(
                Row(
                    "agency.csv",
                    f"sentence {row.sentence}",
                    f"“{row.original}”, {row.agency_original}; in {language} {row.agency}; quoted at {row.original_source}",
                )
                for row in chosen.itertuples()
            )
            yield Finding(
                f"{end}-{readout.readout_id}", len(rows), f"{label}: {name}", total, rows=rows
            )
        stated = placed(data.tables["coverage"], readout.event_date, context.settings)
        stated = stated[stated["side"] == readout.side]
        passive = {topic for topics in other["topic"].dropna() for topic in topics.split("; ")}
        unnamed = stated[stated["basis"].isin(coverage.UNNAMED) | stated["topic"].isin(passive)]
        rows = tuple(
            Row(
                "coverage.csv",
                labels[row.topic],
                context.settings.voiced(row.voice, row.basis)
                + f"; the {written} names nobody" * (row.topic in passive),
            )
            for row in unnamed.itertuples()
        )
        yield Finding(
            f"unnamed-original-{readout.readout_id}",
            len(rows),
            f"topics without a named speaker, by the {written} where it is quoted and by the {language} elsewhere: {name}",
            (stated["topic"].nunique(), "topics that it states"),
            rows=rows,
        )


def _ladder(context: Context, date) -> Iterator[Finding]:
    """The full texts, topic by topic: ``rung-<date>-<side>-<rung>``, those of them told by both, and ``same-voice-<date>``."""
    labels, settings = context.table("topics").set_index("topic")["label"], context.settings
    places, names = placed(context.table("coverage"), date, settings), settings.names
    each = list(leaders(settings).values())
    for side in leaders(settings):
        own = places[places["side"] == side]
        total = (
            own["topic"].nunique(),
            f"topics that the {names[side]} readout states",
        )
        for step in RUNGS:
            on = own[own["ladder"] == step]
            label = f"topics on the rung “{step}” in the {names[side]} readout: call of {results.day(date)}"
            yield Finding(
                slug("rung", str(date), side, step),
                len(on),
                label,
                total,
                rows=_topics(settings, labels, on),
            )
            both = on[on["told_by"] == "both"]
            yield Finding(
                slug("rung", str(date), side, step, "told by both"),
                len(both),
                f"{label}; the other readout states them too",
                (len(on), "topics on this rung"),
                rows=_topics(settings, labels, both),
            )
    shared = places[places["told_by"] == "both"]
    said = shared.groupby("topic", sort=False).apply(
        lambda topic: "; ".join(f"{names[row.side]}: {row.voice}" for row in topic.itertuples())
    )
    for end, how, same in (
        ("", "“both” being a voice of its own", same_voice(places)),
        (
            "-both-as-each",
            "“both” counted as each of the two",
            same_voice(places, both_as_each=each),
        ),
        (
            "-nobody-as-both",
            "“both” counted as each of the two, and nobody as both",
            same_voice(places, both_as_each=each, nobody_as_both=True),
        ),
    ):
        yield Finding(
            slug("same-voice", str(date)) + end,
            len(same),
            f"topics that one voice at least says in both readouts, {how}: call of {results.day(date)}",
            (len(said), "topics that both readouts state"),
            rows=tuple(Row("coverage.csv", labels[topic], said[topic]) for topic in same),
            note=""
            if same
            else "The voices of each: "
            + "; ".join(f"{labels[topic]} ({voices})" for topic, voices in said.items())
            + ".",
        )


def _topics(settings: Settings, labels: pd.Series, places: pd.DataFrame) -> tuple[Row, ...]:
    return tuple(
        Row(
            "coverage.csv",
            labels[row.topic],
            f"{row.status}, {settings.voiced(row.voice, row.basis)}",
        )
        for row in places.itertuples()
    )


def _quotations(context: Context) -> Iterator[Finding]:
    """A side's passages against the official page: ``quoted``, ``quoted-letter``, ``quoted-spelling``, ``quoted-words``."""
    data, table = context.data, context.table("quotations")
    compared = table[table["agreement"] != "not compared"]
    of = data.segments.loc[compared["segment_id"]]
    whose = " and ".join(context.settings.names.get(side, side) for side in of["side"].unique())
    language = " and ".join(languages.name(one) for one in of["language"].unique())
    labels = {
        "letter": "that stand on the official page to the letter",
        "spelling": "that differ from the official page in spelling, a capital or an apostrophe",
        "words": "that differ from the official page in words",
    }
    yield Finding(
        "quoted",
        len(compared),
        f"{whose} passages held against the official {language} page",
        spans=_whole(data, compared["segment_id"]),
        searched=tuple(compared["segment_id"]),
    )
    for agreement, label in labels.items():
        own = table[table["agreement"] == agreement]
        yield Finding(
            f"quoted-{agreement}",
            len(own),
            f"{whose} passages {label}",
            (len(compared), f"{whose} passages"),
            spans=_whole(data, own["segment_id"]),
            searched=tuple(compared["segment_id"]),
        )
