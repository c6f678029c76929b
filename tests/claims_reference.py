"""What the chapter “Against other readouts” claims in words, for ``test_claims.py``."""

from readouts.putin_xi import strata
from readouts.putin_xi.report import FULL_TEXTS, Report
from readouts.putin_xi.tables import reference_keyness, reference_phrases, reference_words

FEBRUARY, JUNE = FULL_TEXTS
FRAMES = ("naming", "sovereignty", "legitimacy", "security", "sanctions", "order", "partnership", "settlement")


def _value(report: Report, finding: str) -> float:
    return report.findings[finding].value


def _above(report: Report, readout: str, frame: str) -> int:
    return _value(report, f"reference-above-{readout}-{frame}")


def _phrase(report: Report, phrase: str) -> dict:
    return report.table("reference_phrases").set_index("phrase").loc[phrase].to_dict()


def _in_calls(report: Report, readout: str, word: str) -> bool:
    words = report.table("fulltext_words")
    return bool(((words["readout_id"] == readout) & (words["word"] == word)).any())


CLAIMS = [
    ("reference.md", "It is usual for a Kremlin call and unusual for a readout of the other stratum", lambda r: all(
        (r.findings[f"reference-with-{stratum}-conversation"].value / r.findings[f"reference-texts-{stratum}"].value > 0.5) is usual
        for stratum, usual in (("kremlin-after", True), ("white-house", False)))),
    ("reference.md", "is ordinary in what it calls the war", lambda r: 25 < _value(r, f"reference-percentile-{JUNE}-naming") < 75 and _phrase(r, "special military operation")["june"] == 1),
    ("reference.md", "It is unusual in what else it speaks of", lambda r: all(_value(r, f"reference-percentile-{JUNE}-{frame}") > 95 for frame in ("order", "sanctions", "security", "partnership"))),
    ("reference.md", "World order has a higher rate in none of them", lambda r: _above(r, JUNE, "order") == 0 < min(_above(r, JUNE, "sanctions"), _above(r, JUNE, "security"))),
    ("reference.md", "which it puts into Xi’s mouth, is in none of those calls", lambda r: _value(r, "reference-with-kremlin-after-legitimacy") == 0 and _in_calls(r, JUNE, "legitimacy")),
    ("reference.md", "The readout of February stands out by legitimacy and law", lambda r: _above(r, FEBRUARY, "legitimacy") == 1 == min(_above(r, FEBRUARY, frame) for frame in FRAMES)),
    ("reference.md", "of the calls have one or more", lambda r: _value(r, f"frame-{JUNE}-settlement") == 0 < _value(r, "reference-has-kremlin-after-settlement")),
    ("reference.md", "that silence is shared by the greater part of the Kremlin’s calls", lambda r: _value(r, "reference-has-kremlin-after-settlement") < _value(r, "reference-texts-kremlin-after") / 2),
    ("reference.md", "In the naming of the war both lie amid it", lambda r: all(20 <= _value(r, f"reference-percentile-{readout}-naming") <= 80 for readout in FULL_TEXTS)),
    ("reference.md", "the readout of June lies above all calls or all but one", lambda r: (_above(r, JUNE, "order"), _above(r, JUNE, "sanctions")) == (0, 1)),
    ("reference.md", "the Kremlin’s calls have more names of the war", lambda r: all(_value(r, f"reference-shift-{frame}") > 0 > -_value(r, f"reference-shift-holm-{frame}") > -0.05 for frame in ("naming", "legitimacy"))
        and _value(r, "reference-shift-security") < 0 < _value(r, "reference-shift-holm-security") < 0.05),
    ("reference.md", "In the other frames a difference as large is within the reach of chance", lambda r: all(
        _value(r, f"reference-shift-holm-{frame}") > 0.05 for frame in FRAMES if frame not in ("naming", "legitimacy", "security"))),
    ("reference.md", "are in none of the Kremlin’s other calls of these months", lambda r: _value(r, f"reference-alone-{JUNE}") > 0),
    ("reference.md", "Every call has words of its own; the median share is", lambda r: _value(r, f"reference-alone-above-{JUNE}") == 0 < _value(r, "reference-alone-median")),
    ("reference.md", "Longer calls have more of them", lambda r: strata.alone(r.corpus.tables, strata.call_words(r.corpus.tables)).query("not document.str.endswith('full')")[["n_tokens", "share"]].corr().iloc[0, 1] > 0.5
        and _value(r, f"reference-alone-long-above-{JUNE}") == 0 < _value(r, "reference-long-kremlin-after")),
    ("reference.md", "The readout of February has", lambda r: _value(r, f"reference-alone-above-{FEBRUARY}") > 0),
    ("reference.md", "Some of the words are names of China and of its president", lambda r: {"china", "chinese", "xi", "jinping"} <= set(reference_words(r).data["word"])),
    ("reference.md", "No test can single out one of these words", lambda r: _value(r, f"reference-attainable-holm-{JUNE}") == 1),
    ("reference.md", "are formulas of the Kremlin’s calls, and no mark of a call with Xi", lambda r: all(
        phrase in set(r.table("reference_phrases")["phrase"]) for phrase in ("special military operation", "the situation in ukraine", "trade and economic cooperation"))),
    ("reference.md", "an aim that the readout of June does not repeat", lambda r: _phrase(r, "special military operation to protect")["june"] == 0 and not _in_calls(r, JUNE, "donbass")
        and _value(r, f"code-{JUNE}-stated-aims") == 0),
    ("reference.md", "“Crisis”, which Beijing’s text of June has, is hardly a word of the Kremlin’s calls", lambda r: _value(r, "term-2022-06-15-乌克兰危机") > 0 and _value(r, "reference-node-kremlin-after-crisis") * 10 < _value(r, "reference-node-kremlin-after-situation")),
    ("captions", "Words of the Kremlin’s two readouts that none of its other", lambda r: len(reference_words(r).data) > 0),
    ("captions", "Words of content that one of the readouts has at least {plain}`2` times", lambda r: reference_keyness(r).data["frequency"].min() == 2),
    ("captions", "and also in one of its two readouts", lambda r: reference_phrases(r).data[["february", "june"]].sum(axis=1).min() > 0 and reference_phrases(r).data["frequency"].min() >= 5
        and reference_phrases(r).data["document_frequency"].min() >= 3),
    ("captions", "Words of content that stand at least {plain}`4` times within {plain}`5` words", lambda r: not strata.collocates(r.corpus.tables).query("frequency >= 4 and node in ('crisis', 'issue')")["collocate"].str.len().gt(4).any()),
]

RULES = [
    ("reference.md", "The strata are never pooled"),
    ("reference.md", "does not say why"),
    ("captions", "the Kremlin’s calls from 24 February 2022 less those before"),
    ("captions", "%DIFF is undefined where the calls have none"),
]
