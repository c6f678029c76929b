"""Every "only", "more", "none" and "never" of the prose is an assertion here, so that it cannot go stale.

A sentence of a chapter with such a word must hold the phrase of a claim, which is checked against the data, or the
phrase of a rule: a sentence that says how the book works and not what it found.
"""

import csv
import re
import shutil
from pathlib import Path

import pytest
from claims_argument import CLAIMS as ARGUMENT_CLAIMS
from claims_argument import RULES as ARGUMENT_RULES
from claims_formulas import CLAIMS as FORMULAS_CLAIMS
from claims_formulas import RULES as FORMULAS_RULES
from claims_frames import CLAIMS as FRAMES_CLAIMS
from claims_frames import RULES as FRAMES_RULES
from claims_keyness import CLAIMS as KEYNESS_CLAIMS
from claims_keyness import RULES as KEYNESS_RULES
from claims_naming import CLAIMS as NAMING_CLAIMS
from claims_naming import RULES as NAMING_RULES
from claims_originals import CLAIMS as ORIGINALS_CLAIMS
from claims_originals import RULES as ORIGINALS_RULES
from claims_own import RULES as OWN_RULES
from claims_reference import CLAIMS as REFERENCE_CLAIMS
from claims_reference import RULES as REFERENCE_RULES
from claims_robustness import CLAIMS as SURE_CLAIMS
from claims_robustness import RULES as SURE_RULES
from claims_validity import CLAIMS as VALIDITY_CLAIMS
from claims_validity import RULES as VALIDITY_RULES
from claims_voices_press import CLAIMS as MORE_CLAIMS
from claims_voices_press import RULES as MORE_RULES
from claims_whose_words import CLAIMS as WHOSE_CLAIMS
from claims_whose_words import RULES as WHOSE_RULES
from readouts import paths
from readouts.report import coverage, fulltext, record
from readouts.report.figures import term_frequency
from readouts.report.tables import phrases
from readouts.text import frequency
from tables import rows_of
from this_report import (
    BEIJING,
    CALLS,
    FIGURES,
    FULL_TEXTS,
    JUNE,
    KREMLIN,
    TABLES,
    Report,
    load,
    made,
    value,
)

WORDS = re.compile(
    r"\b(only|alone|more|most|none|never|neither|nobody|nothing|nowhere|fewer|less|least)\b",
    re.IGNORECASE,
)


def topic(report: Report, name: str, side: str, date=JUNE) -> dict:
    """A row of the coverage table."""
    table = report.table("coverage")
    return (
        table[(table["topic"] == name) & (table["side"] == side) & (table["event_date"] == date)]
        .iloc[0]
        .to_dict()
    )


def told_by(report: Report, *names: str) -> set[str]:
    """Which sides tell the topics of the call of June."""
    table = coverage.by_side(report.table("coverage"), JUNE).set_index("topic")
    return set(table.loc[list(names), "told_by"])


def told(report: Report, who: str) -> set[str]:
    """The topics of June that one side, both, or neither tells."""
    table = coverage.by_side(report.table("coverage"), JUNE)
    return set(table[table["told_by"] == who]["topic"])


def second(report: Report):
    """Both readings of the coverage, side by side."""
    return coverage.agreement_of_readings(report.table("coverage"), report.table("coverage_second"))


def between(report: Report, side: str) -> tuple[set[str], set[str], set[str]]:
    """A side's topics from February to June: kept, dropped, added."""
    first, then = (
        set(coverage.by_side(report.table("coverage"), date).query(f"{side} == 'stated'")["topic"])
        for date in CALLS
    )
    return first & then, first - then, then - first


def of_one_leader(report: Report) -> set[str]:
    """The topics of the Kremlin's text of June in the mouth of Putin or of Xi alone."""
    return set(
        coverage.by_side(report.table("coverage"), JUNE).query("kremlin_voice in ['putin', 'xi']")[
            "topic"
        ]
    )


