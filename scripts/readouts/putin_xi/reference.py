"""Reference lists: what other readouts have, in strata, as counts in ``data/reference/``.

A reference is a choice, so each stratum is a written rule over a named source file. The texts are not given; they are
needed to make the counts anew and for nothing else. Run as ``python -m readouts.putin_xi.reference FOLDER``.
"""

import argparse
import datetime
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..corpus import codebook
from ..corpus.codebook import Codebook
from ..measures import collocation
from ..measures.dispersion import dp, dp_corrected
from ..text import coding
from ..text.tokens import tokenize
from . import fulltext
from .strata import LONG, NODES

# From this day on the Kremlin's calls are of a country at war.
SPLIT = datetime.date(2022, 2, 24)
CALLS = {
    "http://en.kremlin.ru/events/president/news/67868": "kremlin-2022-02-25-full",
    "http://en.kremlin.ru/events/president/news/68658": "kremlin-2022-06-15-full",
}
LEAST = (
    2  # occurrences of a word in a list; the number of words that occur once stands in strata.csv
)
LEAST_PAIR = 3  # occurrences of a collocate beside its node
PHRASE_LENGTHS, LEAST_PHRASE, LEAST_DOCUMENTS = (2, 3, 4, 5), 5, 3

_TELEPHONE = re.compile(
    r"Telephone conversations? with |Vladimir Putin had several telephone conversations with heads "
)
_CHILDREN = re.compile(r"-year-old|Tree of Wishes")
_PRESIDENTIAL = re.compile(
    r"readout-of-(?:president-(?:donald-j-trump|joe-biden|joseph-r-biden|biden)|joseph-r-biden|the-presidents)(?:-.*|s-.*)?\bcalls?-with-"
)
# A party of a call by a state's or body's name in the headline, or by a person's where it gives no other.
_PARTNERS = {
    name: re.compile(rf"\b(?:{names})\b")
    for name, names in {
        "Algeria": "Algeria",
        "Angola": "Angola",
        "Argentina": "Argentina",
        "Armenia": "Armenia",
        "Austria": "Austria",
        "Azerbaijan": "Azerbaijan",
        "Bahrain": "Bahrain",
        "Belarus": "Belarus",
        "Central African Republic": "Central African Republic",
        "China": "China",
        "CSTO": "CSTO",
        "Cuba": "Cuba",
        "Egypt": "Egypt",
        "European Union": "European Council",
        "Finland": "Finland",
        "France": "France|Macron",
        "Germany": "Germany|Merkel|Scholz",
        "Holy See": "Pope",
        "Hungary": "Hungary",
        "India": "India",
        "Indonesia": "Indonesia",
        "Iran": "Iran",
        "Israel": "Israel",
        "Italy": "Italy",
        "Japan": "Japan",
        "Kazakhstan": "Kazakhstan|Nazarbayev",
        "Kyrgyzstan": "Kyrgyzstan",
        "Luxembourg": "Luxembourg",
        "Nicaragua": "Nicaragua",
        "Norway": "Norway",
        "Pakistan": "Pakistan",
        "Palestine": "Palestine",
        "Saudi Arabia": "Saudi Arabia",
        "Senegal": "Senegal",
        "Serbia": "Serbian?",
        "South Africa": "South Africa",
        "South Ossetia": "South Ossetia",
        "Syria": "Syria",
        "Tajikistan": "Tajikistan",
        "Turkey": "Turkey",
        "Turkmenistan": "Turkmenistan",
        "United Arab Emirates": "Abu Dhabi|UAE",
        "United Kingdom": "British",
        "United States": "US",
        "Uzbekistan": "Uzbekistan",
        "Venezuela": "Venezuela",
    }.items()
}
_LINK = re.compile(r"\]\([^)\s]*\)")  # where a text in Markdown links to, which is no word of it
_DOMESTIC = re.compile(
    r"governors?|senat(?:e|ors?)|speaker|congressional|leader-schumer|fema|nga|energy-sector|officials|commissioner|commander|servicemembers|griner"
)


@dataclass(frozen=True)
class Stratum:
    """A set of texts that a rule takes from a source file, with what a reader must know of it."""

    stratum: str
    label: str
    rule: str
    file: str
    source: str
    licence: str


