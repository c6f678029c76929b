"""Every "only", "more", "none" and "never" of the prose is an assertion here, so that it cannot go stale.

A sentence of a chapter with such a word must hold the phrase of a claim, which is checked against the data, or the
phrase of a rule: a sentence that says how the book works and not what it found.
"""

import csv
import re
import shutil
from pathlib import Path

import pytest
from claims_keyness import CLAIMS as KEYNESS_CLAIMS
from claims_keyness import RULES as KEYNESS_RULES
from claims_own import RULES as OWN_RULES
from claims_reference import CLAIMS as REFERENCE_CLAIMS
from claims_reference import RULES as REFERENCE_RULES
from claims_validity import CLAIMS as VALIDITY_CLAIMS
from claims_validity import RULES as VALIDITY_RULES
from claims_voices_press import CLAIMS as MORE_CLAIMS
from claims_voices_press import RULES as MORE_RULES
from readouts import paths
from readouts.putin_xi import coverage
from readouts.putin_xi.figures import FIGURES, term_frequency
from readouts.putin_xi.report import BEIJING, CALLS, FULL_TEXTS, JUNE, KREMLIN, Report, load
from readouts.putin_xi.tables import TABLES, phrases
from readouts.text import frequency

WORDS = re.compile(r"\b(only|alone|more|most|none|never|neither|nobody|nothing|nowhere|fewer|less|least)\b", re.IGNORECASE)


def value(report: Report, finding: str) -> float:
    """A finding's value."""
    return report.findings[finding].value


def topic(report: Report, name: str, side: str, date=JUNE) -> dict:
    """A row of the coverage table."""
    table = report.table("coverage")
    return table[(table["topic"] == name) & (table["side"] == side) & (table["event_date"] == date)].iloc[0].to_dict()


def told_by(report: Report, *names: str) -> set[str]:
    """Which sides tell the topics of the call of June."""
    table = coverage.by_side(report.table("coverage"), JUNE).set_index("topic")
    return set(table.loc[list(names), "told_by"])


def compared(report: Report, n: int):
    """Words or phrases of both sides' passages."""
    return frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING), n)


def codes_of(report: Report, frame: str, readout: str) -> set[str]:
    """The codes of a frame that occur in a readout."""
    codes = report.codebook.codes.query("frame == @frame")["code"]
    return {code for code in codes if value(report, f"code-{readout}-{code}")}


