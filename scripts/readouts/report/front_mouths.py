"""In whose mouth the sentences of each side stand: what persons confirmed in one sentence, drafts in another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from ..text.languages import primary
from . import front_words
from .codings import BOTH, NOBODY
from .findings import Finding, literal
from .front_words import is_full, label, owned, some
from .sentence_counts import OPEN, counts, in_print
from .subcorpora import Subcorpus, listed, most_words

if TYPE_CHECKING:
    from .analysis import Analysis

# How many topics are named of one speaker.
TOPICS = 4
# What a transcript calls one who asks.
QUESTIONS = ("Question", "Вопрос")
CONFIRMED, DRAFTS = "confirmed", "drafts"


def findings(context: "Analysis") -> Iterator[Finding]:
    """Yield how many sentences a side gives to a speaker over the events that are compared: ``front-spoken-<side>-<speaker>``, and the same with ``-drafts``."""
    for row in _spoken(context).itertuples():
        for column, spans in ((CONFIRMED, row.confirmed), (DRAFTS, row.drafts)):
            if spans:
                said = in_print("speaker", row.speaker, context.codebook.codes["label"])
                yield Finding(
                    _id(row, column),
                    len(spans),
                    f"sentences, {column}: {said}, {row.side}",
                    (row.of, "sentences of the side"),
                    spans=spans,
                    note=f"Confirmed by {row.coders}."
                    if column == CONFIRMED
                    else f"Drafts, which nobody has confirmed, by {row.drafted_by}.",
                )


def confirmed(context: "Analysis") -> str:
    """Say to whom each side gives how many sentences, as persons have confirmed it; and to whom it gives none."""
    spoken = _spoken(context)
    by = dict.fromkeys(one for cell in spoken["coders"] for one in cell.split("; ") if one)
    given = _given(context, spoken, CONFIRMED)
    if not given:
        return ""
    said = [f"{named}{_none(context, spoken, part)}" for part, named in given]
    return f"Whose words the sentences are, as {listed([literal(one) for one in by])} confirmed it: {'; '.join(said)}."


def drafted(context: "Analysis") -> str:
    """Say to whom drafts give how many sentences of each side that nobody has confirmed."""
    given = _given(context, _spoken(context), DRAFTS)
    said = "; ".join(named for _, named in given)
    return (
        f"Whose words the sentences may be, by drafts that nobody has confirmed: {said}."
        if said
        else ""
    )


def _given(context: "Analysis", spoken: pd.DataFrame, column: str) -> list[tuple[Subcorpus, str]]:
    """What each part gives to whom."""
    found, told = [], counts(_sentences(context), "told", "part")
    for part in _parts(context):
        own = spoken[(spoken["part"] == part.id) & spoken[column].map(bool)]
        own = own.sort_values(column, key=lambda spans: -spans.map(len), kind="stable")
        items = [
            f"{{finding}}`{_id(row, column)}` to {_to(context, row.speaker)}{_on(context, told, row, column)}"
            for row in own.itertuples()
        ]
        if items:
            verb = "gives" if front_words.one_text(part) else "give"
            found.append((part, f"{owned(context, part, 'account')} {verb} {some(items)}"))
    return found


def _to(context: "Analysis", speaker: str) -> str:
    if speaker in QUESTIONS:
        return f"whoever asks (“{literal(speaker)}”)"
    said = in_print("speaker", speaker, context.codebook.codes["label"])
    return f"{literal(said)}{' together' * (speaker == BOTH)}"


def _on(context: "Analysis", told: pd.DataFrame, row, column: str) -> str:
    """On what somebody is made to speak, in one event: with what stands in fewest mouths first."""
    if len({account.event for account in context.accounts}) > 1:
        return ""
    spans, own = set(getattr(row, column)), told[told["part"] == row.part]
    mouths = told[told[column].map(bool).astype(bool)].groupby("topic").size()
    rows = [
        (mouths[one.topic], -len(there), one.topic)
        for one in own[own["speaker"] == row.speaker].itertuples()
        if (there := spans & set(getattr(one, column)))
    ]
    topics = [label(context, topic) for *_, topic in sorted(rows, key=lambda one: one[:2])]
    more = ["others"] * (len(topics) > TOPICS)
    return f" (on {'; '.join([*topics[:TOPICS], *more])})" if topics else ""


def _none(context: "Analysis", spoken: pd.DataFrame, part: Subcorpus) -> str:
    """To whom a part gives no sentence: said of a text of which every sentence has a confirmed speaker, and of speakers in its language, whose names are written alike."""
    table = _sentences(context)
    if not is_full(part) or not table.loc[table["part"] == part.id, "speaker_confirmed"].all():
        return ""
    alike = [one.id for one in _parts(context) if primary(one.language) == primary(part.language)]
    there = spoken[spoken["part"].isin(alike) & spoken[CONFIRMED].map(bool)]
    own = set(there.loc[there["part"] == part.id, "speaker"])
    missing = [one for one in dict.fromkeys(there["speaker"]) if one not in own]
    return f", and none to {' or '.join(_to(context, one) for one in missing)}" if missing else ""


def _spoken(context: "Analysis") -> pd.DataFrame:
    """The counts of sentences that somebody is made to say."""
    found = counts(_sentences(context), "spoken", "part")
    return found[~found["speaker"].isin((NOBODY, OPEN))]


def _sentences(context: "Analysis") -> pd.DataFrame:
    """The sentences of what is compared."""
    table = context.sentences
    return table[
        table["segment_id"].isin([name for part in _parts(context) for name in part.searched])
    ]


def _parts(context: "Analysis") -> list[Subcorpus]:
    return most_words(context.subcorpora, front_words.SIDES)


def _id(row, column: str) -> str:
    return f"front-{row.id}{'-drafts' * (column == DRAFTS)}"
