"""What the chapter on frames claims in words, for ``test_claims.py``: each about the very words that are counted."""

from readouts.report import stretches
from this_report import BEIJING, FULL_TEXTS, JUNE, KREMLIN, PAIR, Report, value

FEBRUARY_FULL, JUNE_FULL = FULL_TEXTS
FRAMES = (
    "naming",
    "sovereignty",
    "legitimacy",
    "security",
    "sanctions",
    "order",
    "partnership",
    "settlement",
)


def _led(report: Report) -> dict[str, int]:
    """By how many stretches the Kremlin's passages lead, frame by frame."""
    return {
        frame: value(report, f"frame-{KREMLIN}-{frame}") - value(report, f"frame-{BEIJING}-{frame}")
        for frame in FRAMES
    }


def _words(report: Report, readout: str, frame: str) -> list[str]:
    """The words that fill a frame in a side's passages."""
    return [row.keyword for row in _stretches(report, readout, frame).itertuples()]


def _stretches(report: Report, readout: str, frame: str):
    table = stretches.described(report.corpus.of(readout), report.coded)
    return stretches.of_frames(table)[lambda found: found["frame"] == frame].replace(
        "\u00a0", " ", regex=True
    )


def _of_list(report: Report, readout: str, frame: str) -> list[list[str]]:
    own = _stretches(report, readout, frame).dropna(subset="list")
    return [list(words) for _, words in own.groupby("list")["keyword"]]


def _passages(report: Report, readout: str, frame: str, *codes: str) -> set[str]:
    own = _stretches(report, readout, frame)
    return set(report.corpus.segments.loc[own[own["code"].isin(codes)]["segment_id"], "text"])


def _full(report: Report, readout: str, *codes: str) -> list[int]:
    return [value(report, f"code-{readout}-{code}") for code in codes]