CLAIMS = [
    ("index.md", "They share less than each tells", lambda r: value(r, "topics-2022-06-15-both") < min(value(r, f"topics-2022-06-15-{side}-stated") for side in ("kremlin", "beijing"))),
    ("index.md", "The Kremlin alone states {finding}`topics-2022-06-15-kremlin`, Beijing alone", lambda r: all(
        value(r, f"topics-2022-06-15-{side}-stated") == value(r, f"topics-2022-06-15-{side}") + value(r, "topics-2022-06-15-both") for side in ("kremlin", "beijing"))),
    ("index.md", "Legitimacy stands in one account only", lambda r: told_by(r, "legitimacy") == {"kremlin"}),
    ("index.md", "The Kremlin has Xi note “the legitimacy of Russia’s actions”", lambda r: topic(r, "legitimacy", "kremlin")["voice"] == "xi"),
    ("index.md", "Beijing’s full text has no such sentence", lambda r: topic(r, "legitimacy", "beijing")["status"] == "absent"),
    ("index.md", "The Kremlin’s text has “special military operation”", lambda r: topic(r, "special-military-operation", "kremlin")["voice"] == "putin"),
    ("index.md", "Beijing’s Chinese text does not have the term", lambda r: value(r, "term-2022-06-15-特别军事行动") == 0),
    ("index.md", "names nobody for {finding}`topics-2022-06-15-kremlin-voice-nobody`", lambda r: value(r, "topics-2022-06-15-kremlin-voice-nobody") > 0),
    ("readouts.md", "Of the military ties and of the record in trade, the Kremlin’s full text names no speaker at all", lambda r: {
        topic(r, name, "kremlin")["voice_basis"] for name in ("military-ties", "trade")} == {"agentless"}),
    ("frequency.md", "a word that is not in Beijing’s passages", lambda r: value(r, f"word-{BEIJING}-military") == 0 < value(r, f"word-{KREMLIN}-military")),
    ("frequency.md", "is not in the Kremlin’s passages", lambda r: value(r, f"word-{KREMLIN}-order") == 0 < value(r, f"word-{BEIJING}-order")),
    ("frequency.md", "Most words of so short a text occur once", lambda r: all((counts[counts > 0] == 1).mean() > 0.5 for counts in (compared(r, 1)["frequency"], compared(r, 1)["frequency_reference"]))),
    ("frequency.md", "stands in two of its passages", lambda r: len({span[0] for span in r.findings[f"phrase-{BEIJING}-willing-to-work"].spans}) == 2
        and value(r, f"phrase-{BEIJING}-with-russia-to") == 2),
    ("frequency.md", "No phrase of two words recurs in the Kremlin’s passages", lambda r: compared(r, 2)["frequency"].max() == 1),
    ("naming.md", "the two readouts have no name for the war in common but the widest", lambda r: not (
        {code for code, term in {"special-military-operation": "特别军事行动", "crisis": "乌克兰危机", "issue": "乌克兰问题", "situation": "乌克兰局势"}.items()
         if value(r, f"code-kremlin-2022-06-15-full-{code}") and value(r, f"term-2022-06-15-{term}")})),
    ("naming.md", "In February the Chinese text itself had “special military operation”", lambda r: topic(r, "special-military-operation", "beijing", CALLS[0])["voice"] == "putin"),
    ("naming.md", "puts “special military operation” into Putin’s sentence and “Russia’s actions” into Xi’s", lambda r: {
        (row.code, r.corpus.segments.at[row.segment_id, "speaker"]) for row in r.coded.itertuples()
        if row.code in ("special-military-operation", "actions") and row.segment_id.startswith("kremlin-2022-06-15")} == {("special-military-operation", "putin"), ("actions", "xi")}),
    ("naming.md", "Neither side’s full readout of the two calls uses “war” for the events", lambda r: not any(
        value(r, f"code-{readout}-war") for readout in FULL_TEXTS) and not any(value(r, f"term-{date}-战争") for date in CALLS)),
    ("naming.md", "“special military operation” changes, and “situation” does not", lambda r: _changes(r, "special-military-operation") and not _changes(r, "situation")),
    ("naming.md", "that of 25 February 2022, and never returns", lambda r: set(
        r.table("beijing_series").query("term == '特别军事行动' and frequency > 0")["event_date"]) == {CALLS[0]}),
    ("naming.md", "“issue” is still there in 2024", lambda r: max(r.table("beijing_series").query("term == '乌克兰问题' and frequency > 0")["event_date"]).year == 2024
        and min(r.table("beijing_series").query("term == '乌克兰危机' and frequency > 0")["event_date"]).year < 2024),
    ("frames.md", "in Beijing’s and none in the Kremlin’s", lambda r: value(r, f"frame-{KREMLIN}-order") == 0 < value(r, f"frame-{BEIJING}-order")),
    ("frames.md", "That last silence holds in the Kremlin’s full text", lambda r: value(r, "frame-kremlin-2022-06-15-full-settlement") == 0),
    ("frames.md", "the one on world order does not", lambda r: value(r, "frame-kremlin-2022-06-15-full-order") > 0),
    ("frames.md", "in the Kremlin’s passages a quality of Russia’s actions, denied to the West’s sanctions", lambda r: codes_of(r, "legitimacy", KREMLIN) == {"legitimacy-of-actions", "illegitimacy"}),
    ("frames.md", "in Beijing’s the frame is filled by how China judges", lambda r: codes_of(r, "legitimacy", BEIJING) == {"merits"}),
    ("frames.md", "that of June has none of them", lambda r: value(r, "code-kremlin-2022-06-15-full-stated-aims") == 0 < value(r, "code-kremlin-2022-02-25-full-stated-aims")),
    ("silences.md", "Each readout leaves out what the other dwells on", lambda r: min(value(r, f"topics-2022-06-15-{side}") for side in ("kremlin", "beijing")) > 0),
    ("silences.md", "among them legitimacy, external forces, sanctions and military ties; Beijing alone states", lambda r: told_by(r, "legitimacy", "external-forces", "sanctions", "military-ties") == {"kremlin"}),
    ("silences.md", "among them mutual support on core interests, Xinjiang, Hong Kong and Taiwan, and a proper settlement", lambda r: told_by(r, "core-interests", "xinjiang-hong-kong-taiwan", "proper-settlement") == {"beijing"}),
    ("silences.md", "and nothing that Putin said of it", lambda r: "putin" not in topic(r, "ukraine", "beijing")["voice"]),
    ("silences.md", "Beijing’s text has a speaker for every topic that it states; the Kremlin’s names nobody for", lambda r: value(r, "topics-2022-06-15-beijing-voice-nobody") == 0 < value(r, "topics-2022-06-15-kremlin-voice-nobody")),
    ("silences.md", "Beijing’s text puts Taiwan and the Global Security Initiative into Putin’s, and the Kremlin’s puts legitimacy into Xi’s", lambda r: [
        topic(r, name, side)["voice"] for name, side in (("xinjiang-hong-kong-taiwan", "beijing"), ("global-security-initiative", "beijing"), ("legitimacy", "kremlin"))] == ["putin", "putin", "xi"]),
    ("silences.md", "stands in Putin’s account in the Chinese text of February and in China’s own position in that of June", lambda r: [
        topic(r, "history-of-issue", "beijing", date)["voice"] for date in CALLS] == ["putin", "xi"]),
    ("silences.md", "World order is not in the Kremlin’s passages and is in its full text", lambda r: value(r, f"frame-{KREMLIN}-order") == 0 < value(r, "frame-kremlin-2022-06-15-full-order")),
    ("silences.md", "at least one of the four texts states", lambda r: (r.table("coverage").groupby("topic")["status"].agg(lambda states: (states != "absent").any())).all()),
    ("methods.md", "match neither a passage nor one of the full texts", lambda r: value(r, "patterns-unmatched") == len(r.unmatched) > 0),
    ("captions", "topics are stated by neither, being of the call in February", lambda r: not any(
        row.told_by == "neither" for row in coverage.by_side(r.table("coverage"), CALLS[0]).set_index("topic").loc[
            coverage.by_side(r.table("coverage"), JUNE).query("told_by == 'neither'")["topic"]].itertuples())),
    ("captions", "quoted passages of 15 June 2022 have at least {plain}`2` times", lambda r: term_frequency(r).data[["frequency", "frequency_reference"]].max(axis=1).min() >= 2),
    ("captions", "words that one side’s quoted passages have at least {plain}`2` times", lambda r: phrases(r).data[["frequency", "frequency_reference"]].max(axis=1).min() >= 2),
    *KEYNESS_CLAIMS,
    *MORE_CLAIMS,
    *REFERENCE_CLAIMS,
    *VALIDITY_CLAIMS,
]

