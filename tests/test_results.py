"""The findings that any report makes of its segments."""

import datetime

import pandas as pd
import pytest
from any_report import load, said
from readouts.corpus.codebook import Codebook
from readouts.corpus.corpus import Corpus
from readouts.report import results
from readouts.report.coded import CodeCounts
from readouts.report.findings import Finding, Findings
from readouts.text.coding import code
from readouts.text.patterns import Pattern, parse
from readouts.text.tokens import tokenize
from scipy.stats import chi2

DAY = datetime.date(2022, 6, 15)


def made(**completeness):
    """A corpus of two sides with two short passages each; all of it excerpts unless said otherwise."""
    texts = {"north": ["War, war. A crisis", "the war"], "south": ["The crisis of trust", "peace"]}
    readouts = pd.DataFrame(
        [
            {
                "readout_id": side,
                "side": side,
                "date": DAY,
                "event_date": DAY,
                "language": "en",
                "status": "official text",
                "url": f"https://{side}.example",
                "completeness": completeness.get(side, "excerpts"),
                "size": None,
                "size_unit": None,
                "sha256": None,
            }
            for side in texts
        ]
    )
    rows = [
        {
            **readouts.set_index("side").loc[side].to_dict(),
            "side": side,
            "segment_id": f"{side}-{n}",
            "text": text,
            "n_tokens": len(tokenize(text)),
        }
        for side, own in texts.items()
        for n, text in enumerate(own, 1)
    ]
    segments = pd.DataFrame(rows).set_index("segment_id", drop=False).rename_axis(None)
    return Corpus(segments, segments[:0], {"readouts": readouts})


def book():
    frames = pd.DataFrame({"frame": ["naming"], "label": ["Naming"]})
    codes = pd.DataFrame(
        {"frame": "naming", "code": ["war", "crisis"], "label": ["War", "Crisis"]},
        index=["war", "crisis"],
    )
    patterns = [("war", "war"), ("war", "war*"), ("crisis", "crisis"), ("crisis", "a crisis")]
    return Codebook(
        frames, codes, tuple(Pattern(name, "en", text, parse(text)) for name, text in patterns)
    )


def shown(corpus, finding):
    """The words that a finding marks."""
    return [corpus.segments.at[segment, "text"][start:end] for segment, start, end in finding.spans]


def test_sizes_are_the_passages_and_the_words():
    corpus = made()
    found = Findings(results.sizes(results.readouts(corpus)))
    assert [(finding.id, finding.value) for finding in found] == [
        ("passages-north", 2),
        ("words-north", 6),
        ("passages-south", 2),
        ("words-south", 5),
    ]
    assert shown(corpus, found["passages-south"]) == ["The crisis of trust", "peace"]
    assert shown(corpus, found["words-north"]) == ["War", "war", "A", "crisis", "the", "war"]


def test_a_readout_without_passages_has_no_sizes():
    corpus = made()
    alone = Corpus(corpus.of("north"), corpus.repeated, corpus.tables)
    assert {finding.id for finding in results.sizes(results.readouts(alone))} == {
        "passages-north",
        "words-north",
    }


def test_a_word_of_one_side_is_counted_in_both():
    corpus = made()
    found = Findings(results.ngrams(results.readouts(corpus)))
    assert shown(corpus, found["word-north-war"]) == ["War", "war", "war"] and found[
        "word-north-war"
    ].denominator == (6, "words")
    assert (found["word-south-war"].value, found["word-south-war"].denominator) == (0, (5, "words"))
    assert found["word-south-war"].searched == ("south-1", "south-2")


def test_phrases_can_be_kept_to_those_that_recur():
    corpus = made()
    assert "phrase-north-war-war" in {
        finding.id for finding in results.ngrams(results.readouts(corpus, ["north"]), 2)
    }
    assert list(results.ngrams(results.readouts(corpus, ["north"]), 2, least=2)) == []


@pytest.mark.parametrize("kind", ["ngrams", "codes"])
def test_a_zero_says_what_it_rests_on(kind):
    def note(corpus):
        parts = results.readouts(corpus, ["north", "south"])
        found = (
            results.ngrams(parts)
            if kind == "ngrams"
            else CodeCounts(parts, book(), code(corpus.segments, book())).findings()
        )
        return Findings(found)["word-south-war" if kind == "ngrams" else "code-south-war"].note

    assert note(made()) == "Not in the quoted passages: 2 passages with 5 words were searched."
    # More is not said: near forms of a word are not looked for here, nor what is said in other words.
    assert note(made(south="full")).startswith({"ngrams": "Not in this form: ", "codes": "None of its wordings: "}[kind])  # fmt: skip
    assert note(made(north="full")).startswith(
        "Not in the quoted passages: "
    )  # the other side's completeness lends nothing


def test_one_passage_was_searched_and_two_were(tmp_path):
    corpus = load(tmp_path, [said("North", "War."), said("South", "Peace it is.")]).corpus
    found = Findings(results.ngrams(results.readouts(corpus)))
    said_of = {side: found[f"word-{side}-2020-03-04-{word}"].note for side, word in (("north", "peace"), ("south", "war"))}  # fmt: skip
    assert said_of == {
        "north": "Not in this form: 1 passage with 1 word was searched.",
        "south": "Not in this form: 1 passage with 3 words was searched.",
    }


def test_a_count_above_zero_needs_no_such_note():
    assert {finding.note for finding in results.ngrams(results.readouts(made(), ["north"]))} == {""}


