"""What figures claim in words, in the sentence that stands over each and begins its caption, for ``test_claims.py``."""

import pandas as pd
import this_report as of_this
from readouts.measures.intervals import detectable_frequency
from this_report import FULL_TEXTS, Report, value

FEBRUARY, JUNE = FULL_TEXTS


def _data(report: Report, name: str) -> pd.DataFrame:
    return next(made for made in of_this.FIGURES if made.__name__ == name)(report).data


def _counts_of_words(report: Report, name: str) -> dict[tuple[str, str], set[int]]:
    """How often a name of the war stands in each text of a side, in February and in June."""
    data = _data(report, "naming_names")
    own = data[data["label"].str.lower() == name].set_index(["side", "event_date"])["frequency"]
    return own.astype(int).to_dict()


def _no_war(report: Report) -> bool:
    data = _data(report, "naming_series").groupby("english")["frequency"].sum()
    return all(count == 0 for name, count in data.items() if set(name.split(", ")) & {"war", "attack", "invasion"})  # fmt: skip


def _higher_than_others(report: Report) -> bool:
    """Whether June's count of the three frames is above those of all other calls of the stratum."""
    data = _data(report, "reference_frames")
    data = data[data["document"] != JUNE]
    others = data[data["stratum"] == "kremlin-after"].groupby("frame")["frequency"].max()
    return all(
        value(report, f"frame-{JUNE}-{frame}") > others[frame]
        for frame in ("order", "partnership", "sanctions")
    )


def _none_shows(report: Report) -> bool:
    data = _data(report, "detectable_difference")
    n_target, n_reference = data["n_target"].iloc[0], data["n_reference"].iloc[0]
    return not (
        (data["frequency"] >= detectable_frequency(n_target, data["frequency_reference"].to_numpy(), n_reference))
        | (data["frequency_reference"] >= detectable_frequency(n_reference, data["frequency"].to_numpy(), n_target))
    ).any()  # fmt: skip


def _cause_in_mouth(report: Report) -> set[str]:
    """Who speaks in the sentences of the Kremlin's text of June that name a cause of the war."""
    coded = report.table("argument").merge(
        report.table("argument_sentences")[["readout_id", "sentence", "speaker"]]
    )
    own = coded[(coded["readout_id"] == JUNE) & (coded["category"] == "cause")]
    return set(own.loc[own["value"] == "war", "speaker"])


def _approving(report: Report) -> list[tuple[str, str]]:
    data = _data(report, "approval_by_call")
    own = data[data["attributed"] & data["date"].astype(str).gt("2022-04-01")]
    return list(zip(own["date"].astype(str), own["partner"]))


CLAIMS = [
    (
        "captions",
        "Both texts of the Kremlin have “special military operation”; Beijing’s have it in February",
        lambda r: (
            _counts_of_words(r, "special military operation")
            == {
                ("kremlin", "2022-02-25"): 1,
                ("kremlin", "2022-06-15"): 1,
                ("beijing", "2022-02-25"): 1,
                ("beijing", "2022-06-15"): 0,
            }
        ),
    ),
    (
        "captions",
        "On no contact do Beijing’s items call this war a war, an attack or an invasion",
        _no_war,
    ),
    (
        "captions",
        "the readout of June has a higher count than any of the Kremlin’s",
        _higher_than_others,
    ),
    (
        "captions",
        "the rate of the Kremlin’s calls falls after 24 February 2022",
        lambda r: (
            value(r, "reference-rate-kremlin-after-security")
            < value(r, "reference-rate-kremlin-before-security")
        ),
    ),
    (
        "captions",
        "From 2 April to 15 June 2022 the Kremlin’s accounts report approval in {finding}`approval-approving-3` call: Xi’s, on 15 June",
        lambda r: _approving(r) == [("2022-06-15", "China")],
    ),
    (
        "captions",
        "Beijing’s names one for each of its {finding}`topics-2022-06-15-beijing-stated`",
        lambda r: value(r, "topics-2022-06-15-beijing-voice-unnamed") == 0,
    ),
    ("captions", "no word is frequent enough for a difference of rates to show", _none_shows),
    (
        "captions",
        "sentence names a cause of the war, in Xi’s mouth",
        lambda r: _cause_in_mouth(r) == {"xi"},
    ),
]
