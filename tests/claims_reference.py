"""What the chapter “The readout of June beside other calls” claims in words, for ``test_claims.py``.

What is said of a readout among other calls is asserted over every combination of the choices of `choices.choices`, or where
the sentence says that it turns with one, over the others.
"""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
from readouts import paths
from readouts.report import pairs
from readouts.report.reference import choices, comparison, words
from readouts.report.reference.rules import LONG
from readouts.report.tables import reference_keyness, reference_phrases, reference_words
from this_report import FULL_TEXTS, Report, value

FEBRUARY, JUNE = FULL_TEXTS
_MADE: dict[int, tuple[Report, pd.DataFrame]] = {}


def _above(report: Report, readout: str, frame: str) -> int:
    return value(report, f"reference-above-{readout}-{frame}")


def _as_many(report: Report, readout: str, frame: str) -> int:
    return value(report, f"reference-as-many-{readout}-{frame}")


def _claims(report: Report) -> pd.DataFrame:
    """`claims_under_choices` of a report, made once."""
    if id(report) not in _MADE:
        _MADE[id(report)] = (
            report,
            choices.claims_under_choices(report.corpus.tables, report.settings.reference),
        )
    return _MADE[id(report)][1]


def _under(report: Report, claim: str, readout: str, frame: str, **those) -> list[bool]:
    """Whether a claim holds under each combination of choices, or under those that are as is asked."""
    table = _claims(report)
    table = table[
        (table["claim"] == claim) & (table["readout_id"] == readout) & (table["frame"] == frame)
    ]
    assert len(table) >= 40
    return [
        row.holds
        for row in table.itertuples()
        if all(
            getattr(row.choice, name) in ([wanted] if isinstance(wanted, (str, int)) else wanted)
            for name, wanted in those.items()
        )
    ]


def _turns(report: Report, claim: str, readout: str, frame: str, **those) -> bool:
    """Whether a claim holds as it is made here, and under those choices never."""
    here = _under(
        report,
        claim,
        readout,
        frame,
        stratum=choices.MAIN,
        floor=(1, LONG) if claim == choices.MORE else LONG,
        period="all",
        left_out="",
        other_matters=False,
    )
    return here == [True] and not any(_under(report, claim, readout, frame, **those))


def _share(report: Report, floor: int, other_matters: bool = False) -> tuple[int, int]:
    """How many of the Kremlin's calls since 24 February of so many words have the frame of settlement."""
    rates = comparison.document_rates(report.corpus.tables, other_matters=other_matters).query(
        "stratum == 'kremlin-after' and frame == 'settlement' and n_tokens >= @floor"
    )
    return int((rates["frequency"] > 0).sum()), len(rates)


def _with_other_matters(report: Report) -> float:
    """The p of the shift in settlement when stretches of other matters count."""
    tables = report.corpus.tables
    return float(
        comparison.shifts(
            tables, report.settings.reference, comparison.document_rates(tables, other_matters=True)
        )
        .set_index("frame")
        .at["settlement", "p"]
    )


def _phrase(report: Report, phrase: str) -> dict:
    return report.table("reference_phrases").set_index("phrase").loc[phrase].to_dict()


def _in_calls(report: Report, readout: str, word: str) -> bool:
    words = report.table("fulltext_words")
    return bool(((words["readout_id"] == readout) & (words["word"] == word)).any())


def _pair_shares(report: Report, way: str, without: str = "") -> tuple[Fraction, list[Fraction]]:
    """The share of the pair of June, and those of all others, with a frame left out."""
    frame = {code: row["frame"] for code, row in pairs.codes().items()}
    every = [
        replace(
            pair,
            codes=tuple({code: n for code, n in own.items() if frame[code] != without} for own in pair.codes),
        )
        for pair in pairs.pairs(report.context)
    ]  # fmt: skip
    (june,) = (pair.share(way) for pair in every if pair.date.isoformat() == "2022-06-15")
    return june, [pair.share(way) for pair in every if pair.date.isoformat() != "2022-06-15"]