def test_codes_and_frames_count_distinct_stretches():
    corpus = made()
    found = Findings(
        CodeCounts(results.readouts(corpus), book(), code(corpus.segments, book())).findings()
    )
    assert shown(corpus, found["code-north-war"]) == [
        "War",
        "war",
        "war",
    ]  # two patterns match each
    assert shown(corpus, found["code-north-crisis"]) == [
        "A crisis",
        "crisis",
    ]  # a phrase inside a longer one
    assert found["frame-north-naming"].value == 5 and found["frame-south-naming"].value == 1
    assert found["code-north-war"].patterns == ("war", "war*")
    assert len(found) == 2 * (2 + 1)  # zeros included


def test_counts_of_a_full_text_carry_its_address_and_hash():
    corpus = made()
    row = {
        "readout_id": "north-full",
        "side": "north",
        "date": DAY,
        "language": "en",
        "status": "official text",
        "url": "https://north.example",
        "completeness": "full",
        "size": 300,
        "size_unit": "words",
        "sha256": "ab" * 32,
    }
    counts = pd.DataFrame(
        [
            ("north-full", "code", "war", 4),
            ("north-full", "code", "crisis", 0),
            ("north-full", "frame", "naming", 4),
        ],
        columns=["readout_id", "level", "name", "frequency"],
    )
    matched = pd.DataFrame(
        [
            ("north-full", "war", "war", 3),
            ("north-full", "war", "war*", 4),
            ("south-full", "war", "war", 9),
        ],
        columns=["readout_id", "code", "pattern", "frequency"],
    )
    tables = {
        "readouts": pd.concat(
            [corpus.tables["readouts"].astype(object), pd.DataFrame([row]).astype(object)]
        ),
        "fulltext_codes": counts,
        "fulltext_patterns": matched,
    }
    found = Findings(results.full_texts(Corpus(corpus.segments, corpus.repeated, tables), book()))
    assert [(finding.id, finding.value) for finding in found] == [
        ("words-north-full", 300),
        ("code-north-full-war", 4),
        ("code-north-full-crisis", 0),
        ("frame-north-full-naming", 4),
    ]
    assert {
        (text.sha256, text.address, text.size) for finding in found for text in finding.withheld
    } == {("ab" * 32, "https://north.example", "300 words")}
    # The words that are counted: each pattern, with how often it matches in this text.
    assert [
        [(row.key, row.says) for row in found[name].rows]
        for name in ("code-north-full-war", "frame-north-full-naming", "code-north-full-crisis")
    ] == [
        [("war", "× 3, War"), ("war*", "× 4, War")],
        [("war", "× 3, War"), ("war*", "× 4, War")],
        [],
    ]
    assert (
        found["code-north-full-crisis"].note == "None of its wordings: the full text was searched."
        and not found["code-north-full-war"].note
    )


def test_a_rate_is_per_thousand_and_names_its_parts():
    count = Finding("code-x", 1, "x", spans=(("s", 0, 1),))
    words = Finding("words-x", 3, "words", spans=(("s", 0, 1), ("s", 2, 3), ("s", 4, 5)))
    rate = results.rate(count, words)
    assert (
        rate.value == pytest.approx(1000 / 3)
        and rate.text == "333.3"
        and rate.parts == ("code-x", "words-x")
        and rate.id == "rate-code-x"
    )


def test_a_code_without_patterns_in_a_language_is_neither_found_nor_missed():
    corpus = made()
    russian = corpus.segments.assign(language="ru")
    assert (
        list(
            CodeCounts(
                results.readouts(Corpus(russian, corpus.repeated, corpus.tables)),
                book(),
                code(russian, book()),
            ).findings()
        )
        == []
    )
    of_any = Codebook(book().frames, book().codes, (Pattern("war", "", "war", ("war",)),))
    found = Findings(
        CodeCounts(
            results.readouts(Corpus(russian, corpus.repeated, corpus.tables)),
            of_any,
            code(russian, of_any),
        ).findings()
    )
    assert found["code-north-war"].value == 3 and "code-north-crisis" not in found


def test_words_that_share_a_slug_have_findings_of_their_own():
    corpus = made()
    segments = corpus.segments.assign(text=["a-b a'b", "A_B", "x", "x"])
    parts = [
        part._replace(segments=segments[segments["readout_id"] == part.id])
        for part in results.readouts(corpus, ["north", "south"])
    ]
    found = Findings(results.ngrams(parts))
    assert {finding.patterns: finding.value for finding in found if "-north-" in finding.id} == {
        ("a-b",): 1,
        ("a'b",): 1,
        ("a",): 1,
        ("b",): 1,
        ("x",): 0,
    }


def test_a_zero_can_hide_so_much():
    words = Finding("words-x", 134, "words: x", spans=tuple(("s", n, n + 1) for n in range(134)))
    bound = results.zero_bound(words)
    # The upper end of the exact Poisson interval of a zero count, by the chi-square distribution.
    assert (
        bound.id == "zero-bound-x"
        and bound.value == pytest.approx(chi2.ppf(0.975, 2) / 2 / 134 * 1000)
        and bound.parts == ("words-x",)
    )


def test_names_in_print():
    readout = made().tables["readouts"].iloc[0]
    assert results.readout_name(readout) == "North, quoted passages of 15 June 2022"
    assert results.side_name("russian-foreign-ministry") == "Russian Foreign Ministry"


def test_every_finding_of_this_report_marks_words_that_its_pattern_matches(report):
    from readouts.text.concordance import concordance

    checked = 0
    for finding in report.findings:
        if finding.id.startswith("code-") and finding.spans:
            segments = report.corpus.segments.loc[list(finding.searched)]
            lines = pd.concat(
                [
                    concordance(segments, pattern)
                    for pattern in finding.patterns
                    if not pattern.startswith("!")
                ]
            )
            marked = {(segment, start) for segment, start, _ in finding.spans}
            assert {(line.docname, len(line.pre)) for line in lines.itertuples()} == marked, (
                finding.id
            )
            checked += 1
    assert checked > 10