_KREMLIN = (
    "kremlin_en.csv.gz",
    "https://github.com/PeiYiZhuo/zelenskyy-putin at 134450b, press_release_data/putin.csv: pages of en.kremlin.ru as scraped",
    "CC BY 4.0, as the Kremlin's site states of its content",
)
_TELEPHONE_RULE = "headline reports telephone conversations; children of a charity campaign and the two calls of this report left out; "
STRATA = (
    Stratum(
        "kremlin-after",
        "Kremlin, calls from 24 February 2022",
        _TELEPHONE_RULE + "dated 24 February 2022 or later",
        *_KREMLIN,
    ),
    Stratum(
        "kremlin-before",
        "Kremlin, calls before 24 February 2022",
        _TELEPHONE_RULE + "dated before 24 February 2022",
        *_KREMLIN,
    ),
    Stratum(
        "white-house",
        "White House, calls of the president",
        "title is a readout of the president's calls; parties of his own country left out; of two texts with one title or wording the first taken",
        "whitehouse_readouts.jsonl.gz",
        "https://github.com/brian14708/wh-briefings at 737ca03: readouts of the White House",
        "CC0 1.0",
    ),
)


def is_telephone_item(headline: str, summary: str) -> bool:
    """Whether a page of the Kremlin reports telephone conversations of the president with those who speak for a state.

    Examples
    --------
    >>> is_telephone_item("Telephone conversation with President of Angola Joao Lourenco", "")
    True
    >>> is_telephone_item("Briefing by an aide following a telephone conversation", "")
    False
    >>> is_telephone_item("Telephone conversation with a winner", "Vladimir Putin spoke with 14-year-old Ivan.")
    False
    """
    return bool(_TELEPHONE.match(headline)) and not _CHILDREN.search(f"{headline} {summary}")


def partner(headline: str) -> str:
    """Who the other party of a telephone item of the Kremlin is, from its headline: a state or a body; several are joined.

    Raises
    ------
    ValueError
        If the headline has no name that is known.

    Examples
    --------
    >>> partner("Telephone conversation with Federal Chancellor of Germany Olaf Scholz"), partner("Telephone conversation with Olaf Scholz and Emmanuel Macron")
    ('Germany', 'France and Germany')
    """
    found = [name for name, names in _PARTNERS.items() if names.search(headline)]
    if not found:
        raise ValueError(
            f"headline: found {headline!r}, expected the name of a state or body of _PARTNERS"
        )
    return " and ".join(found)


def is_presidential_call(title: str) -> bool:
    """Whether a White House text, by the title in its address, is a readout of the president's call with a foreign party.

    Examples
    --------
    >>> is_presidential_call("2022-03-18-readout-of-president-joseph-r-biden-jr-call-with-president-xi-jinping-of-the-prc")
    True
    >>> is_presidential_call("2022-03-18-readout-of-vice-president-harriss-call-with-prime-minister-holness-of-jamaica")
    False
    >>> is_presidential_call("2021-12-11-readout-of-president-bidens-call-with-governors-of-states-impacted")
    False
    """
    name = re.sub(r"^\d{4}-\d\d-\d\d-", "", title)
    called = _PRESIDENTIAL.match(name)
    return bool(called) and not re.search(rf"\b(?:{_DOMESTIC.pattern})\b", name[called.end() :])


def kremlin_items(path: Path) -> Iterator[dict]:
    """The Kremlin's telephone items, the two calls of this report among them."""
    for row in pd.read_csv(path, dtype=str, keep_default_na=False).itertuples():
        if is_telephone_item(row.headline, row.summary):
            date = datetime.date.fromisoformat(row.date[:10])
            yield {
                "document": "news/" + row.link.rsplit("/", 1)[1],
                "date": date,
                "url": row.link,
                "partner": partner(row.headline),
                "stratum": "kremlin-after" if date >= SPLIT else "kremlin-before",
                "segments": [row.summary, row.body],
            }


