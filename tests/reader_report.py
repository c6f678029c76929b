"""A report of texts that mean harm, for the tests of the reader: `load` is what a book's setting may name."""

import datetime

import pandas as pd
from readouts.corpus import codebook
from readouts.corpus.corpus import Corpus
from readouts.report import results
from readouts.report.findings import Findings
from readouts.report.report import Report
from readouts.text.patterns import Pattern, parse
from readouts.text.tokens import tokenize

DATE = datetime.date(2024, 1, 2)
SEGMENTS = {
    "a-1": (
        "alpha",
        "en",
        '</script><script>window.hacked=1</script> <img src=x onerror="window.hacked=2"> & "the crisis" -- it\'s &lt;b&gt; a \'straight\' quote ...',
    ),
    "a-2": (
        "alpha",
        "en",
        "\u202eright to left\u202c and \u2066isolated\u2069 crisis of the \U0001f600 organization, the \U0001f600 crisis; =1+1",
    ),
    "a-3": ("alpha", "en", "=crisis() is no formula, nor is +crisis, @crisis or -crisis"),
    "b-1": (
        "beta",
        "ru",
        "Партнёрство и ещё раз партнерство: ВОПРОС о военно-техническом сотрудничестве",
    ),
    "b-2": ("beta", "zh", "乌克兰危机与危机"),
    "b-3": (
        "beta",
        "en",
        "Straße ﬁnal color-coded neighbor’s ‘quoted’ cafe\u0301 İstanbul re\u2011organized ΟΔΟΣ one_two x2 don’t Realize",
    ),
    # A word without end, which is coded.
    "b-5": ("beta", "en", f"the crisis {30_000 * 'x'}tion of the crisis"),
    "b-4": (
        "beta",
        "en",
        "Ｇ２０ and ＣＯＶＩＤ－１９: Pre\u00adsident, Ci\u200bvil, X̱ánj 1\ufe0f\u20e3; यूक्रेन ﾛｼｱ ｶﾞ Ʒʼs 二〇〇二 \U00020000葛\U000e0100 ≠ a\u0338",
    ),
}
CODES = [
    ("one", "red", "the crisis"),
    ("two", "red", "crisis"),
    ("one", "blue", "crisis of the"),
    ("two", "green", "of the"),
    ("one", "red", "*tion"),
]


def _segments() -> pd.DataFrame:
    rows = [
        {
            "segment_id": name,
            "readout_id": f"{side}-quoted",
            "event_date": DATE,
            "issuer": f"The <b>{side}</b> office",
            "side": side,
            "date": DATE,
            "language": language,
            "completeness": "excerpts",
            "speaker": "issuer",
            "speaker_basis": "named",
            "quotation": "unbroken",
            "paragraph": 1,
            "text": text,
            "n_tokens": len(tokenize(text)),
        }
        for name, (side, language, text) in SEGMENTS.items()
    ]
    return pd.DataFrame(rows).set_index("segment_id", drop=False).rename_axis(None)


def _codebook() -> codebook.Codebook:
    frames = pd.DataFrame(
        [(name, f"Colour {name} <i>&", "A colour.", "none") for name in ("red", "blue", "green")],
        columns=["frame", "label", "definition", "source"],
    )
    names = list(dict.fromkeys((frame, f"{frame}-{code}") for code, frame, _ in CODES))
    codes = (
        pd.DataFrame(
            [
                (frame, code, f"Code {code} </mark>", "A code <script>.", "-", "-", "-")
                for frame, code in names
            ],
            columns=["frame", "code", "label", "definition", "include", "exclude", "source"],
        )
        .set_index("code", drop=False)
        .rename_axis(None)
    )
    patterns = tuple(
        Pattern(f"{frame}-{code}", "en", pattern, parse(pattern)) for code, frame, pattern in CODES
    )
    return codebook.Codebook(frames, codes, patterns)


def load(folder=None) -> Report:
    """The report: two sides that are quoted, and one that is not."""
    sides = [("alpha", "excerpts"), ("beta", "excerpts"), ("gamma", "full")]
    readouts = pd.DataFrame(
        [
            {
                "readout_id": f"{side}-quoted",
                "event_date": DATE,
                "kind": "readout",
                "side": side,
                "date": DATE,
                "completeness": completeness,
            }
            for side, completeness in sides
        ]
    )
    segments, book = _segments(), _codebook()
    corpus = Corpus(segments, segments.iloc[:0], {"readouts": readouts})
    return Report(
        corpus,
        book,
        results.coded_segments(corpus, book),
        Findings([]),
        pd.DataFrame(columns=["code", "language", "pattern"]),
    )
