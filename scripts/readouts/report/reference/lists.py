"""The tables of ``data/reference/``: counts of texts that are not given, made anew where the texts are at hand."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ...corpus.codebook import Codebook
from ...measures import collocation
from ...measures.dispersion import dp, dp_corrected
from ...text import coding
from . import texts
from .rules import Reference

LEAST = 2  # occurrences of a word in a list; how many words occur once stands in strata.csv
LEAST_PAIR = 3  # occurrences of a collocate beside its node
PHRASE_LENGTHS, LEAST_PHRASE, LEAST_DOCUMENTS = (2, 3, 4, 5), 5, 3
COLUMNS = {
    "strata": "stratum label n_texts_in_source n_documents n_tokens n_types n_types_once first_date last_date rule "
    "source_file source licence sha256",
    "documents": "document stratum date partner n_tokens n_types n_types_alone url",
    "words": "stratum word frequency document_frequency dp dp_corrected",
    "calls": "stratum readout_id word frequency document_frequency documents_as_high",
    "collocates": "stratum node collocate frequency frequency_left frequency_right document_frequency frequency_node "
    "frequency_collocate n_window n",
}
PHRASES = "stratum n_words phrase frequency document_frequency"
STRETCH = ["document", "paragraph", "start", "end", "code"]


def code_counts(found: list[dict], book: Codebook, other_matters: pd.DataFrame) -> pd.DataFrame:
    """Count the distinct coded stretches, and those of them that a reader has found to be of other matters.

    Returns
    -------
    DataFrame
        ``document, code, frequency, other_matters``. A document has no row for a code that it has not. A frame's count is the sum of
        those of its codes.

    Raises
    ------
    ValueError
        If a row of `other_matters` is no coded stretch, or two codes of a frame share one, so that the frame would count it twice.
    """
    segments = pd.DataFrame(
        [
            (f"{item['document']} {number}", item["language"], text)
            for item in found
            for number, text in enumerate(item["segments"], start=1)
        ],
        columns=["segment_id", "language", "text"],
    )
    coded = coding.spans(coding.code(segments, book))
    if (shared := coded[coded.duplicated(["segment_id", "first", "after", "frame"])]).size:
        raise ValueError(
            f"codes of one frame share a stretch: {shared[['segment_id', 'code', 'keyword']].to_dict('records')}"
        )
    coded[["document", "paragraph"]] = coded["segment_id"].str.rsplit(" ", n=1, expand=True)
    coded = coded.astype({"paragraph": int}).merge(
        other_matters[[*STRETCH, "matter"]], how="outer", on=STRETCH
    )
    if (loose := coded[coded["keyword"].isna()]).size:
        raise ValueError(
            f"reference/other_matters.csv: no such coded stretch: {loose[STRETCH].to_dict('records')}"
        )
    counts, aside = (
        table.groupby(["document", "code"]).size()
        for table in (coded, coded[coded["matter"].notna()])
    )
    rows = [
        (
            item["document"],
            code,
            counts[item["document"], code],
            int(aside.get((item["document"], code), 0)),
        )
        for item in found
        for code in book.codes["code"]
        if (item["document"], code) in counts.index
    ]
    return pd.DataFrame(rows, columns=["document", "code", "frequency", "other_matters"])


@dataclass(frozen=True)
class _Counted:
    """The documents of one stratum and how often each has each word."""

    documents: list[dict]
    bags: list[Counter]
    sizes: np.ndarray
    total: Counter
    document_frequency: Counter

    @classmethod
    def of(cls, documents: list[dict]) -> "_Counted":
        bags = [Counter(word for words in item["words"] for word in words) for item in documents]
        return cls(
            documents,
            bags,
            np.array([bag.total() for bag in bags]),
            sum(bags, Counter()),
            Counter(word for bag in bags for word in bag),
        )

    def of_word(self, word: str) -> np.ndarray:
        return np.array([bag[word] for bag in self.bags])


def tables(
    folder: Path,
    reference: Reference,
    book: Codebook,
    other_matters: pd.DataFrame,
    readouts: dict[str, str],
) -> dict[str, pd.DataFrame]:
    """Make the tables of ``data/reference/`` from the texts, by path in ``data/``.

    Parameters
    ----------
    folder : Path
        With the source files.
    reference : Reference
    book : Codebook
    other_matters : DataFrame
        The table that was made by reading: stretches that are of other matters.
    readouts : dict of str to str
        Address to the id of each readout that is compared: it is in no stratum.
    """
    found = texts.items(folder, reference)
    in_source, digests = (
        texts.texts_in_source(folder, reference),
        texts.sha256(folder, reference),
    )
    compared = {readouts[item["url"]]: item for item in found if item["url"] in readouts}
    found = [item for item in found if item["url"] not in readouts]
    made = {name: [] for name in (*COLUMNS, "phrases")}
    for name, stratum in reference.strata.items():
        counted = _Counted.of([item for item in found if item["stratum"] == name])
        source = reference.sources[stratum.source]
        dates = [item["date"] for item in counted.documents]
        made["strata"].append(
            (
                name,
                stratum.label,
                in_source[stratum.source],
                len(counted.documents),
                int(counted.sizes.sum()),
                len(counted.total),
                sum(count < LEAST for count in counted.total.values()),
                min(dates),
                max(dates),
                stratum.rule,
                source.file,
                source.source,
                source.licence,
                digests[stratum.source],
            )
        )
        made["documents"] += _documents(name, counted)
        made["words"] += _words(name, counted)
        for readout_id, item in compared.items():
            made["calls"] += _readout_words(
                name, counted, readout_id, _Counted.of([item]).total, reference.long
            )
        if name == reference.main:
            made["collocates"] += _collocates(name, counted.documents, reference.nodes)
            own = {key: compared.get(one) for key, one in reference.columns.items()}
            made["phrases"] += _phrases(name, counted.documents, own)
    columns = {name: names.split() for name, names in COLUMNS.items()}
    columns["phrases"] = [*PHRASES.split(), *reference.readouts]
    result = {
        f"reference/{name}.csv": pd.DataFrame(rows, columns=columns[name])
        for name, rows in made.items()
    }
    return {**result, "reference/codes.csv": code_counts(found, book, other_matters)}


def _documents(name: str, counted: _Counted) -> list[tuple]:
    return [
        (
            item["document"],
            name,
            item["date"],
            item["partner"],
            bag.total(),
            len(bag),
            sum(counted.document_frequency[word] == 1 for word in bag),
            item["url"],
        )
        for item, bag in zip(counted.documents, counted.bags)
    ]


def _words(name: str, counted: _Counted) -> list[tuple]:
    words = sorted(
        (word for word, count in counted.total.items() if count >= LEAST),
        key=lambda word: (-counted.total[word], word),
    )
    matrix = np.array([counted.of_word(word) for word in words])
    spread, corrected = dp(matrix, counted.sizes), dp_corrected(matrix, counted.sizes)
    return [
        (
            name,
            word,
            counted.total[word],
            counted.document_frequency[word],
            f"{one:.4f}",
            f"{other:.4f}",
        )
        for word, one, other in zip(words, spread, corrected)
    ]


def _readout_words(
    name: str, counted: _Counted, readout_id: str, bag: Counter, long: int
) -> list[tuple]:
    """Each word of a readout: occurrences and documents in the stratum, and documents of like length whose rate is as high."""
    size, rows, like = bag.total(), [], counted.sizes >= long
    for word in sorted(bag):
        # Products of whole numbers, as quotients that ought to be equal may differ by rounding.
        as_high = int((counted.of_word(word) * size >= bag[word] * counted.sizes)[like].sum())
        rows.append(
            (name, readout_id, word, counted.total[word], counted.document_frequency[word], as_high)
        )
    return rows


def _collocates(name: str, documents: list[dict], nodes: tuple[str, ...]) -> list[tuple]:
    segments = [words for item in documents for words in item["words"]]
    owner = [item["document"] for item in documents for _ in item["words"]]
    rows = []
    for node in nodes:
        near = collocation.windows(segments, node)
        documents_with = Counter(
            word
            for _, word in {(owner[number], segments[number][place]) for number, place, _ in near}
        )
        for row in collocation.collocates(segments, node, least=LEAST_PAIR).itertuples():
            rows.append(
                (
                    name,
                    node,
                    row.collocate,
                    row.frequency,
                    row.frequency_left,
                    row.frequency_right,
                    documents_with[row.collocate],
                    row.frequency_node,
                    row.frequency_collocate,
                    row.n_window,
                    row.n,
                )
            )
    return rows


def _phrases(name: str, documents: list[dict], compared: dict[str, dict | None]) -> list[tuple]:
    """Phrases that recur in a stratum, and how often each readout that is compared has them."""
    rows = []
    for n in PHRASE_LENGTHS:
        each = [_phrases_of(item, n) for item in documents]
        total, with_it = sum(each, Counter()), Counter(phrase for one in each for phrase in one)
        own = [_phrases_of(item, n) if item else Counter() for item in compared.values()]
        recurring = [
            phrase
            for phrase, count in total.items()
            if count >= LEAST_PHRASE and with_it[phrase] >= LEAST_DOCUMENTS
        ]
        rows += [
            (name, n, phrase, total[phrase], with_it[phrase], *(one[phrase] for one in own))
            for phrase in sorted(recurring, key=lambda phrase: (-total[phrase], phrase))
        ]
    return rows


def _phrases_of(item: dict, n: int) -> Counter:
    return Counter({phrase: count for phrase, count, _ in collocation.phrases(item["words"], n)})