def white_house_items(path: Path) -> Iterator[dict]:
    """The readouts of the president's calls; of two with one title or one text the first."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if is_presidential_call(row["id"]) and not seen & {row["id"], row["text"]}:
                seen |= {row["id"], row["text"]}
                yield {
                    "document": row["id"],
                    "date": datetime.date.fromisoformat(row["date"]),
                    "url": row["url"],
                    "partner": "",
                    "stratum": "white-house",
                    "segments": _LINK.sub("]", row["text"]).splitlines(),
                }


def items(folder: Path) -> list[dict]:
    """All texts that the rules take, as words: ``document, date, url, partner, stratum, segments, words``; empty segments left out.

    Raises
    ------
    FileNotFoundError
        Naming the files that the folder lacks.
    """
    missing = sorted({stratum.file for stratum in STRATA if not (folder / stratum.file).is_file()})
    if missing:
        raise FileNotFoundError(
            f"{folder}: found no {' and no '.join(missing)}, expected both source files of the strata"
        )
    found = [*kremlin_items(folder / _KREMLIN[0]), *white_house_items(folder / STRATA[2].file)]
    for item in found:
        item["segments"] = [segment for segment in item["segments"] if tokenize(segment)]
        item["words"] = [
            [token.form for token in tokenize(segment)] for segment in item["segments"]
        ]
    return sorted(found, key=lambda item: (item["stratum"], item["date"], item["document"]))


def texts_in_source(folder: Path) -> dict[str, int]:
    """How many texts each source file has, from which the rules take theirs."""
    with gzip.open(folder / STRATA[2].file, "rt", encoding="utf-8") as file:
        return {
            _KREMLIN[0]: len(pd.read_csv(folder / _KREMLIN[0], usecols=["link"])),
            STRATA[2].file: sum(1 for line in file if line.strip()),
        }


def code_counts(found: list[dict], book: Codebook, other_matters: pd.DataFrame) -> pd.DataFrame:
    """``document, code, frequency, other_matters``: distinct coded stretches, and those of them that a reader has found to be of other matters.

    A document has no row for a code that it has not. A frame's count is the sum of those of its codes.

    Raises
    ------
    ValueError
        If a row of `other_matters` is no coded stretch, or two codes of a frame share one, so that the frame would count it twice.
    """
    segments = pd.DataFrame(
        [
            (f"{item['document']} {number}", "en", text)
            for item in found
            for number, text in enumerate(item["segments"], start=1)
        ],
        columns=["segment_id", "language", "text"],
    )
    coded = coding.spans(coding.code(segments, book))
    if (shared := coded[coded.duplicated(["segment_id", "start", "end", "frame"])]).size:
        raise ValueError(
            f"codes of one frame share a stretch: {shared[['segment_id', 'code', 'keyword']].to_dict('records')}"
        )
    key = ["document", "paragraph", "start", "end", "code"]
    coded[["document", "paragraph"]] = coded["segment_id"].str.rsplit(" ", n=1, expand=True)
    coded = coded.astype({"paragraph": int}).merge(
        other_matters[[*key, "matter"]], how="outer", on=key
    )
    if (loose := coded[coded["keyword"].isna()]).size:
        raise ValueError(
            f"reference/other_matters.csv: no such coded stretch: {loose[key].to_dict('records')}"
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
        total = sum(bags, Counter())
        return cls(
            documents,
            bags,
            np.array([bag.total() for bag in bags]),
            total,
            Counter(word for bag in bags for word in bag),
        )

    def of_word(self, word: str) -> np.ndarray:
        return np.array([bag[word] for bag in self.bags])


def _word_list(name: str, counted: _Counted) -> list[tuple]:
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


def _call_words(name: str, counted: _Counted, readout_id: str, bag: Counter) -> list[tuple]:
    """Each word of a call: occurrences and documents in the stratum, and documents of like length whose rate is as high as the call's."""
    size, rows, like = bag.total(), [], counted.sizes >= LONG
    for word in sorted(bag):
        # Products of whole numbers, as quotients that ought to be equal may differ by rounding.
        as_high = int((counted.of_word(word) * size >= bag[word] * counted.sizes)[like].sum())
        rows.append(
            (name, readout_id, word, counted.total[word], counted.document_frequency[word], as_high)
        )
    return rows