def shared_names(report: Report) -> set[str]:
    """Names of the war that both full texts of June have."""
    return {
        code
        for code, term in {
            "special-military-operation": "特别军事行动",
            "crisis": "乌克兰危机",
            "issue": "乌克兰问题",
            "situation": "乌克兰局势",
            "conflict": "冲突",
            "war": "战争",
            "invasion": "入侵",
        }.items()
        if value(report, f"code-kremlin-2022-06-15-full-{code}")
        and value(report, f"term-2022-06-15-{term}")
    }


def compared(report: Report, n: int):
    """Words or phrases of both sides' passages."""
    return frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING), n)


CLAIMS = [
    (
        "index.md",
        "Legitimacy appears in one account only",
        lambda r: told_by(r, "legitimacy") == {"kremlin"},
    ),
    (
        "index.md",
        "In the Kremlin’s account Xi notes “the legitimacy of Russia’s actions”",
        lambda r: topic(r, "legitimacy", "kremlin")["voice"] == "xi",
    ),
    (
        "index.md",
        "Beijing’s account of the same call contains no such sentence",
        lambda r: topic(r, "legitimacy", "beijing")["status"] == "absent",
    ),
    ("index.md", "The two texts share no name for the war", lambda r: not shared_names(r)),
    (
        "index.md",
        "The Kremlin’s text uses “special military operation”",
        lambda r: topic(r, "special-military-operation", "kremlin")["voice"] == "putin",
    ),
    (
        "index.md",
        "Beijing’s Chinese text does not use “special military operation”",
        lambda r: value(r, "term-2022-06-15-特别军事行动") == 0,
    ),
    (
        "index.md",
        "each name occurs once or twice",
        lambda r: (
            {
                value(r, "code-kremlin-2022-06-15-full-special-military-operation"),
                value(r, "term-2022-06-15-乌克兰危机"),
                value(r, "term-2022-06-15-乌克兰问题"),
            }
            <= {1, 2}
        ),
    ),
    (
        "index.md",
        "Most topics are in one text and not in the other",
        lambda r: all(
            value(r, f"topics-2022-06-15-{kind}kremlin")
            + value(r, f"topics-2022-06-15-{kind}beijing")
            > value(r, f"topics-2022-06-15-{kind}both")
            for kind in ("", "linked-")
        ),
    ),
    (
        "index.md",
        "The Kremlin’s alone states {finding}`topics-2022-06-15-kremlin`, and Beijing’s alone states",
        lambda r: all(
            value(r, f"topics-2022-06-15-{side}-stated")
            == value(r, f"topics-2022-06-15-{side}") + value(r, "topics-2022-06-15-both")
            for side in ("kremlin", "beijing")
        ),
    ),
    (
        "robustness.md",
        "With linked topics counted as one, each has {finding}`topics-2022-06-15-linked-kremlin`, and they share",
        lambda r: (
            value(r, "topics-2022-06-15-linked-kremlin")
            == value(r, "topics-2022-06-15-linked-beijing")
        ),
    ),
    (
        "index.md",
        "The Kremlin’s names none for",
        lambda r: (
            value(r, "topics-2022-06-15-beijing-voice-unnamed")
            == 0
            < value(r, "topics-2022-06-15-kremlin-stated")
            < 2 * value(r, "topics-2022-06-15-kremlin-voice-unnamed")
            and set(
                coverage.by_side(r.table("coverage"), JUNE).query("beijing == 'stated'")[
                    "beijing_basis"
                ]
            )
            == {"named"}
        ),
    ),
    (
        "robustness.md",
        "The second takes {finding}`topics-second-voices-implied` topics to be said by both leaders",
        lambda r: (
            {
                row.key.rpartition(", Kremlin, ")[2]
                for row in r.findings["topics-second-voices-implied"].rows
            }
            == {"15 June 2022"}
        ),
    ),
    (
        "index.md",
        "The Kremlin’s text names Putin by himself, or Xi by himself, as the speaker on Ukraine and on Russia’s security, and on nothing else",
        lambda r: (
            of_one_leader(r)
            == {
                "ukraine",
                "special-military-operation",
                "legitimacy",
                "external-forces",
                "fundamental-interests",
            }
        ),
    ),
    (
        "index.md",
        "Beijing’s text changed more than the Kremlin’s",
        lambda r: (
            value(r, "topics-beijing-kept") < value(r, "topics-kremlin-kept")
            and value(r, "topics-beijing-dropped") > value(r, "topics-kremlin-dropped")
            and value(r, "topics-beijing-added") > value(r, "topics-kremlin-added")
        ),
    ),
    (
        "index.md",
        "among them territorial integrity, the UN Charter, Cold War mentality and reasonable security concerns",
        lambda r: (
            between(r, "beijing")[1]
            >= {
                "territorial-integrity",
                "un-charter",
                "cold-war-mentality",
                "reasonable-security-concerns",
                "talks",
            }
        ),
    ),
    (
        "index.md",
        "Mutual support on core interests is new in June, and so is Taiwan",
        lambda r: between(r, "beijing")[2] >= {"core-interests", "xinjiang-hong-kong-taiwan"},
    ),
    (
        "readouts.md",
        "for the military ties and the record in trade it names no speaker at all",
        lambda r: (
            {topic(r, name, "kremlin")["voice_basis"] for name in ("military-ties", "trade")}
            == {"agentless"}
        ),
    ),
    (
        "frequency.md",
        "in the Kremlin’s alone and {finding}`vocabulary-beijing-2022-06-15-quoted-alone` in Beijing’s alone",
        lambda r: (
            sum(
                value(r, name)
                for name in (
                    f"vocabulary-{KREMLIN}-alone",
                    f"vocabulary-{BEIJING}-alone",
                    "vocabulary-both",
                )
            )
            == len(compared(r, 1))
            > 5 * value(r, "vocabulary-both")
        ),
    ),
    (
        "frequency.md",
        "More than half of the shared ones are words of grammar",
        lambda r: (
            (shared := compared(r, 1).query("frequency > 0 and frequency_reference > 0")["ngram"])
            .isin(frequency.FUNCTION_WORDS)
            .mean()
            > 0.5
            and {"the", "of"} <= set(shared)
        ),
    ),
    (
        "frequency.md",
        "is not in Beijing’s passages",
        lambda r: value(r, f"word-{BEIJING}-military") == 0 < value(r, f"word-{KREMLIN}-military"),
    ),
    (
        "frequency.md",
        "is not in the Kremlin’s passages",
        lambda r: value(r, f"word-{KREMLIN}-order") == 0 < value(r, f"word-{BEIJING}-order"),
    ),
    (
        "frequency.md",
        "Most words of so short a text occur once",
        lambda r: all(
            (counts[counts > 0] == 1).mean() > 0.5
            for counts in (compared(r, 1)["frequency"], compared(r, 1)["frequency_reference"])
        ),
    ),
    (
        "frequency.md",
        "The phrases that recur are Beijing’s",
        lambda r: all(
            compared(r, n)["frequency"].max() == 1 < compared(r, n)["frequency_reference"].max()
            for n in (2, 3)
        ),
    ),
    (
        "frequency.md",
        "is in two of its passages",
        lambda r: (
            len({span[0] for span in r.findings[f"phrase-{BEIJING}-willing-to-work"].spans}) == 2
            and value(r, f"phrase-{BEIJING}-with-russia-to") == 2
        ),
    ),
    (
        "frequency.md",
        "No phrase of two words recurs in the Kremlin’s passages",
        lambda r: compared(r, 2)["frequency"].max() == 1,
    ),
    *FRAMES_CLAIMS,
    (
        "silences.md",
        "Each readout contains topics that the other does not",
        lambda r: min(value(r, f"topics-2022-06-15-{side}") for side in ("kremlin", "beijing")) > 0,
    ),
    (
        "silences.md",
        "{finding}`topics-2022-06-15-kremlin` are in the Kremlin’s June text but not in Beijing’s",
        lambda r: len(told(r, "kremlin")) == value(r, "topics-2022-06-15-kremlin"),
    ),
    (
        "silences.md",
        "{finding}`topics-2022-06-15-beijing` are in Beijing’s but not in the Kremlin’s",
        lambda r: len(told(r, "beijing")) == value(r, "topics-2022-06-15-beijing"),
    ),
    (
        "silences.md",
        "Beijing’s text speaks of turbulence and change in the world, the Kremlin’s",
        lambda r: (
            (told_by(r, "global-turbulence"), told_by(r, "world-economy"))
            == ({"beijing"}, {"kremlin"})
        ),
    ),
    (
        "silences.md",
        "The topics of the Kremlin’s text alone include legitimacy, external forces, sanctions and military ties",
        lambda r: (
            told_by(r, "legitimacy", "external-forces", "sanctions", "military-ties") == {"kremlin"}
        ),
    ),
    (
        "silences.md",
        "Those of Beijing’s text alone include mutual support on core interests, non-interference over Xinjiang, Hong Kong and Taiwan, and a proper settlement",
        lambda r: (
            told_by(r, "core-interests", "xinjiang-hong-kong-taiwan", "proper-settlement")
            == {"beijing"}
        ),
    ),
    (
        "silences.md",
        "but nothing that Putin said about it",
        lambda r: "putin" not in topic(r, "ukraine", "beijing")["voice"],
    ),
    (
        "methods.md",
        "the Kremlin’s of a more complicated situation of the world economy",
        lambda r: (
            ("global-turbulence", "world-economy") in coverage.pairs(r.table("topics"))
            and topic(r, "world-economy", "kremlin")["status"] == "stated"
            and topic(r, "global-turbulence", "beijing")["status"] == "stated"
        ),
    ),
    (
        "silences.md",
        "since neither text states the other side’s topic",
        lambda r: (
            coverage.shared_in_part(coverage.by_side(r.table("coverage"), JUNE), r.table("topics"))
            == [("global-turbulence", "world-economy"), ("core-interests", "fundamental-interests")]
        ),
    ),
    (
        "silences.md",
        "of these nothing in the sentence points to a speaker; for the others both leaders are implied",
        lambda r: (
            value(r, "topics-2022-06-15-kremlin-voice-unnamed")
            - value(r, "topics-2022-06-15-kremlin-voice-nobody")
            == r.table("coverage")
            .query("event_date == @day and side == 'kremlin'", local_dict={"day": JUNE})
            .query("voice == 'both' and voice_basis == 'implied'")
            .shape[0]
        ),
    ),
    (
        "silences.md",
        "Beijing’s text names a speaker for every topic that it states; the Kremlin’s names no speaker for",
        lambda r: (
            value(r, "topics-2022-06-15-beijing-voice-nobody")
            == 0
            < value(r, "topics-2022-06-15-kremlin-voice-nobody")
        ),
    ),
    (
        "silences.md",
        "one of which contains",
        lambda r: value(r, "topics-2022-06-15-kremlin-most-in-one-nobody") > 1,
    ),
    (
        "silences.md",
        "Beijing’s text attributes Taiwan and the Global Security Initiative to Putin, and the Kremlin’s attributes legitimacy to Xi",
        lambda r: (
            [
                topic(r, name, side)["voice"]
                for name, side in (
                    ("xinjiang-hong-kong-taiwan", "beijing"),
                    ("global-security-initiative", "beijing"),
                    ("legitimacy", "kremlin"),
                )
            ]
            == ["putin", "putin", "xi"]
        ),
    ),
    (
        "silences.md",
        "does not repeat most of what its February text contained",
        lambda r: value(r, "topics-beijing-dropped") > value(r, "topics-beijing-kept"),
    ),
    (
        "silences.md",
        "Ukraine itself, its historical context, and China’s judgement on the merits",
        lambda r: (
            between(r, "beijing")[0] == {"ukraine", "history-of-issue", "independent-judgement"}
        ),
    ),
    (
        "silences.md",
        "a European security mechanism, and talks",
        lambda r: (
            between(r, "beijing")[1]
            >= {
                "sovereignty",
                "territorial-integrity",
                "un-charter",
                "cold-war-mentality",
                "reasonable-security-concerns",
                "european-security-mechanism",
                "talks",
            }
        ),
    ),
    (
        "silences.md",
        "non-interference over Taiwan, and the Global Security Initiative",
        lambda r: (
            between(r, "beijing")[2]
            >= {"core-interests", "xinjiang-hong-kong-taiwan", "global-security-initiative"}
        ),
    ),
    (
        "silences.md",
        "Sovereignty is still named in June",
        lambda r: (
            topic(r, "sovereignty", "beijing")["status"] == "absent"
            and value(r, "term-2022-06-15-主权") == 1
        ),
    ),
    (
        "silences.md",
        "respect for the actions of the Russian leadership, talks, and the Olympics",
        lambda r: (
            between(r, "kremlin")[1]
            == {
                "recognition",
                "genocide-denazification",
                "respect-for-actions",
                "talks",
                "olympics",
            }
        ),
    ),
    (
        "silences.md",
        "is part of what Putin says; in that of June it is part of China’s own position",
        lambda r: (
            [topic(r, "history-of-issue", "beijing", date)["voice"] for date in CALLS]
            == ["putin", "xi"]
        ),
    ),
    (
        "silences.md",
        "is not in the Kremlin’s passages and is in its full text",
        lambda r: (
            value(r, f"frame-{KREMLIN}-order")
            == 0
            < value(r, "frame-kremlin-2022-06-15-full-order")
        ),
    ),
    (
        "silences.md",
        "at least one of the four texts states",
        lambda r: (
            r.table("coverage")
            .groupby("topic")["status"]
            .agg(lambda states: (states != "absent").any())
        ).all(),
    ),
    (
        "methods.md",
        "match neither a passage nor one of the Kremlin’s full texts",
        lambda r: value(r, "patterns-unmatched") == len(r.unmatched) > 0,
    ),
    (
        "methods.md",
        "The topic of what the United States and NATO have done is absent from that text",
        lambda r: (
            topic(r, "us-nato", "kremlin")["status"] == "absent"
            and value(r, f"code-{FULL_TEXTS[1]}-west-and-nato")
            == 1
            == value(r, f"code-{KREMLIN}-west-and-nato")
        ),
    ),
    (
        "captions",
        "the Kremlin’s alone, {finding}`topics-2022-06-15-both` both",
        lambda r: (
            len(told(r, "kremlin") | told(r, "both") | told(r, "beijing"))
            == value(r, "topics") - value(r, "topics-2022-06-15-neither")
        ),
    ),
    (
        "captions",
        "quoted passages of 15 June 2022 have at least {plain}`2` times",
        lambda r: (
            term_frequency(r).data[["frequency", "frequency_reference"]].max(axis=1).min() >= 2
        ),
    ),
    (
        "captions",
        "words that one side’s quoted passages have at least {plain}`2` times",
        lambda r: phrases(r).data[["frequency", "frequency_reference"]].max(axis=1).min() >= 2,
    ),
    *KEYNESS_CLAIMS,
    *MORE_CLAIMS,
    *NAMING_CLAIMS,
    *REFERENCE_CLAIMS,
    *VALIDITY_CLAIMS,
    *WHOSE_CLAIMS,
    *SURE_CLAIMS,
    *ARGUMENT_CLAIMS,
    *FORMULAS_CLAIMS,
    *ORIGINALS_CLAIMS,
]