CLAIMS = [
    (
        "frames.md",
        "The Kremlin’s dwell on sanctions and the economy",
        lambda r: all(_led(r)[frame] >= 3 for frame in ("sanctions", "security")),
    ),
    (
        "frames.md",
        "Beijing’s dwell on world order",
        lambda r: all(
            value(r, f"frame-{KREMLIN}-{frame}") == 0 and _led(r)[frame] <= -3
            for frame in ("order", "settlement")
        ),
    ),
    (
        "frames.md",
        "In sovereignty, legitimacy, partnership and the naming of the war the two sides differ by a single stretch",
        lambda r: (
            [frame for frame, lead in _led(r).items() if abs(lead) == 1]
            == ["naming", "sovereignty", "legitimacy", "partnership"]
        ),
    ),
    (
        "frames.md",
        "Neither has one on the fighting",
        lambda r: all(value(r, f"frame-{side}-fighting") == 0 for side in (KREMLIN, BEIJING)),
    ),
    (
        "frames.md",
        "has nothing on responsibility and settlement either",
        lambda r: value(r, f"frame-{JUNE_FULL}-settlement") == 0,
    ),
    (
        "frames.md",
        "in sentences that the article does not quote",
        lambda r: value(r, f"frame-{JUNE_FULL}-order") > 0 == value(r, f"frame-{KREMLIN}-order"),
    ),
    (
        "frames.md",
        "are the items of one list, the sectors in which cooperation is to grow",
        lambda r: (
            _of_list(r, KREMLIN, "sanctions")
            == [["energy", "finance", "manufacturing", "transport"]]
            and _full(r, KREMLIN, "sanctions-policy") == [1]
        ),
    ),
    (
        "frames.md",
        "is the “global economic order”",
        lambda r: (
            _words(r, BEIJING, "sanctions") == ["global economic"]
            and "the global economic order"
            in next(iter(_passages(r, BEIJING, "sanctions", "world-economy")))
        ),
    ),
    (
        "frames.md",
        "come in two pairs",
        lambda r: (
            _of_list(r, BEIJING, "order")
            == [
                ["emerging market", "developing nations"],
                ["international order", "global governance"],
            ]
            and len(_words(r, BEIJING, "order")) == 5
        ),
    ),
    (
        "frames.md",
        "“its security” in “challenges to its security”",
        lambda r: (
            _stretches(r, KREMLIN, "security")
            .query("inside != ''")[["keyword", "inside"]]
            .values.tolist()
            == [["its security", "challenges to its security"]]
        ),
    ),
    (
        "frames.md",
        "Another is “the West”, in the sentence on sanctions",
        lambda r: (
            _passages(r, KREMLIN, "security", "west-and-nato")
            == _passages(r, KREMLIN, "sanctions", "sanctions-policy")
        ),
    ),
    (
        "frames.md",
        "In Beijing’s passages security is named beside sovereignty",
        lambda r: _words(r, BEIJING, "security") == ["sovereignty and security"],
    ),
    (
        "frames.md",
        "stretches are all grounds on which China judges",
        lambda r: (
            _words(r, BEIJING, "legitimacy")
            == ["independently assessed", "historical context", "merits of the issue"]
        ),
    ),
    (
        "frames.md",
        "and call no conduct lawful",
        lambda r: set(_stretches(r, BEIJING, "legitimacy")["code"]) == {"merits"},
    ),
    (
        "frames.md",
        "do call conduct lawful or unlawful",
        lambda r: _words(r, KREMLIN, "legitimacy") == ["legitimacy", "illegitimate"],
    ),
    (
        "frames.md",
        "Legitimacy as a claim is therefore in one account only",
        lambda r: (
            _full(r, BEIJING, "legitimacy-of-actions", "illegitimacy")
            == [0, 0]
            == [value(r, f"term-{JUNE}-{term}") for term in ("合法", "正当")]
            and r.table("coverage")
            .query("topic == 'legitimacy' and event_date == @JUNE and status != 'absent'")["side"]
            .to_list()
            == ["kremlin"]
        ),
    ),
    (
        "frames.md",
        "Without it, each side has as many names as the other",
        lambda r: _led(r)["naming"] == value(r, f"code-{KREMLIN}-actions") == 1,
    ),
    (
        "frames.md",
        "The Kremlin’s stretch is “national interests”",
        lambda r: (
            (_words(r, KREMLIN, "sovereignty"), _words(r, BEIJING, "sovereignty"))
            == (["national interests"], ["core interests", "sovereignty"])
        ),
    ),
    (
        "frames.md",
        "Territorial integrity is in neither side’s passages",
        lambda r: not any(value(r, f"code-{readout}-territorial-integrity") for readout in PAIR),
    ),
    (
        "frames.md",
        "is said of emerging countries and not of the two sides",
        lambda r: (
            [
                text.count("cooperation among emerging market countries")
                for text in _passages(r, BEIJING, "partnership", "cooperation")
            ]
            == [1]
        ),
    ),
    (
        "frames.md",
        "are in one passage on how the Ukraine crisis is to be settled",
        lambda r: (
            len(_passages(r, BEIJING, "settlement", "settlement", "responsible-manner", "due-role"))
            == 1
            and _words(r, BEIJING, "settlement")
            == ["peace", "settlement", "responsible manner", "due role"]
        ),
    ),
    (
        "frames.md",
        "that is what China says it has always done, not how the war is to end",
        lambda r: "China has always" in next(iter(_passages(r, BEIJING, "settlement", "peace"))),
    ),
    (
        "frames.md",
        "and names none of those aims",
        lambda r: (
            _full(r, JUNE_FULL, "stated-aims") == [0] < _full(r, FEBRUARY_FULL, "stated-aims")
        ),
    ),
    (
        "frames.md",
        "What grows is trade and its sectors",
        lambda r: (
            _full(r, FEBRUARY_FULL, "sanctions-policy", "trade", "sectors", "world-economy")
            == [1, 0, 0, 0]
            and _full(r, JUNE_FULL, "sanctions-policy", "trade", "sectors", "world-economy")
            == [1, 2, 4, 1]
        ),
    ),
    (
        "frames.md",
        "of February name the United Nations and other multilateral bodies",
        lambda r: (
            _full(r, FEBRUARY_FULL, "un-multilateral") == [value(r, f"frame-{FEBRUARY_FULL}-order")]
        ),
    ),
]

RULES = [
    ("captions", "of so few words they say nothing else"),
    ("frames.md", "a code with more patterns has more chances to be found"),
    ("frames.md", "A frame is found by its words alone"),
]
