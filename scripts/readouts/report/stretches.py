"""What fills a frame: the stretches of its codes, which of them are items of one list, and which lie inside another.

The count of a frame says how often its words stand in a text, and not that four of them are one enumeration.
"""

import re
from collections.abc import Iterator

import pandas as pd

from ..text import coding
from . import results
from .context import Context
from .findings import Finding, slug, spans_of

# What stands between two items of one list: the rest of the first one's name, a comma or "and", an article.
BETWEEN = re.compile(r"(\s+[^\W\d_]+)?(\s*,|(\s*,)?\s+(and|or))(\s+(the|an?))?\s+")


STRETCH = ["segment_id", "start", "end"]


def described(segments: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """The distinct stretches of every code, each with the list that it is an item of and the stretch that it lies in.

    Parameters
    ----------
    segments : DataFrame
        With ``segment_id, readout_id, text``, indexed by ``segment_id``.
    coded : DataFrame
        As from `coding.code`.

    Returns
    -------
    DataFrame
        ``readout_id, segment_id, start, end, frame, code, keyword`` in the order of the segments, ``list``: the number of
        the list of which the stretch is an item, empty where it is of none, and ``inside``: the words of the longer
        stretch of the same frame that it lies in, or nothing.
    """
    table = segments[["readout_id", "segment_id"]].merge(
        coding.spans(coded).drop(columns="pattern").sort_values(["start", "end"]), on="segment_id"
    )
    return table.assign(list=_lists(table, segments["text"]), inside=_inside(table))


def of_frames(table: pd.DataFrame) -> pd.DataFrame:
    """Of stretches as `described`, those that a frame's frequency counts: one that two codes of the frame share counts once."""
    return coding.distinct(table, "frame")


def _lists(table: pd.DataFrame, texts: pd.Series) -> pd.Series:
    """The number of each stretch's list: a run of stretches of one code with nothing between two but what joins a list."""
    found = pd.Series(pd.NA, table.index, dtype="Int64")
    for (segment_id, _), stretches in table.groupby(["segment_id", "code"], sort=False):
        for (one, end), (other, start) in zip(
            stretches["end"].items(), stretches["start"].iloc[1:].items()
        ):
            if BETWEEN.fullmatch(texts[segment_id], end, start):
                found[[one, other]] = one if pd.isna(found[one]) else found[one]
    return found


def _inside(table: pd.DataFrame) -> list[str]:
    holders = table.merge(table, on=["segment_id", "frame"], suffixes=("", "_of"))
    holders = holders[
        (holders["start_of"] <= holders["start"])
        & (holders["end"] <= holders["end_of"])
        & (holders["keyword_of"].str.len() > holders["keyword"].str.len())
    ]
    longest = (
        holders.sort_values("keyword_of", key=lambda words: words.str.len())
        .groupby([*STRETCH, "frame"])["keyword_of"]
        .last()
    )
    return [
        longest.get(key, "")
        for key in table[[*STRETCH, "frame"]].itertuples(index=False, name=None)
    ]


def findings(context: Context) -> Iterator[Finding]:
    """Of each frame in each readout of the pair in focus, how many stretches are items of a list, and how many lie inside another: ``listed-<readout>-<frame>``, ``inside-<readout>-<frame>``."""
    data, book, pair = context.data, context.codebook, context.settings.pair
    segments = data.segments[data.segments["readout_id"].isin(pair)]
    table = of_frames(described(segments, context.coded))
    for readout in pair:
        whole = data.of(readout)
        name = results.readout_name(whole.iloc[0])
        for frame in book.frames.itertuples():
            own = table[(table["readout_id"] == readout) & (table["frame"] == frame.frame)]
            for kind, chosen, label in (
                ("listed", own["list"].notna(), "items of a list"),
                ("inside", own["inside"] != "", "stretches inside another of the frame"),
            ):
                spans = spans_of(own[chosen])
                yield Finding(
                    slug(kind, readout, frame.frame),
                    len(spans),
                    f"{frame.label}, {label}: {name}",
                    (len(own), "coded stretches"),
                    spans=spans,
                    searched=tuple(whole["segment_id"]),
                )