# Sentences that say how the book works, or what it cannot show.
RULES = [
    ("languages.md", "what is shown and marked is that part alone"),
    ("languages.md", "is found whole alone"),
    ("languages.md", "they are never counted as matches"),
    ("languages.md", "of each part only a key is compared"),
    ("languages.md", "and has no more than three others"),
    (
        "languages.md",
        "“Absent” is said of a word that was typed, where nothing is near in a full text",
    ),
    ("languages.md", "Of a code it is said that none of its wordings stands there"),
    ("languages.md", "Not found are other words for the same thing"),
    ("languages.md", "A full stop ends none after a single letter"),
    ("languages.md", "A match may be *asserted*"),
    ("own.md", "Three further columns, each of which may be missing or empty"),
    ("captions", "In the first two columns of numbers zero means not in the quoted passages"),
    ("own.md", "## What one account alone has"),
    ("own.md", "No more can be said than that it has *none of these wordings*"),
    ("own.md", "the sentence of the other account that shares most with this one"),
    ("own.md", "Of two languages none can be given"),
    ("own.md", "how many there are, if there are ten or more"),
    ("own.md", "what its issuer nearly never says is no omission"),
    ("own.md", "of each code that matches nothing"),
    ("own.md", "only with `--near`, and say so"),
    ("captions", "what its issuer nearly never says is no omission"),
    ("cite.md", "has an id that never changes"),
    ("captions", "The two kinds are never added up"),
    ("captions", "This layer rests on the words alone"),
    ("captions", "“Absent” is said of full texts only"),
    ("captions", "passives of which a reader cannot tell who spoke"),
    (
        "codebook.md",
        "match neither a quoted passage nor one of the Kremlin’s full texts are marked",
    ),
    ("index.md", "none is made here"),
    ("index.md", "Neither account can show what was said on the call"),
    (
        "index.md",
        "of them come out differently under at least one other choice ({doc}`robustness`)",
    ),
    ("methods.md", "A topic in a sentence of saying without a speaker is attributed to nobody"),
    ("methods.md", "none crosses from one passage to the next"),
    ("methods.md", "Only a full text can show that something is absent"),
    ("methods.md", "it is never a regular expression"),
    ("methods.md", "a frame is no more than the set of its codes"),
    ("readouts.md", "Words of two languages are never compared by their numbers"),
    ("silences.md", "What the passages alone can say"),
    ("silences.md", "says nothing about whether it was discussed"),
    *FRAMES_RULES,
    *KEYNESS_RULES,
    *MORE_RULES,
    *NAMING_RULES,
    *OWN_RULES,
    *REFERENCE_RULES,
    *VALIDITY_RULES,
    *WHOSE_RULES,
    *SURE_RULES,
    *ARGUMENT_RULES,
    *FORMULAS_RULES,
    *ORIGINALS_RULES,
]


