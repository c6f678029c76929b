"""What the chapters on voices and on the press claim in words, for ``test_claims.py``."""

from readouts.report import press, voices
from this_report import CALLS, JUNE, Report, value


def _rows(report: Report, date=JUNE, **equal):
    """The places of the claims of a call, chosen by equal columns."""
    places = voices.placed(report.table("coverage"), date, report.settings)
    for column, wanted in equal.items():
        places = places[places[column] == wanted]
    return places


def _topics(report: Report, date=JUNE, **equal) -> set[str]:
    return set(_rows(report, date, **equal)["topic"])


def _status(report: Report, topic: str, side: str, date=JUNE) -> str:
    table = report.table("coverage")
    return table[
        (table["topic"] == topic) & (table["side"] == side) & (table["event_date"] == date)
    ]["status"].item()


def _sentences(report: Report, month: str, **equal):
    table = report.table("agency").query(f"readout_id == 'kremlin-2022-{month}-full'")
    for column, wanted in equal.items():
        table = table[table[column] == wanted]
    return table


def _claim(report: Report, kind: str) -> list[str]:
    table = report.table("press_kinds")
    return table[table["kind"] == kind]["claim"].to_list()


def _held(report: Report):
    return press.held_against(report.context)


def _moved(report: Report, readout: str) -> dict[str, tuple[str, str]]:
    table = voices.against_full(report.context).query("readout_id == @readout and counted")
    return {
        row.segment_id: (row.ladder, row.ladder_full)
        for row in table.itertuples()
        if row.ladder not in row.ladder_full
    }


_OTHERS = {"legitimacy", "external-forces", "fundamental-interests"}
_WAR = {"ukraine", "special-military-operation", *_OTHERS}


def _same(report: Report, date, end: str = "") -> float:
    return value(report, f"same-voice-{date}{end}")


