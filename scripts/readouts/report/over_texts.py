"""Words of two sides with the text as the unit: the same columns as those of ``readouts compare``."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..corpus.document import Document
from ..engine import comparing, text_level
from ..engine.apart import Apart
from ..measures import guard
from ..measures.effect_size import nearest_zero
from .subcorpora import Subcorpus
from .words import LanguageWords

COLUMNS = (
    *comparing.DOCUMENTS,
    *text_level.EFFECT,
    *text_level.PERMUTATION,
    text_level.KEYNESS,
    *text_level.DISPERSION,
)


def level_of(
    vocabulary: LanguageWords, target: Subcorpus, reference: Sequence[Subcorpus]
) -> text_level.TextLevel:
    """The distinct readouts of two sides, with how often each has each word of the vocabulary."""
    apart, number = Apart(), {word: place for place, word in enumerate(vocabulary.words.index)}
    for part in (target, *reference):
        readout_of = part.segments.set_index("segment_id")["readout_id"]
        found = vocabulary.occurrences()[part.id]
        for readout, own in found.groupby(found["segment_id"].map(readout_of), sort=False):
            segments = [
                words.to_list() for _, words in own.groupby("segment_id", sort=False)["ngram"]
            ]
            counts = Counter(map(number.__getitem__, own["ngram"]))
            apart.add_words(Document(str(readout), "", part.id), segments, counts)
    return text_level.prepared(apart, len(number), target.id, [part.id for part in reference])


def added(
    table: pd.DataFrame, vocabulary: LanguageWords, level: text_level.TextLevel
) -> pd.DataFrame:
    """A table of `keywords.measured` with `COLUMNS`, and their reasons among those of its last column."""
    places = vocabulary.words.index.get_indexer(table["word"])
    columns, missing = text_level.columns(level, places, COLUMNS)
    target, reference = text_level.document_frequency(level.texts)
    columns["document_frequency"] = target[places].astype(int)
    columns["document_frequency_reference"] = reference[places].astype(int)
    masked, reasons = guard.guard(
        {name: table[name].to_numpy() for name in guard.COUNTS} | columns,
        level.n_target,
        level.n_reference,
        level.effective,
    )
    because = guard.because(text_level.gravest(reasons, missing))
    both = [
        "; ".join(filter(None, pair)) for pair in zip(table[guard.BECAUSE], because, strict=True)
    ]
    return (
        table.drop(columns=guard.BECAUSE)
        .assign(**{name: masked[name] for name in COLUMNS})
        .assign(**{guard.BECAUSE: both})
    )


def bound(table: pd.DataFrame) -> np.ndarray:
    """The end of the interval over texts that is nearer to 0, without its sign; 0 where it holds 0, or is not known."""
    _, low, high = (2.0 ** table[name].to_numpy(float) for name in text_level.EFFECT)
    return np.abs(np.nan_to_num(nearest_zero(low, high)))
