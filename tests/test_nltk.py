"""nltk beside this package: where both count the same, and where their definitions differ and ours stays."""

import math
import socket
from collections import Counter

import nltk
import numpy as np
import pandas as pd
import pytest
import readouts
import snowballstemmer
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from nltk.metrics.agreement import AnnotationTask
from nltk.stem.snowball import SnowballStemmer
from readouts.measures import agreement, collocation
from readouts.text import languages
from readouts.text.frequency import frequency_list, occurrences


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    """Neither data of nltk nor a connection: what is used here needs no download."""

    def refused(*_, **__):
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(nltk.data, "path", [])
    monkeypatch.setattr(nltk, "download", refused)


@pytest.fixture(scope="module")
def passages():
    return readouts.read(readouts.EXAMPLE)


@pytest.fixture(scope="module")
def words(passages):
    """The words of each passage."""
    return passages["text"].map(readouts.tokens)


# --- Counts: the same over our tokens


def test_a_frequency_distribution_is_the_count_of_a_side(passages):
    counted = readouts.count(passages)
    for side, own in passages.groupby("side"):
        of_side = counted[counted["side"] == side]
        distribution = nltk.FreqDist(readouts.tokens(own))
        assert dict(distribution) == dict(zip(of_side["word"], of_side["frequency"]))
        assert distribution.N() == of_side["n_tokens"].iloc[0]
        assert [1000 * distribution.freq(word) for word in of_side["word"]] == pytest.approx(
            of_side["normalized_frequency"].tolist()
        )


def test_a_conditional_distribution_is_all_sides_at_once(passages):
    long = passages.assign(word=passages["text"].map(readouts.tokens)).explode("word")
    distribution = nltk.ConditionalFreqDist(zip(long["side"], long["word"]))
    counted = readouts.count(passages).set_index(["side", "word"])["frequency"]
    assert distribution.N() == counted.sum()
    assert all(distribution[side][word] == count for (side, word), count in counted.items())


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_phrases_are_the_ngrams_of_each_passage(passages, words, n):
    segments = passages.assign(segment_id=passages.index)
    ours = frequency_list(segments, n).set_index("ngram")["frequency"].to_dict()
    theirs = Counter(" ".join(gram) for own in words for gram in nltk.ngrams(own, n))
    assert ours == theirs
    # Over the words of all passages in one line, nltk finds phrases that no passage has.
    across = {" ".join(gram) for gram in nltk.ngrams(readouts.tokens(passages), n)}
    assert (across > set(ours)) == (n > 1)


def test_everygrams_are_the_phrases_of_all_lengths(passages, words):
    segments = passages.assign(segment_id=passages.index)
    ours = Counter(gram for n in (1, 2, 3) for gram in occurrences(segments, n)["ngram"])
    theirs = Counter(" ".join(gram) for own in words for gram in nltk.everygrams(own, 1, 3))
    assert ours == theirs


def test_a_tokeniser_of_nltk_cuts_other_words():
    text = "Russia’s military-technical ties: U.S. defense"
    assert readouts.tokens(text) == ["russia's", "military-technical", "ties", "u", "s", "defence"]
    assert nltk.wordpunct_tokenize(text)[:6] == ["Russia", "’", "s", "military", "-", "technical"]


# --- Collocation: the same measures, other windows


def test_the_measures_of_association_are_those_of_nltk():
    frequency, window, collocate, corpus = 8, 100, 20, 1000
    marginals = (frequency, (window, collocate), corpus)
    pairs = {
        collocation.mutual_information: BigramAssocMeasures.pmi,
        collocation.t_score: BigramAssocMeasures.student_t,
    }
    for ours, theirs in pairs.items():
        assert float(ours(frequency, window, collocate, corpus)) == pytest.approx(
            theirs(*marginals)
        )
    # nltk cuts the table of four cells otherwise: its first row is the node, ours the words in the window.
    assert float(collocation.log_likelihood(frequency, window, collocate, corpus)) == pytest.approx(
        BigramAssocMeasures.likelihood_ratio(*marginals), rel=1e-6
    )


def test_a_window_ends_with_its_passage_and_nltk_takes_the_node_for_its_size():
    segments = [["the", "border", "talks"], ["a", "border"]]
    finder = BigramCollocationFinder.from_documents(segments)
    (row,) = collocation.collocates(segments, "border", 0, 1).to_dict("records")
    assert (row["collocate"], row["frequency"]) == ("talks", 1)
    assert finder.ngram_fd["border", "talks"] == 1
    # "border" stands twice, and only one word stands to the right of one: ours is 1 place, nltk's 2.
    assert row["n_window"] == 1 and finder.word_fd["border"] == 2
    theirs = finder.score_ngram(BigramAssocMeasures.pmi, "border", "talks")
    assert row["mi"] == pytest.approx(theirs + 1)