# Sentences that say how the book works, or what it cannot show.
RULES = [
    ("cite.md", "has an id that never changes"),
    ("captions", "and for nothing else"),
    ("captions", "The two kinds are never added up"),
    ("captions", "This layer rests on the words alone"),
    ("captions", "“Absent” is said of full texts only"),
    ("codebook.md", "match neither a quoted passage nor one of the full English texts are marked"),
    ("frames.md", "a code with more patterns has more chances to be found"),
    ("frequency.md", "Nothing here says that a side “prefers” a word"),
    ("frequency.md", "ranks nothing by a test"),
    ("index.md", "none is made here"),
    ("methods.md", "never cross from one segment to the next"),
    ("methods.md", "it is never a regular expression"),
    ("methods.md", "a frame is no more than the set of its codes"),
    ("naming.md", "This first layer rests on the wording alone"),
    ("naming.md", "so that nobody mistakes them for a government’s"),
    ("readouts.md", "and are never added up"),
    ("readouts.md", "never by raw words across languages"),
    ("silences.md", "What the passages alone can say"),
    ("silences.md", "says nothing of whether it was spoken of"),
    *KEYNESS_RULES,
    *MORE_RULES,
    *OWN_RULES,
    *REFERENCE_RULES,
    *VALIDITY_RULES,
]