def _june_is_never_lowest(report: Report) -> bool:
    return all(
        min(others) < june
        for way in pairs.WAYS
        for without in ("", *pairs.frames())
        for june, others in [_pair_shares(report, way, without)]
    )


def _frames_turn(report: Report) -> bool:
    """Whether by frames, without either of the two, one share is equal and none is higher; and without any other some is."""
    turning = {"settlement", "places"}
    for without in pairs.frames():
        june, others = _pair_shares(report, "frames", without)
        if (max(others) <= june) != (without in turning):
            return False
        if without in turning and others.count(june) != 1:
            return False
    return True


def _sizes(report: Report) -> bool:
    """Whether the lengths of the Biden calls go from the one to the other that is named."""
    rows = report.table("reference_pairs").query("leaders == 'Putin and Biden'")
    named = {1: ("2021-12-30", "2022-02-12"), 2: ("2021-12-30", "2021-12-07")}
    ends = ("first", "second")
    return all(
        [value(report, f"pair-{day}-size-{ends[place - 1]}") for day in days]
        == [own["size"].min(), own["size"].max()]
        for place, days in named.items()
        for own in [rows[rows["place"] == place]]
    )


def _between(report: Report) -> bool:
    """Whether the shares of the one second issuer lie between the lowest and the highest of the other."""
    shares = {"Beijing": [], "the White House": []}
    for pair in pairs.pairs(report.context):
        shares[pair.texts[1].issuer].append(pair.share())
    inner, outer = shares.values()
    return min(outer) < min(inner) and max(inner) < max(outer)


def _recall() -> dict[str, tuple[float, float, float]]:
    """Of all codes of the general codebook together: recall with its interval, by language."""
    table = pd.read_csv(paths.GENERAL / "validity.csv", keep_default_na=False)
    return {
        row.language: (float(row.recall), float(row.recall_low), float(row.recall_high))
        for row in table[table["code"] == ""].itertuples()
    }


def _recall_by_language(_: Report) -> bool:
    known = {language: _recall()[language] for language in ("ru", "en", "zh")}
    overlap = max(low for _, low, _ in known.values()) <= min(high for *_, high in known.values())
    return sorted(known, key=lambda one: known[one][0]) == ["ru", "en", "zh"] and overlap