# --- Agreement


def _task(*coders):
    return AnnotationTask(
        [
            (coder, unit, value)
            for coder, values in enumerate(coders)
            for unit, value in enumerate(values)
            if value is not None
        ]
    )


def test_kappa_and_alpha_are_those_of_nltk_and_its_pi_and_s_are_others():
    first, second = list("aabbabba"), list("aabbaaba")
    task = _task(first, second)
    assert agreement.cohen_kappa(first, second) == pytest.approx(task.kappa())
    assert agreement.krippendorff_alpha([first, second]) == pytest.approx(task.alpha())
    assert len({round(value, 6) for value in (task.kappa(), task.pi(), task.alpha())}) == 3


def test_alpha_with_gaps_is_the_published_one():
    # Krippendorff 2011, C: four observers, some of whose values are missing.
    coders = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    values = [[None if value == "." else value for value in coder] for coder in coders]
    assert agreement.krippendorff_alpha(values) == pytest.approx(0.743, abs=5e-4)
    assert _task(*values).alpha() == pytest.approx(agreement.krippendorff_alpha(values))


def test_where_nothing_varies_ours_has_no_number():
    constant = ["a", "a", "a"]
    assert math.isnan(agreement.cohen_kappa(constant, constant))
    with np.errstate(all="ignore"):
        assert _task(constant, constant).alpha() == 1


# --- Stems: the same in few languages only, so that the package snowballstemmer stays

LACKING = [
    "armenian",
    "basque",
    "catalan",
    "czech",
    "estonian",
    "greek",
    "hindi",
    "indonesian",
    "irish",
    "lithuanian",
    "nepali",
    "persian",
    "polish",
    "serbian",
    "tamil",
    "turkish",
    "yiddish",
]
# Words whose stems differ, since nltk has older editions of the algorithms: nltk's stem, and ours.
DIFFERING = {
    "english": ("emergencies", "emerg", "emergenc"),
    "german": ("ausländerinnen", "auslanderinn", "ausland"),
    "french": ("javanaise", "javanais", "javan"),
    "italian": ("trasparenze", "traspart", "trasparent"),
    "dutch": ("amerikaantje", "amerikaantj", "amerikaan"),
    "swedish": ("ambulansfordonets", "ambulansfordonet", "ambulansfordon"),
    "russian": ("пушчонкою", "пущонк", "пушчонк"),
    "romanian": ("abuzarăți", "abuzarăț", "abuz"),
    "hungarian": ("aratógépekből", "aratógépekből", "aratógép"),
    "finnish": ("loistehon", "loistehon", "loisteho"),
    "arabic": ("أتراكا", "اترا", "اتراك"),
}
SAME = {
    "danish": "regeringernes forhandlingerne sikkerheden samarbejdet",
    "norwegian": "regjeringenes forhandlingene sikkerheten samarbeidet",
    "spanish": "negociaciones soberanía legitimidad cooperando",
    "portuguese": "negociações soberania legitimidade cooperando",
    "russian": "переговоры легитимности украинского сотрудничества санкциями",
    "english": "negotiations sovereignty legitimacy cooperating sanctions",
}


def test_nltk_has_no_stemmer_for_half_of_the_languages():
    assert sorted(set(languages.STEMMERS.values()) - set(SnowballStemmer.languages)) == LACKING


@pytest.mark.parametrize("language", DIFFERING)
def test_stems_of_nltk_differ(language):
    word, theirs, ours = DIFFERING[language]
    assert SnowballStemmer(language).stem(word) == theirs
    assert snowballstemmer.stemmer(language).stemWord(word) == ours


@pytest.mark.parametrize("language", SAME)
def test_stems_of_nltk_are_the_same_for_common_words(language):
    own, theirs = snowballstemmer.stemmer(language), SnowballStemmer(language)
    for word in SAME[language].split():
        assert own.stemWord(word) == theirs.stem(word)


def test_a_stemmer_of_nltk_works_over_our_tokens(passages):
    stem = SnowballStemmer("english").stem
    ours = readouts.count(passages, normalization="stem").groupby("word")["frequency"].sum()
    theirs = pd.Series(Counter(map(stem, readouts.tokens(passages))))
    differing = {
        word for word in {*ours.index, *theirs.index} if ours.get(word) != theirs.get(word)
    }
    assert len(differing) <= 4, differing
