"""What stands near a word in the texts of each side that writes in one language: the numbers of ``readouts collocates``."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..corpus.document import Document
from ..engine.collocates import Collocates
from ..measures.guard import TEST
from ..text.patterns import Pattern, parse
from .findings import Finding, Row, slugs
from .subcorpora import Subcorpus
from .words import FUNCTION_WORDS, LanguageWords

if TYPE_CHECKING:
    from .analysis import Analysis

NEEDS = ("readouts", "segments")
# A word is looked at by itself only where each of two sides has it in as many texts as a test needs.
LEAST_TEXTS = TEST.texts
# A word near it is shown where a side has it there in so many texts; so many words are.
LEAST_NEAR, ROWS = 2, 25
# The languages whose function words the package knows.
KNOWN = ("en", "ru")


class Around(NamedTuple):
    """What stands near a word in one language.

    Attributes
    ----------
    node : str
        The word, or the pattern that the settings have.
    node_id : str
        What it has in the ids of findings.
    table : DataFrame
        As `engine.collocates.Collocates.table` gives it, a side's id in ``side``, with ``id`` of the word and ``shown``.
    spans : dict
        The places near the word that are counted, by the id of the part and by the word.
    parts : list of Subcorpus
    """

    node: str
    node_id: str
    table: pd.DataFrame
    spans: dict[tuple[str, str], list[tuple[str, int, int]]]
    parts: list[Subcorpus]


def around(vocabularies: Iterable[LanguageWords], patterns: Sequence[str] = ()) -> list[Around]:
    """What stands near each pattern in each language of two sides or more; without patterns, near the word of `default`."""
    found = []
    for vocabulary in vocabularies:
        own = "" if patterns else default(vocabulary)
        nodes = patterns or ([own] if own else [])
        for node, node_id in slugs(nodes).items():
            if len(vocabulary.parts) > 1:
                one = _around(vocabulary, node, node_id)
                found += [one] if one.table["shown"].any() else []
    return found


def default(vocabulary: LanguageWords) -> str:
    """The most frequent word of content that two sides or more have in `LEAST_TEXTS` texts each; empty where there is none."""
    if vocabulary.language not in KNOWN or len(vocabulary.parts) < 2:
        return ""
    texts = pd.concat({part.id: _texts_with(vocabulary, part) for part in vocabulary.parts}, axis=1)
    enough = texts.index[(texts >= LEAST_TEXTS).sum(axis=1) > 1]
    words = vocabulary.content()
    often = words.index[words.index.isin(enough)]
    return str(often[0]) if len(often) else ""


def _texts_with(vocabulary: LanguageWords, part: Subcorpus) -> pd.Series:
    found = vocabulary.occurrences()[part.id]
    readout = found["segment_id"].map(part.segments.set_index("segment_id")["readout_id"])
    return found.assign(readout=readout).groupby("ngram")["readout"].nunique()


def _around(vocabulary: LanguageWords, node: str, node_id: str) -> Around:
    counted = Collocates(Pattern("", "", node, parse(node)))
    spans = defaultdict(list)
    for part in vocabulary.parts:
        for _, rows in part.segments.groupby("readout_id", sort=False):
            text = "\n".join(rows["text"])
            name = rows["readout_id"].iloc[0]
            document = Document(name, text, part.id, language=vocabulary.language)
            starts = [0, *accumulate(len(segment) + 1 for segment in rows["text"])]
            for place in counted.add(document):
                number = bisect_right(starts, place.start) - 1
                segment, start = rows["segment_id"].iloc[number], starts[number]
                where = segment, place.start - start, place.end - start
                spans[part.id, place.form].append(where)
    table = counted.table()
    most = table.groupby("collocate")["document_frequency"].transform("max")
    kept = (most >= LEAST_NEAR) & ~table["collocate"].isin(FUNCTION_WORDS)
    shown = list(dict.fromkeys(table.loc[kept, "collocate"]))[:ROWS]
    names = slugs(table["collocate"])
    table = table.assign(
        id=table["collocate"].map(names), shown=table["collocate"].isin(shown), node=node
    )
    return Around(node, node_id, table, spans, vocabulary.parts)


def findings(context: "Analysis") -> Iterator[Finding]:
    """Of each word that is shown how often it stands near the node, in how many texts, and its logDice: ``near-<part>-<node>-<word>``, with -texts and -log-dice."""
    for one in context.around:
        parts = {part.id: part for part in one.parts}
        for row in one.table[one.table["shown"]].to_dict("records"):
            yield from _of_word(one, parts[row["side"]], row)


def _of_word(one: Around, part: Subcorpus, row: dict) -> Iterator[Finding]:
    spans = tuple(one.spans.get((part.id, row["collocate"]), ()))
    key = f"near-{part.id}-{one.node_id}-{row['id']}"
    label = f"“{row['collocate']}” near “{one.node}”: {part.name}"
    note = (
        ""
        if spans
        else f"It stands {row['frequency_collocate']} times in these texts, and not near “{one.node}”."
    )
    window = (int(row["n_window"]), f"{part.unit} near it")
    yield Finding(key, len(spans), label, window, spans=spans, searched=part.searched, note=note)
    readout_of = part.segments.set_index("segment_id")["readout_id"]
    readouts = dict.fromkeys(readout_of[segment] for segment, _, _ in spans)
    yield Finding(
        f"{key}-texts",
        len(readouts),
        f"texts with {label}",
        (int(row["documents_with_node"]), f"texts with “{one.node}”"),
        rows=tuple(Row("readouts.csv", readout) for readout in readouts),
        note=note,
    )
    if spans:
        yield Finding(
            f"{key}-log-dice",
            float(row["log_dice"]),
            f"logDice of {label}",
            parts=(key,),
            formula=f"14 + log2(2 O/(f node + f word)), with O = {row['frequency']}, f node = {row['frequency_node']}, f word = {row['frequency_collocate']}",
            shown=f"{row['log_dice']:.1f}".replace("-", "−"),
        )