CLAIMS = [
    (
        "reference.md",
        "by this measure the two accounts of June are not unusually far apart",
        lambda r: (
            value(r, "pairs-lower-2022-06-15-codes") > 1
            and value(r, "pairs-higher-2022-06-15-codes") > 1
        ),
    ),
    (
        "reference.md",
        "the pairs of the Kremlin and Beijing lie between those of the Kremlin and the White House",
        _between,
    ),
    (
        "reference.md",
        "The White House’s accounts have",
        _sizes,
    ),
    (
        "reference.md",
        "By this count February has the lowest share",
        lambda r: value(r, "pairs-higher-2022-02-25-shorter") == value(r, "pairs-calls") - 1,
    ),
    (
        "reference.md",
        "June has the lowest share under none of these ways, and under none whichever frame of the codebook is left out",
        _june_is_never_lowest,
    ),
    (
        "reference.md",
        "By all codes some call has a higher share whichever frame is left out",
        lambda r: all(
            max(others) > june
            for without in pairs.frames()
            for june, others in [_pair_shares(r, "codes", without)]
        ),
    ),
    (
        "reference.md",
        "without the frame of settlement, or that of places, one call has an equal share and none a higher one",
        _frames_turn,
    ),
    (
        "reference.md",
        "they found the largest part of what there was in Chinese, and the smallest in Russian, with intervals that overlap",
        _recall_by_language,
    ),
    (
        "reference.md",
        "It is usual for a Kremlin call and unusual for a readout of the other stratum",
        lambda r: all(
            (
                r.findings[f"reference-with-{stratum}-conversation"].value
                / r.findings[f"reference-texts-{stratum}"].value
                > 0.5
            )
            is usual
            for stratum, usual in (("kremlin-after", True), ("white-house", False))
        ),
    ),
    (
        "reference.md",
        "The readout of 15 June 2022 has more on world order",
        lambda r: all(
            all(_under(r, choices.MORE, JUNE, frame)) and _as_many(r, JUNE, frame) == 0
            for frame in ("order", "partnership", "sanctions")
        ),
    ),
    (
        "reference.md",
        "It also has more on legitimacy and law",
        lambda r: (
            all(_under(r, choices.MORE, JUNE, "legitimacy-without-stated-aims"))
            and _as_many(r, JUNE, "legitimacy-without-stated-aims") == 0
        ),
    ),
    (
        "reference.md",
        "which it attributes to Xi, is in",
        lambda r: (
            value(r, "reference-with-kremlin-after-legitimacy") == 0
            and _in_calls(r, JUNE, "legitimacy")
        ),
    ),
    (
        "reference.md",
        "it is directly followed by “to protect” or “to defend”",
        lambda r: (
            _phrase(r, "special military operation to")["document_frequency"]
            == _phrase(r, "special military operation to")["frequency"]
            == _phrase(r, "special military operation to protect")["frequency"]
            + _phrase(r, "special military operation to defend")["frequency"]
            > _phrase(r, "special military operation")["document_frequency"] / 2
        ),
    ),
    (
        "reference.md",
        "It names the operation without an aim",
        lambda r: (
            value(r, "reference-operation-aims")
            > 0.8 * value(r, "reference-code-texts-kremlin-after-special-military-operation")
            and value(r, f"code-{JUNE}-special-military-operation") == 1
            and value(r, f"code-{JUNE}-stated-aims") == 0
            and _phrase(r, "special military operation to")["june"] == 0
        ),
    ),
    (
        "reference.md",
        "Rates are therefore compared among texts of {plain}`200` words or more, as both readouts",
        lambda r: LONG == 200 <= min(value(r, f"words-{readout}") for readout in FULL_TEXTS),
    ),
    (
        "reference.md",
        "of its {finding}`reference-frequency-all-kremlin-after-settlement` stretches in those calls are about Syria, Yemen, Armenia and Azerbaijan, Iran’s nuclear programme, or the Middle East",
        lambda r: (
            {
                row.says.partition(": ")[2]
                for row in r.findings["reference-aside-kremlin-after-settlement"].rows
            }
            == {
                "Syria",
                "Yemen",
                "Armenia and Azerbaijan",
                "Iran’s nuclear programme",
                "Middle East",
            }
        ),
    ),
    (
        "reference.md",
        "calls of like length none has a higher rate than the readout of June on world order",
        lambda r: (
            all(
                _above(r, JUNE, frame) == 0
                for frame in ("order", "partnership", "sanctions", "security")
            )
            and choices.choices(r.corpus.tables, r.settings.reference, (200, 250))
            .query("readout_id == @JUNE and frame in ('order', 'partnership', 'sanctions')")[
                "above"
            ]
            .sum()
            == 0
        ),
    ),
    (
        "reference.md",
        "The readout of February has {finding}`reference-count-call-kremlin-2022-02-25-full-legitimacy` stretches on legitimacy and law",
        lambda r: (
            _as_many(r, FEBRUARY, "legitimacy") == 0
            and value(r, f"code-{FEBRUARY}-stated-aims")
            == value(r, f"reference-count-call-{FEBRUARY}-legitimacy") - 1
        ),
    ),
    (
        "reference.md",
        "Whether the two readouts name the war more often than others depends on one expression",
        lambda r: (
            _above(r, JUNE, "naming") == 0
            and _above(r, JUNE, "naming-without-actions")
            > value(r, "reference-long-kremlin-after") / 2
            and all(
                _turns(
                    r,
                    choices.HIGHER,
                    readout,
                    "naming",
                    left_out="actions",
                    floor=(100, 150, 200),
                    stratum=choices.MAIN,
                    period="all",
                )
                for readout in FULL_TEXTS
            )
        ),
    ),
    (
        "reference.md",
        "of all {finding}`reference-texts-kremlin-after` calls {finding}`reference-has-kremlin-after-settlement` do",
        lambda r: (
            value(r, f"reference-count-call-{JUNE}-settlement") == 0
            and _share(r, 200) == (value(r, "reference-long-has-settlement"), 12)
            and _share(r, 1) == (value(r, "reference-has-kremlin-after-settlement"), 88)
        ),
    ),
    (
        "reference.md",
        "but a minority of the calls of like length are",
        lambda r: (
            all(
                2 * has > n
                for has, n in (
                    _share(r, floor, aside) for floor in (200, 250) for aside in (False, True)
                )
            )
            and 2 * _share(r, 1)[0] < _share(r, 1)[1]
        ),
    ),
    (
        "reference.md",
        "Among calls of {plain}`100` or of {plain}`150` words or more it is a minority too",
        lambda r: all(
            2 * has > n
            for has, n in (
                _share(r, floor, aside) for floor in (100, 150) for aside in (False, True)
            )
        ),
    ),
    (
        "reference.md",
        "and among all calls as well, once stretches about other matters count",
        lambda r: (
            2 * _share(r, 1)[0] < _share(r, 1)[1]
            and 2 * _share(r, 1, True)[0] > _share(r, 1, True)[1]
        ),
    ),
    (
        "reference.md",
        "the readout of June has more stretches than any other call under every choice",
        lambda r: all(
            all(_under(r, choices.MORE, JUNE, frame))
            for frame in ("order", "partnership", "sanctions", "legitimacy-without-stated-aims")
        ),
    ),
    (
        "reference.md",
        "Without this code other calls have as many; with it, calls from before 24 February 2022 do",
        lambda r: (
            _turns(
                r,
                choices.MORE,
                JUNE,
                "security",
                left_out="external-forces",
                stratum=choices.MAIN,
                period="all",
            )
            and _turns(r, choices.MORE, JUNE, "security", left_out="", stratum=choices.BEFORE)
            and all(
                _under(
                    r,
                    choices.MORE,
                    JUNE,
                    "security",
                    stratum=choices.MAIN,
                    left_out=("", "security-of-state", "west-and-nato"),
                )
            )
        ),
    ),
    (
        "reference.md",
        "By rates, world order alone holds under every choice",
        lambda r: (
            [
                frame
                for (claim, readout, frame), own in _claims(r).groupby(
                    ["claim", "readout_id", "frame"]
                )
                if claim == choices.HIGHER and own["holds"].all()
            ]
            == ["order"]
        ),
    ),
    (
        "reference.md",
        "the Kremlin’s calls have less on security and external threat",
        lambda r: (
            value(r, "reference-shift-security")
            < 0
            < max(
                value(r, f"reference-shift-{kind}-security") for kind in ("holm", "holm-partners")
            )
            < 0.05
        ),
    ),
    (
        "reference.md",
        "the guarantees that Russia then asked of the United States and NATO",
        lambda r: (
            value(r, "reference-code-kremlin-before-security-concerns")
            > 10 * value(r, "reference-code-kremlin-after-security-concerns")
        ),
    ),
    (
        "reference.md",
        "In the other frames that are tested a difference as large could have arisen by chance",
        lambda r: all(
            finding.value > 0.05
            for finding in r.findings
            if finding.id.startswith(("reference-shift-p-", "reference-shift-holm-"))
            and not finding.id.endswith(("-security", "-settlement"))
            and finding.shown != "not tested"
        ),
    ),
    (
        "reference.md",
        "and no other frame comes below {plain}`0.05`",
        lambda r: (
            [
                finding.id
                for finding in r.findings
                if finding.id.startswith(
                    ("reference-shift-holm-partners-", "reference-shift-p-partners-")
                )
                and finding.value < 0.05
                and not finding.id.endswith(("-security", "-settlement"))
            ]
            == []
        ),
    ),
    (
        "reference.md",
        "calls from 24 February have a higher rate",
        lambda r: (
            value(r, "reference-shift-settlement")
            > value(r, "reference-rate-all-kremlin-after-settlement")
            - value(r, "reference-rate-all-kremlin-before-settlement")
            > 0
        ),
    ),
    (
        "reference.md",
        "after Holm’s correction). That rests on one code, talks",
        lambda r: (
            max(
                value(r, f"reference-shift-{kind}-settlement")
                for kind in ("p", "holm", "p-partners", "holm-partners")
            )
            < 0.05
        ),
    ),
    (
        "reference.md",
        "Without it there is no such difference",
        lambda r: (
            value(r, "reference-shift-settlement-without-talks") < 0
            and all(
                value(r, f"reference-shift-{kind}-settlement-without-talks") > 0.05
                for kind in ("p", "holm", "p-partners", "holm-partners")
            )
        ),
    ),
    (
        "reference.md",
        "and talks between Russia and the United States on security guarantees, which are counted",
        lambda r: (
            r.table("reference_codes")
            .query("document == 'news/67487' and code == 'talks'")["frequency"]
            .sum()
            == 6
        ),
    ),
    (
        "reference.md",
        "so that a majority is silent in both groups",
        lambda r: all(
            2 * value(r, f"reference-{name}-settlement-without-talks") < n
            for name, n in (("long-has", 12), ("has-kremlin-after", 88))
        ),
    ),
    (
        "reference.md",
        "and that difference could have arisen by chance",
        lambda r: _with_other_matters(r) > 0.05,
    ),
    (
        "reference.md",
        "the intervals are {finding}`reference-widened-least` to {finding}`reference-widened-most` times as wide",
        lambda r: 0 < value(r, "reference-widened-least") < 1 < value(r, "reference-widened-most"),
    ),
    (
        "reference.md",
        "name NATO, its own alliance",
        lambda r: (
            value(r, "reference-code-white-house-west-and-nato")
            > 0.5 * value(r, "reference-frequency-white-house-security")
        ),
    ),
    (
        "reference.md",
        "are in none of the Kremlin’s other calls of these months",
        lambda r: value(r, f"reference-alone-{JUNE}") > 0,
    ),
    (
        "reference.md",
        "as large a share as the readout of June, and of all",
        lambda r: (
            value(r, f"reference-alone-above-{JUNE}")
            == 0
            == value(r, f"reference-alone-long-above-{JUNE}")
            < value(r, "reference-long-kremlin-after")
        ),
    ),
    (
        "reference.md",
        "Among those calls the median share of such words is",
        lambda r: (
            0
            < value(r, "reference-alone-median")
            < value(r, f"reference-alone-share-{FEBRUARY}")
            < value(r, f"reference-alone-share-{JUNE}")
        ),
    ),
    (
        "reference.md",
        "of the calls of like length have as large a share",
        lambda r: (
            value(r, f"reference-alone-long-above-{FEBRUARY}")
            <= value(r, f"reference-alone-above-{FEBRUARY}")
            and value(r, f"reference-alone-share-{FEBRUARY}")
            < value(r, f"reference-alone-share-{JUNE}")
        ),
    ),
    (
        "reference.md",
        "Longer calls have larger shares",
        lambda r: (
            words.alone(
                r.corpus.tables,
                r.settings.reference,
                words.call_words(r.corpus.tables, r.settings.reference),
            )
            .query("not document.str.endswith('full')")[["n_tokens", "share"]]
            .corr()
            .iloc[0, 1]
            > 0.5
            and value(r, f"reference-alone-long-above-{JUNE}")
            == 0
            < value(r, "reference-long-kremlin-after")
        ),
    ),
    (
        "reference.md",
        "In February the expression names the actions of Russia’s leadership",
        lambda r: (
            value(r, f"reference-above-{FEBRUARY}-naming")
            < value(r, f"reference-above-{FEBRUARY}-naming-without-actions")
        ),
    ),
    (
        "reference.md",
        "Some of the words are names of China and of its president",
        lambda r: {"china", "chinese", "xi", "jinping"} <= set(reference_words(r).data["word"]),
    ),
    (
        "reference.md",
        "No test can single out one of these words",
        lambda r: value(r, f"reference-attainable-holm-{JUNE}") == 1,
    ),
    (
        "reference.md",
        "are formulas of the Kremlin’s calls, and not marks of a call with Xi",
        lambda r: all(
            phrase in set(r.table("reference_phrases")["phrase"])
            for phrase in (
                "special military operation",
                "the situation in ukraine",
                "trade and economic cooperation",
            )
        ),
    ),
    (
        "reference.md",
        "an aim that the readout of June does not repeat",
        lambda r: (
            _phrase(r, "special military operation to protect")["june"] == 0
            and not _in_calls(r, JUNE, "donbass")
            and value(r, f"code-{JUNE}-stated-aims") == 0
        ),
    ),
    (
        "reference.md",
        "“Crisis”, which Beijing’s June text uses, is rare in the Kremlin’s calls",
        lambda r: (
            value(r, "term-2022-06-15-乌克兰危机") > 0
            and value(r, "reference-node-kremlin-after-crisis") * 10
            < value(r, "reference-node-kremlin-after-situation")
        ),
    ),
    (
        "captions",
        "Words of the Kremlin’s two readouts that none of its other",
        lambda r: len(reference_words(r).data) > 0,
    ),
    (
        "captions",
        "Content words that one of the readouts uses at least {plain}`2` times",
        lambda r: reference_keyness(r).data["frequency"].min() == 2,
    ),
    (
        "captions",
        "and also in one of its two readouts",
        lambda r: (
            reference_phrases(r).data[["february", "june"]].sum(axis=1).min() > 0
            and reference_phrases(r).data["frequency"].min() >= 5
            and reference_phrases(r).data["document_frequency"].min() >= 3
        ),
    ),
    (
        "captions",
        "Content words that occur at least {plain}`4` times within {plain}`5` words",
        lambda r: (
            not words.collocates(r.corpus.tables)
            .query("frequency >= 4 and node in ('crisis', 'issue')")["collocate"]
            .str.len()
            .gt(4)
            .any()
        ),
    ),
]

RULES = [
    ("reference.md", "are never pooled, and a readout is placed within one of them"),
    ("reference.md", "does not say why"),
    ("reference.md", "is a description and proves nothing"),
    ("reference.md", "As a share of the codes of the account that has fewer"),
    ("captions", "a share of the codes of the account that has fewer of them"),
    ("reference.md", "Most of their words presuppose the war"),
    ("reference.md", "So this p is not an independent test"),
    ("reference.md", "before that no difference was found"),
    ("reference.md", "which neither the intervals nor the tests allow for"),
    ("reference.md", "nothing is said about later ones"),
    ("captions", "A long text, as that of June is, has room for more stretches than a short one"),
    ("captions", "and how many of the calls of each group have as many or more"),
    ("captions", "Each dot is one of the Kremlin’s calls of {plain}`200` words or more"),
    ("captions", "under every combination of these choices"),
    ("captions", "a {plain}`95 %` interval that takes account of the readout’s own count too"),
    ("captions", "the Kremlin’s calls from 24 February 2022 less those before"),
    ("captions", "%DIFF is undefined where the calls have none"),
]