CLAIMS = [
    (
        "voices.md",
        "Beijing’s text names a speaker for everything that it reports. The Kremlin’s often names none.",
        lambda r: (
            value(r, "topics-2022-06-15-beijing-voice-unnamed") == 0
            and value(r, "topics-2022-06-15-kremlin-voice-unnamed")
            > value(r, "topics-2022-06-15-kremlin-stated") / 2
        ),
    ),
    (
        "voices.md",
        "of them contains {finding}`topics-2022-06-15-kremlin-most-in-one-nobody`",
        lambda r: (
            value(r, "topics-2022-06-15-kremlin-most-in-one-nobody")
            == _sentences(r, "06-15", speaker="nobody")["topic"].str.split("; ").map(len).max()
            and value(r, "topics-2022-06-15-kremlin-sentences-nobody")
            == len(_sentences(r, "06-15", speaker="nobody"))
        ),
    ),
    (
        "voices.md",
        "the subject is Ukraine or Russia’s security",
        lambda r: set(_rows(r, side="kremlin").query("voice in ['putin', 'xi']")["topic"]) == _WAR,
    ),
    (
        "robustness.md",
        "The atmosphere of the call is not among the topics without a speaker: the Kremlin’s text describes it in its own voice",
        lambda r: _topics(r, side="kremlin", voice="issuer") == {"atmosphere"},
    ),
    (
        "voices.md",
        "All other topics are attributed to both leaders, to nobody, or to the *narrator*",
        lambda r: (
            set(_rows(r, side="kremlin").query("topic not in @_WAR")["voice"])
            == {"both", "nobody", "issuer"}
        ),
    ),
    (
        "voices.md",
        "No sentence reports that the two leaders agreed on the war",
        lambda r: not _topics(r, side="kremlin", voice="both") & _WAR,
    ),
    (
        "voices.md",
        "That depends on the rule",
        lambda r: (
            _same(r, JUNE) < _same(r, JUNE, "-both-as-each") < _same(r, JUNE, "-nobody-as-both")
        ),
    ),
    (
        "voices.md",
        "in the Kremlin’s text both leaders speak of it, in Beijing’s Xi does",
        lambda r: (
            [
                _rows(r, side=side).query("topic == 'relations'")["voice"].tolist()
                for side in ("kremlin", "beijing")
            ]
            == [["both"], ["xi"]]
        ),
    ),
    (
        "voices.md",
        "have a voice in common under each of the three rules",
        lambda r: (
            {_same(r, CALLS[0], end) for end in ("", "-both-as-each", "-nobody-as-both")}
            == {value(r, "topics-2022-02-25-both")}
        ),
    ),
    (
        "voices.md",
        "and the challenges that external forces create. All three are in one sentence",
        lambda r: (
            _topics(r, side="kremlin", ladder="other leader") == _OTHERS
            and len(
                set(
                    r.table("coverage").query(
                        "side == 'kremlin' and topic in @_OTHERS and event_date == @JUNE"
                    )["sentence"]
                )
            )
            == 1
        ),
    ),
    (
        "voices.md",
        "Beijing’s text states none of the three.",
        lambda r: {_status(r, topic, "beijing") for topic in _OTHERS} == {"absent"},
    ),
    (
        "voices.md",
        "of these, but none of them in Putin’s voice",
        lambda r: (
            not (
                _topics(r, side="beijing", ladder="other leader")
                & _topics(r, side="kremlin", ladder="own leader")
            )
            and value(r, "rung-2022-06-15-beijing-other-leader-told-by-both") > 0
        ),
    ),
    (
        "voices.md",
        "Each topic on the first rung of the Kremlin’s text is in Beijing’s text as well",
        lambda r: set(_rows(r, side="kremlin", ladder="both named")["told_by"]) == {"both"},
    ),
    (
        "voices.md",
        "and no topic on the last rung is",
        lambda r: set(_rows(r, side="kremlin", ladder="other leader")["told_by"]) == {"kremlin"},
    ),
    (
        "voices.md",
        "to its own: Ukraine and the special military operation",
        lambda r: (
            _topics(r, side="kremlin", ladder="own leader")
            == {"ukraine", "special-military-operation"}
        ),
    ),
    (
        "voices.md",
        "the article adds the speaker, and the claim is on a different rung than in the full text",
        lambda r: (
            _moved(r, "kremlin-2022-06-15-quoted")
            == {
                f"kremlin-2022-06-15-{number}": ("both named", full)
                for number, full in ((4, "nobody"), (5, "nobody"), (6, "both implied"))
            }
        ),
    ),
    (
        "voices.md",
        "The full text names no speaker for the military ties and the record in trade; the article names both leaders",
        lambda r: {"trade", "military-ties"} <= _topics(r, side="kremlin", ladder="nobody"),
    ),
    (
        "voices.md",
        "the official sentence says “it was agreed”",
        lambda r: (
            set(_sentences(r, "06-15", verb_lemma="agree")["agency"]) == {"agentless passive"}
        ),
    ),
    (
        "voices.md",
        "gives Xi a sentence of his own once in each call",
        lambda r: (
            [len(_sentences(r, month, speaker="xi")) for month in ("02-25", "06-15")] == [1, 1]
        ),
    ),
    (
        "voices.md",
        "In February he “stressed” that he respected the actions of the Russian leadership; in June he “noted the legitimacy”",
        lambda r: (
            [
                _sentences(r, month, speaker="xi")[["reporting_verb", "topic"]].values.tolist()[0]
                for month in ("02-25", "06-15")
            ]
            == [
                ["stressed", "respect-for-actions; ukraine"],
                ["noted", "legitimacy; external-forces; fundamental-interests"],
            ]
        ),
    ),
    (
        "voices.md",
        "a reader cannot tell who spoke",
        lambda r: (
            len(_sentences(r, "06-15", agency="agentless passive"))
            == len(_sentences(r, "06-15", speaker="nobody"))
            + len(_sentences(r, "06-15", speaker_basis="implied"))
        ),
    ),
    (
        "voices.md",
        "names both of them as exchanging views",
        lambda r: set(_sentences(r, "06-15", sentence=1)["speaker"]) == {"both"},
    ),
    (
        "voices.md",
        "topics that the first reading attributes to nobody",
        lambda r: (
            0
            < value(r, "topics-second-voices-implied")
            < value(r, "topics-2022-06-15-kremlin-voice-nobody")
        ),
    ),
    (
        "voices.md",
        "the English is active and the Russian passive",
        lambda r: (
            sorted(
                r.table("agency")[voices.shifted(r.table("agency"))][
                    ["original", "reporting_verb", "agency", "agency_original"]
                ].values.tolist()
            )
            == [
                ["Отмечена", "noted", "active", "agentless passive"],
                ["Подтверждена", "confirmed", "active", "agentless passive"],
            ]
        ),
    ),
    (
        "voices.md",
        "for most the Russian was not found",
        lambda r: r.table("agency")["original"].notna().mean() < 0.5,
    ),
    (
        "voices.md",
        "have a named speaker as their subject",
        lambda r: (
            value(r, "agency-kremlin-2022-06-15-quoted-active")
            == value(r, "passages-kremlin-2022-06-15-quoted")
        ),
    ),
    (
        "press.md",
        "the Kremlin’s alone",
        lambda r: (
            "only the Kremlin expects a record"
            in _held(r)
            .set_index("claim")
            .loc[_claim(r, "one side’s words given to both")[0], "reason"]
            and {_status(r, "trade", side) for side in ("kremlin", "beijing")} == {"stated"}
            and "no record"
            in r.table("coverage")
            .query("topic == 'trade' and side == 'beijing'")["note"]
            .dropna()
            .item()
        ),
    ),
    (
        "press.md",
        "The sentence before, attributed to Putin, mentions the special military operation",
        lambda r: (
            [_sentences(r, "06-15", speaker=who)["sentence"].item() for who in ("putin", "xi")]
            == [10, 11]
            and "special-military-operation"
            in _sentences(r, "06-15", speaker="putin")["topic"].item()
            and "legitimacy" in _sentences(r, "06-15", speaker="xi")["topic"].item()
        ),
    ),
    (
        "press.md",
        "Two claims speak of Xi and the invasion, and one of Xi and the legality of the operation",
        lambda r: (
            [
                len(_held(r)[_held(r)["claim"].str.contains(word)])
                for word in ("invasion", "special military operation")
            ]
            == [2, 1]
            and value(r, "press-interpretation") == 2
        ),
    ),
    (
        "press.md",
        "The third has a verb that the text does not have, “praised”",
        lambda r: (
            _held(r)
            .set_index("claim")
            .loc["Xi praised the legality of the special military operation", ["verdict", "kind"]]
            .tolist()
            == ["partly", "another word; two sentences joined"]
        ),
    ),
    (
        "press.md",
        "In the Kremlin’s text that clause has no speaker",
        lambda r: _topics(r, side="kremlin", ladder="nobody") >= {"trade"},
    ),
    (
        "press.md",
        "In Beijing’s text multipolarity is part of what Putin says",
        lambda r: set(_rows(r, side="beijing", topic="multipolarity")["voice"]) == {"putin"},
    ),
    (
        "press.md",
        "Talks are absent from it; they are in the February text",
        lambda r: (
            [_status(r, "talks", "beijing", date) for date in CALLS] == ["stated", "absent"]
            and _status(r, "proper-settlement", "beijing") == "stated"
        ),
    ),
    (
        "press.md",
        "Beijing’s text does mention trade",
        lambda r: _status(r, "trade", "beijing") == "stated",
    ),
    (
        "press.md",
        "has the verdict “partly” or “not supported”",
        lambda r: (
            set(_held(r).query("coverage_says == 'contradicts'")["verdict"])
            == {"partly", "not supported"}
        ),
    ),
    (
        "press.md",
        "the table contradicts no claim that is “supported” or an “interpretation”",
        lambda r: (
            set(
                _held(r)[_held(r)["verdict"].isin(["supported", "interpretation"])]["coverage_says"]
            )
            == {"agrees"}
        ),
    ),
    (
        "readouts.md",
        "in words: the one on the record in trade",
        lambda r: (
            r.table("quotations").query("agreement == 'words'")["segment_id"].to_list()
            == ["kremlin-2022-06-15-5"]
        ),
    ),
    (
        "captions",
        "topics of the Kremlin’s text alone, {finding}`topics-2022-06-15-both` of both, {finding}`topics-2022-06-15-beijing` of Beijing’s alone",
        lambda r: all(
            len(
                set(
                    voices.placed(r.table("coverage"), JUNE, r.settings).query("told_by == @told")[
                        "topic"
                    ]
                )
            )
            == value(r, f"topics-2022-06-15-{told}")
            for told in ("kremlin", "both", "beijing")
        ),
    ),
]

# Sentences that say how the book works, or what it cannot show.
RULES = [
    (
        "voices.md",
        "By a third rule, a sentence without a speaker also counts as said by both leaders",
    ),
    ("voices.md", "The verb of June is less emphatic"),
    ("voices.md", "What it reports is more committing"),
    ("voices.md", "Two people in a conversation can only agree with each other"),
    ("voices.md", "names the actor nowhere"),
    ("voices.md", "both named, both implied, nobody, the issuer in its own voice"),
    ("voices.md", "Who acts, and where nobody does"),
    ("voices.md", "In the full texts each sentence has at most one."),
    ("voices.md", "Passive with nobody named."),
    ("voices.md", "since two people in a conversation can only agree with each other"),
    ("press.md", "the words cover any action of Russia’s that was under way, and single out none"),
    ("press.md", "by the Russian they are likelier than by the English, and neither states them"),
]
