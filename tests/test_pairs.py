"""Three other calls, two other sides: the same functions on the readouts of Biden and Putin, with no code changed."""

import pandas as pd
import pytest
from readouts.measures import guard
from readouts.measures.keyness import keyness
from readouts.report import keywords, robustness
from readouts.report.robustness import Key
from readouts.text import coding, frequency
from shared import SHARED, needs_shared

pytestmark = needs_shared
FOLDER = SHARED / "corpora" / "readouts"
EVENTS = [
    "2021-12-07_biden-putin_video",
    "2021-12-30_biden-putin_phone",
    "2022-02-12_biden-putin_phone",
]
SIDES = ("kremlin", "whitehouse")


@pytest.fixture(scope="module")
def manifest():
    return pd.read_csv(FOLDER / "manifest.csv").set_index(["event", "side"])


@pytest.fixture(scope="module", params=EVENTS)
def pair(request, manifest):
    """A call's two readouts as segments, a paragraph each, and what the manifest says of them."""
    sides = []
    for side in SIDES:
        row = manifest.loc[(request.param, side)]
        parts = [
            part
            for part in (FOLDER / row["file"]).read_text(encoding="utf-8").split("\n\n")
            if part.strip()
        ]
        names = [f"{side}-{number}" for number in range(len(parts))]
        sides.append(
            pd.DataFrame(
                {
                    "segment_id": names,
                    "readout_id": side,
                    "language": row["language"],
                    "text": parts,
                },
                index=names,
            )
        )
    return *sides, [int(manifest.loc[(request.param, side), "length"]) for side in SIDES]


def test_the_words_are_those_of_the_manifest(pair):
    *sides, lengths = pair
    for segments, length in zip(sides, lengths):
        assert sum(len(text.split()) for text in segments["text"]) == length
        # A dash between words, a number with a comma, “U.S.-Russia”: the rules differ, by little.
        assert frequency.frequency_list(segments)["frequency"].sum() == pytest.approx(
            length, rel=0.05
        )


def test_compare_counts_every_word_once_on_its_side(pair):
    kremlin, whitehouse, _ = pair
    table = frequency.compare(kremlin, whitehouse)
    assert (
        table["frequency"].sum() == table["n_target"].iloc[0] == len(frequency.occurrences(kremlin))
    )
    assert (
        table["frequency_reference"].sum()
        == table["n_reference"].iloc[0]
        == len(frequency.occurrences(whitehouse))
    )
    assert (
        table["ngram"].is_unique and (table["frequency"] + table["frequency_reference"] > 0).all()
    )
    alone = [
        (table["frequency"] > 0) & (table["frequency_reference"] == 0),
        (table["frequency"] == 0) & (table["frequency_reference"] > 0),
    ]
    assert all(words.sum() > 20 for words in alone)
    assert table.set_index("ngram").loc["putin", ["frequency", "frequency_reference"]].gt(0).all()
    swapped = frequency.compare(whitehouse, kremlin).set_index("ngram").loc[table["ngram"]]
    assert (
        swapped["frequency"].tolist() == table["frequency_reference"].tolist()
        and swapped["frequency_reference"].tolist() == table["frequency"].tolist()
    )


def test_keyness_and_its_guard(pair):
    kremlin, whitehouse, _ = pair
    table = keywords.compare(kremlin, whitehouse)
    words = frequency.compare(kremlin, whitehouse)
    raw = keyness(*(words[name] for name in guard.COUNTS))
    assert (raw["rate_ratio_low"] <= raw["rate_ratio"]).all() and (
        raw["rate_ratio"] <= raw["rate_ratio_high"]
    ).all()
    assert (
        (raw["log_likelihood"] >= 0).all()
        and raw["poisson_p"].between(0, 1).all()
        and (raw["holm"] >= raw["benjamini_hochberg"]).all()
    )
    for name in ("fisher_p", "lrc", "simple_maths"):
        assert table[name].isna().all(), name
    mirrored = keyness(
        *(words[name] for name in ("frequency_reference", "n_reference", "frequency", "n_target"))
    )
    assert raw["log_ratio"].to_numpy() == pytest.approx(-mirrored["log_ratio"].to_numpy())
    assert raw["log_likelihood"].to_numpy() == pytest.approx(
        mirrored["log_likelihood"].to_numpy(), abs=1e-9
    )


def test_who_is_named_how_is_what_stands_out(pair):
    """Each side names its own leader: the Kremlin's text has “Putin” and “Joseph”, that of Washington “Biden” at the higher rate."""
    kremlin, whitehouse, _ = pair
    table = keywords.compare(kremlin, whitehouse).set_index("word")
    assert (
        table.at["biden", "direction"] == "reference"
        and table.at["biden", "frequency_reference"] > 0
    )
    assert (
        "joseph" not in table.index
        or table.at["joseph", "frequency"] >= table.at["joseph", "frequency_reference"]
    )


def test_the_codebook_finds_its_words_where_they_stand(pair, report):
    *sides, _ = pair
    segments = pd.concat(sides)
    coded = coding.code(segments, report.codebook)
    assert all(
        segments.at[row.segment_id, "text"][row.start : row.end] == row.keyword
        for row in coded.itertuples()
    )
    found = {side: set(coded[coded["segment_id"].str.startswith(side)]["frame"]) for side in SIDES}
    assert all(found.values()) and {"security"} <= found["kremlin"]
    # A frame's count is of distinct stretches, so never more than its codes' matches.
    by_frame, matches = coding.code_frequency(coded, "frame"), coded.groupby("frame").size()
    assert (by_frame <= matches).all()


def test_what_hangs_on_one_pattern_can_be_asked_of_any_pair(pair, report):
    segments = pd.concat(pair[:2])
    coded = coding.code(segments, report.codebook)
    counts = robustness.count(segments, coded)
    found = [
        headline
        for frame in report.codebook.frames["frame"]
        for headline in robustness.lead(
            frame, frame, "Frames", *(Key(side, "frame", frame) for side in SIDES), counts
        )
    ]
    none = report.table("fulltext_codes").head(0), report.table("fulltext_patterns").head(0)
    choices = [
        *robustness.of_tokens(segments, report.codebook),
        *robustness.of_patterns(segments, coded, report.codebook, *none),
        robustness.RATES,
    ]
    made = robustness.summary(robustness.run(found, counts, choices))
    assert len(made) == len(found) >= 3
    assert ((made["low"] <= made["frequency"]) & (made["frequency"] <= made["high"])).all()