def prose(chapter: Path) -> str:
    """A chapter without its header, its cells and its directives."""
    text = re.sub(
        r"\A---.*?^---$", "", chapter.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    return re.sub(
        r"\s+", " ", re.sub(r"```.*?```", "\n\n", text, flags=re.DOTALL).replace("\n\n", " ¶ ")
    )


@pytest.fixture(scope="module")
def chapters(report) -> dict[str, str]:
    """The prose of each chapter, and the captions of all exhibits."""
    captions = " ¶ ".join(made(exhibit).caption for exhibit in (*FIGURES, *TABLES))
    return {path.name: prose(path) for path in sorted(paths.CHAPTERS.glob("*.md"))} | {
        "captions": captions
    }


@pytest.mark.parametrize(
    ("chapter", "phrase", "holds"),
    CLAIMS,
    ids=[f"{chapter}: {phrase}" for chapter, phrase, _ in CLAIMS],
)
def test_the_claim_stands_in_its_chapter_and_holds(report, chapters, chapter, phrase, holds):
    assert phrase in chapters[chapter]
    assert holds(report)


@pytest.mark.parametrize(("chapter", "phrase"), RULES)
def test_the_rule_stands_in_its_chapter(chapters, chapter, phrase):
    assert phrase in chapters[chapter]


def test_every_such_word_is_a_claim_or_a_rule(chapters):
    known = [(chapter, phrase) for chapter, phrase, *_ in [*CLAIMS, *RULES]]
    # What a figure says in its heading is held to its data by `test_figures_say`.
    known += [("captions", made(function).says) for function in FIGURES]
    loose = []
    for name, text in chapters.items():
        for sentence in re.split(r"(?<=[.!?:*])\s+(?=[A-Z“*¶-])| ¶ ", text):
            if WORDS.search(sentence) and not any(
                chapter == name and (phrase in sentence or sentence.strip("*¶ ") in phrase)
                for chapter, phrase in known
            ):
                loose.append(f"{name}: {sentence.strip()}")
    assert not loose, "\n".join(loose)


def changed(folder: Path, table: str, old: dict[str, str], new: dict[str, str]) -> Report:
    """The report of a copy of the data in which one row is another."""
    shutil.copytree(paths.DATA, folder, dirs_exist_ok=True)
    path = folder / table
    rows = rows_of(path)
    row = next(row for row in rows if all(row[name] == cell for name, cell in old.items()))
    row.update(new)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    # A changed row is a fault until it is recorded.
    fulltext.write_text(folder / "recorded.csv", fulltext.as_csv(record.rows(folder)))
    return load(folder)


@pytest.mark.parametrize(
    ("table", "old", "new", "phrase"),
    [
        (
            "coverage.csv",
            {"topic": "legitimacy", "event_date": "2022-06-15", "side": "beijing"},
            {"status": "stated", "voice": "xi", "voice_basis": "named", "sentence": "10"},
            "Legitimacy appears in one account only",
        ),
        (
            "beijing_item_terms.csv",
            {"item": "2024-07-04-1", "term": "核心利益"},
            {"term": "特别军事行动"},
            "once, on 25 February 2022, and on no later contact",
        ),
        (
            "naming_stretches.csv",
            {"item": "2024-05-16-2", "term": "战争"},
            {"of": "this war"},
            "stretches with a word for war are all about the Second World War, or about Israel and Iran",
        ),
        (
            "fulltext_codes.csv",
            {"readout_id": "kremlin-2022-06-15-full", "name": "war"},
            {"frequency": "1"},
            "Neither side’s full readout of either call uses “war” for the events",
        ),
        (
            "reference/codes.csv",
            {"document": "news/68260", "code": "international-law"},
            {"frequency": "9"},
            "It also has more on legitimacy and law",
        ),
        (
            "reference/documents.csv",
            {"document": "news/68528"},
            {"n_tokens": "210"},
            "calls of like length none has a higher rate than the readout of June on world order",
        ),
        (
            "segments.csv",
            {"segment_id": "kremlin-2022-06-15-4"},
            {
                "text": "further development of military and defense ties and the international order."
            },
            "Beijing’s dwell on world order",
        ),
    ],
)
def test_a_changed_row_turns_its_claim(tmp_path, table, old, new, phrase):
    holds = next(holds for _, known, holds in CLAIMS if known == phrase)
    assert not holds(changed(tmp_path, table, old, new))


# What once had several names, or was said in several ways, of which some were softer than the truth.
SAID_OTHERWISE = re.compile(
    r"Chinese state media|state television|\bas broadcast\b|authors of (?:the list|the codebook|this book)|by the authors[,;.]"
)


def test_who_read_aloud_and_who_coded_is_said_alike_everywhere(chapters, report):
    assert not {name: found[0] for name, text in chapters.items() if (found := SAID_OTHERWISE.search(text))}  # fmt: skip
    broadcaster = "China Central Television (CCTV), China’s state broadcaster"
    assert {"index.md", "methods.md", "naming.md", "readouts.md", "voices.md"} <= {
        name for name, text in chapters.items() if broadcaster in text
    }
    full = report.table("readouts").query("side == 'beijing' and completeness == 'full'")
    accounts = report.table("partner_accounts").set_index("id")["account"]
    assert {*full["issuer"], accounts["2022-06-15-china"]} == {broadcaster}
    unchecked = [
        name for name, text in chapters.items() if re.search(r"no person has checked", text)
    ]
    assert {"methods.md", "press.md", "silences.md", "validity.md", "voices.md"} <= set(unchecked)