def _changes(report: Report, code: str) -> bool:
    standards = report.table("naming_standards")
    return standards[standards["code"] == code]["evaluation"].nunique() > 1


def prose(chapter: Path) -> str:
    """A chapter without its header, its cells and its directives."""
    text = re.sub(r"\A---.*?^---$", "", chapter.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"\s+", " ", re.sub(r"```.*?```", "\n\n", text, flags=re.DOTALL).replace("\n\n", " ¶ "))


@pytest.fixture(scope="module")
def chapters(report) -> dict[str, str]:
    """The prose of each chapter, and the captions of all exhibits."""
    captions = " ¶ ".join(exhibit(report).caption for exhibit in (*FIGURES, *TABLES))
    return {path.name: prose(path) for path in sorted(paths.CHAPTERS.glob("*.md"))} | {"captions": captions}


@pytest.mark.parametrize(("chapter", "phrase", "holds"), CLAIMS, ids=[f"{chapter}: {phrase}" for chapter, phrase, _ in CLAIMS])
def test_the_claim_stands_in_its_chapter_and_holds(report, chapters, chapter, phrase, holds):
    assert phrase in chapters[chapter]
    assert holds(report)


@pytest.mark.parametrize(("chapter", "phrase"), RULES)
def test_the_rule_stands_in_its_chapter(chapters, chapter, phrase):
    assert phrase in chapters[chapter]


def test_every_such_word_is_a_claim_or_a_rule(chapters):
    known = [(chapter, phrase) for chapter, phrase, *_ in [*CLAIMS, *RULES]]
    loose = []
    for name, text in chapters.items():
        for sentence in re.split(r"(?<=[.!?:*])\s+(?=[A-Z“*¶-])| ¶ ", text):
            if WORDS.search(sentence) and not any(chapter == name and (phrase in sentence or sentence.strip("* ") in phrase) for chapter, phrase in known):
                loose.append(f"{name}: {sentence.strip()}")
    assert not loose, "\n".join(loose)


def changed(folder: Path, table: str, old: dict[str, str], new: dict[str, str]) -> Report:
    """The report of a copy of the data in which one row is another."""
    shutil.copytree(paths.DATA, folder, dirs_exist_ok=True)
    path = folder / table
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if all(row[name] == cell for name, cell in old.items()))
    row.update(new)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return load(folder)


@pytest.mark.parametrize(("table", "old", "new", "phrase"), [
    ("coverage.csv", {"topic": "legitimacy", "event_date": "2022-06-15", "side": "beijing"}, {"status": "stated", "voice": "xi", "voice_basis": "named"}, "Legitimacy stands in one account only"),
    ("beijing_series.csv", {"event_date": "2024-07-03", "term": "特别军事行动"}, {"frequency": "1"}, "that of 25 February 2022, and never returns"),
    ("fulltext_codes.csv", {"readout_id": "kremlin-2022-06-15-full", "name": "war"}, {"frequency": "1"}, "Neither side’s full readout of the two calls uses “war” for the events"),
    ("reference/codes.csv", {"document": "news/68260", "code": "international-law"}, {"frequency": "9"}, "It also has more on legitimacy and law"),
    ("reference/documents.csv", {"document": "news/68528"}, {"n_tokens": "210"}, "calls of like length none has a higher rate than the readout of June on world order"),
    ("segments.csv", {"segment_id": "kremlin-2022-06-15-4"}, {"text": "further development of military and defense ties and the international order."}, "in Beijing’s and none in the Kremlin’s"),
])
def test_a_changed_row_turns_its_claim(tmp_path, table, old, new, phrase):
    holds = next(holds for _, known, holds in CLAIMS if known == phrase)
    assert not holds(changed(tmp_path, table, old, new))