def tables(folder: Path, book: Codebook, other_matters: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of ``data/reference/`` by path in ``data/``, made from the texts; `other_matters` is the one that was made by reading them."""
    found, in_source = items(folder), texts_in_source(folder)
    calls = [item for item in found if item["url"] in CALLS]
    found = [item for item in found if item["url"] not in CALLS]
    digests = {
        file: hashlib.sha256((folder / file).read_bytes()).hexdigest()
        for file in {stratum.file for stratum in STRATA}
    }
    made = {name: [] for name in ("strata", "documents", "words", "calls", "collocates", "phrases")}
    for stratum in STRATA:
        documents = [item for item in found if item["stratum"] == stratum.stratum]
        counted = _Counted.of(documents)
        dates = [item["date"] for item in documents]
        once = sum(count < LEAST for count in counted.total.values())
        made["strata"].append(
            (
                stratum.stratum,
                stratum.label,
                in_source[stratum.file],
                len(documents),
                int(counted.sizes.sum()),
                len(counted.total),
                once,
                min(dates),
                max(dates),
                stratum.rule,
                stratum.file,
                stratum.source,
                stratum.licence,
                digests[stratum.file],
            )
        )
        for item, bag in zip(documents, counted.bags):
            alone = sum(counted.document_frequency[word] == 1 for word in bag)
            made["documents"].append(
                (
                    item["document"],
                    stratum.stratum,
                    item["date"],
                    item["partner"],
                    bag.total(),
                    len(bag),
                    alone,
                    item["url"],
                )
            )
        made["words"] += _word_list(stratum.stratum, counted)
        for call in calls:
            made["calls"] += _call_words(
                stratum.stratum, counted, CALLS[call["url"]], _Counted.of([call]).total
            )
        if stratum.stratum == "kremlin-after":
            made["collocates"] += _collocates(stratum.stratum, documents)
            made["phrases"] += _phrases(stratum.stratum, documents, calls)
    columns = {
        "strata": [
            "stratum",
            "label",
            "n_texts_in_source",
            "n_documents",
            "n_tokens",
            "n_types",
            "n_types_once",
            "first_date",
            "last_date",
            "rule",
            "source_file",
            "source",
            "licence",
            "sha256",
        ],
        "documents": [
            "document",
            "stratum",
            "date",
            "partner",
            "n_tokens",
            "n_types",
            "n_types_alone",
            "url",
        ],
        "words": ["stratum", "word", "frequency", "document_frequency", "dp", "dp_corrected"],
        "calls": [
            "stratum",
            "readout_id",
            "word",
            "frequency",
            "document_frequency",
            "documents_as_high",
        ],
        "collocates": [
            "stratum",
            "node",
            "collocate",
            "frequency",
            "frequency_left",
            "frequency_right",
            "document_frequency",
            "frequency_node",
            "frequency_collocate",
            "n_window",
            "n",
        ],
        "phrases": [
            "stratum",
            "n_words",
            "phrase",
            "frequency",
            "document_frequency",
            "february",
            "june",
        ],
    }
    result = {
        f"reference/{name}.csv": pd.DataFrame(rows, columns=columns[name])
        for name, rows in made.items()
    }
    return {**result, "reference/codes.csv": code_counts(found, book, other_matters)}


def _collocates(name: str, documents: list[dict]) -> list[tuple]:
    segments = [words for item in documents for words in item["words"]]
    owner = [item["document"] for item in documents for _ in item["words"]]
    rows = []
    for node in NODES:
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


def _phrases(name: str, documents: list[dict], calls: list[dict]) -> list[tuple]:
    rows = []
    for n in PHRASE_LENGTHS:
        total, with_it = Counter(), Counter()
        for item in documents:
            own = Counter(
                {phrase: count for phrase, count, _ in collocation.phrases(item["words"], n)}
            )
            total, with_it = total + own, with_it + Counter(own.keys())
        in_call = [
            Counter({phrase: count for phrase, count, _ in collocation.phrases(call["words"], n)})
            for call in sorted(calls, key=lambda call: call["date"])
        ]
        kept = [
            phrase
            for phrase, count in total.items()
            if count >= LEAST_PHRASE and with_it[phrase] >= LEAST_DOCUMENTS
        ]
        rows += [
            (
                name,
                n,
                phrase,
                total[phrase],
                with_it[phrase],
                in_call[0][phrase],
                in_call[1][phrase],
            )
            for phrase in sorted(kept, key=lambda phrase: (-total[phrase], phrase))
        ]
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Compare, or with ``--write`` rewrite; 0 if all counts agree or were written, 1 if some differ, 2 if texts are missing."""
    parser = argparse.ArgumentParser(
        prog="python -m readouts.putin_xi.reference",
        description="Make the reference lists anew and say whether data/reference/ still agrees.",
    )
    parser.add_argument(
        "folder",
        type=Path,
        help="a folder that holds " + " and ".join(sorted({stratum.file for stratum in STRATA})),
    )
    parser.add_argument(
        "--write", action="store_true", help="rewrite the tables in data/reference/ instead"
    )
    options = parser.parse_args(arguments)
    from .. import paths
    from ..corpus import datapackage

    # Only the codebook and what was made by hand are needed, and the tables to be made may not stand yet.
    schemas = {resource["name"]: resource for resource in datapackage.descriptor()["resources"]}
    read = {
        name: datapackage.read_table(paths.DATA / schemas[name]["path"], schemas[name]["schema"])[0]
        for name in ("frames", "codebook", "patterns", "reference_other_matters")
    }
    read = {name: pd.DataFrame(rows).drop(columns="") for name, rows in read.items()}
    try:
        made = tables(options.folder, codebook.load(read), read["reference_other_matters"])
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    return fulltext.settle(made, options.write)


if __name__ == "__main__":
    sys.exit(main())
