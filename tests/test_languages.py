"""What depends on a language: the language of a text, words cut and reduced, and words that must not be compared."""

import csv
import gzip
import sys
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus import corpus
from readouts.corpus.codebook import load
from readouts.text import languages
from readouts.text.languages import (
    IncomparableLanguages,
    MissingLibrary,
    comparable,
    language_of,
    reduce,
    segment,
    words,
)
from readouts.text.patterns import Pattern, match, of_language, parse, word_matches
from readouts.text.tokens import normalize, tokenize
from shared import SHARED, needs_shared

quick = settings(deadline=None, max_examples=100)
csv.field_size_limit(10**9)  # a scraped page is longer than the default


def forms(found):
    return [word.form for word in found]


# --- Which words may be compared ----------------------------------------------------


@pytest.mark.parametrize(
    ("target", "reference"),
    [
        (["en"], ["en"]),
        (["en", "EN-us"], ["en_GB", "en"]),
        (["zh-Hans"], ["zh"]),
        (["zh-TW"], ["zh-Hant"]),
        (["fr"], ["fr"]),
        (["en", ""], ["en", "und"]),
        ([""], ["und"]),
        ([], ["en"]),
        (iter(["ru"]), iter(["ru"])),
    ],
)
def test_words_of_one_language_can_be_compared(target, reference):
    assert comparable(target, reference) is None


@pytest.mark.parametrize(
    ("target", "reference", "said"),
    [
        (["ru"], ["zh"], "words of Russian and words of Chinese are not the same types"),
        (["zh", "zh"], ["en"], "words of Chinese and words of English"),
        (
            ["en", "ru"],
            ["en"],
            "words of English and words of Russian",
        ),  # two languages on one side are no better
        (["en"], ["de", "uk"], "words of English and words of German and words of Ukrainian"),
        (
            ["en"],
            [""],
            "the reference is in a language that is not known, the other side in English",
        ),
        (["", "und"], ["ru"], "the target is in a language that is not known"),
        (
            ["zh-Hans"],
            ["zh-Hant"],
            "words of Chinese and words of Chinese in traditional characters",
        ),
    ],
)
def test_words_of_different_languages_are_refused_with_the_reason_and_the_way_out(
    target, reference, said
):
    with pytest.raises(IncomparableLanguages, match=said) as refused:
        comparable(target, reference)
    assert "compare coded frames instead" in str(refused.value) and isinstance(
        refused.value, ValueError
    )


# --- Which language a text is in ----------------------------------------------------

IN_LANGUAGES = {
    "en": "The two leaders spoke by telephone and agreed to meet again.",
    "ru": "Главы государств обсудили положение дел и договорились о встрече, которая состоится осенью.",
    "uk": "Глави держав обговорили стан справ і домовилися про зустріч, що відбудеться восени.",
    "zh": "两国元首就双边关系通电话，并同意秋季再次会晤。",
    "ja": "両首脳は電話で会談し、秋に再び会うことで合意した。",
    "ko": "두 정상은 전화로 회담하고 가을에 다시 만나기로 합의했다.",
    "el": "Οι δύο ηγέτες μίλησαν τηλεφωνικά και συμφώνησαν να συναντηθούν ξανά.",
    "ka": "ორი ლიდერი ტელეფონით ესაუბრა ერთმანეთს.",
}
CANNOT_BE_TOLD = {
    "French": "Les deux dirigeants se sont entretenus par téléphone et sont convenus de se revoir à l’automne.",
    "German": "Die beiden Präsidenten haben am Telefon gesprochen und wollen sich im Herbst wieder treffen.",
    "Spanish": "Los dos líderes hablaron por teléfono y acordaron volver a reunirse en otoño.",
    "Italian": "I due leader hanno parlato al telefono e hanno deciso di incontrarsi ancora in autunno.",
    "Dutch": "De twee leiders spraken elkaar over de telefoon en willen elkaar in de herfst weer zien; er is van alles besproken.",
    "Danish": "De to ledere talte i telefon og blev enige om at have et nyt møde til efteråret.",
    "Polish": "Obaj przywódcy rozmawiali przez telefon i uzgodnili, że spotkają się jesienią, by omówić to dalej.",
    "Turkish": "İki lider telefonda görüştü ve sonbaharda yeniden buluşmak üzere anlaştı.",
    "Bulgarian": "Двамата ръководители разговаряха по телефона и се договориха да се срещнат отново през есента, за да обсъдят положението.",
    "Serbian": "Двојица лидера су разговарала телефоном и договорила се да се поново сретну на јесен.",
    "Belarusian": "Два лідэры пагаварылі па тэлефоне і дамовіліся сустрэцца зноў увосень, каб абмеркаваць стан спраў.",
    "Kazakh": "Екі көшбасшы телефон арқылы сөйлесіп, күзде қайта кездесуге келісті.",
    "Mongolian": "Хоёр удирдагч утсаар ярьж, намар дахин уулзахаар тохиролцсон байна. Төрийн тэргүүнүүд өнөөдөр үүнийг мэдээлэв.",
    "Arabic": "تحدث الزعيمان عبر الهاتف واتفقا على اللقاء مجددا.",
    "no words": "15.06.2022, 16:00 — 100 %",
    "one name": "Putin",
    "nothing": "",
    "half and half": f"{IN_LANGUAGES['en']} {IN_LANGUAGES['zh']}",
}


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_a_language_is_told(language):
    text = IN_LANGUAGES[language]
    assert language_of(text) == language_of(text.upper()) == language


@pytest.mark.parametrize("named", CANNOT_BE_TOLD)
def test_a_language_that_cannot_be_told_is_not_taken_for_another(named):
    assert language_of(CANNOT_BE_TOLD[named]) == ""


def test_words_from_another_language_change_nothing():
    assert language_of("两国元首讨论了G20峰会和COVID-19疫情，并就Biden的声明交换了意见。") == "zh"
    assert (
        language_of(
            "The two sides discussed the Belt and Road Initiative (一带一路) and met with Zelenskyy (Зеленський)."
        )
        == "en"
    )
    assert (
        language_of(
            "Президенты обсудили проект Nord Stream и работу компании Gazprom, а также другие вопросы."
        )
        == "ru"
    )


@given(st.text(max_size=60))
@quick
def test_any_text_has_a_language_or_none(text):
    assert language_of(text) in {"", *languages._SPELLINGS, *languages._OF_SCRIPT.values()}


# --- Words cut by a segmenter ---------------------------------------------------------

mixed = st.text(
    alphabet=st.sampled_from(
        "乌克兰危机习近平通电话总统的了〇々\U00020000\U0002f868俄罗斯"
        + "aÉя'-Ｇ2"
        + " ，。\n"
        + "\u200b\U000e0100\u0301"
    ),
    max_size=30,
)


@given(mixed)
@quick
def test_segmented_words_are_the_tokens_put_together_and_keep_their_places(text):
    cut, tokens = segment(text), tokenize(text)
    assert "".join(forms(cut)) == "".join(forms(tokens))
    assert {word.start for word in cut} <= {token.start for token in tokens} and {
        word.end for word in cut
    } <= {token.end for token in tokens}
    assert all(before.end <= after.start for before, after in pairwise(cut))
    assert all(normalize(text[word.start : word.end]) == word.form for word in cut)
    # What is cut is Chinese alone: every other word is as it was, and none reaches over a space or a mark.
    assert [word for word in cut if word.form[0] not in HAN_CHARACTERS] == [
        token for token in tokens if token.form[0] not in HAN_CHARACTERS
    ]
    assert segment(text) == cut


HAN_CHARACTERS = set("乌克兰危机习近平通电话总统的了〇々\U00020000俄罗斯" + normalize("\U0002f868"))


def test_places_count_characters_beyond_the_basic_plane_as_one():
    text = "\U00020000😀乌克兰危机"
    assert [(word.form, text[word.start : word.end]) for word in segment(text)] == [
        ("\U00020000", "\U00020000"),
        ("乌克兰", "乌克兰"),
        ("危机", "危机"),
    ]


def test_no_word_reaches_over_what_is_no_chinese_character():
    assert forms(segment("乌克，兰危机")) != forms(segment("乌克兰危机")) == ["乌克兰", "危机"]
    assert forms(segment("乌克\u200b兰危机")) == ["乌克兰", "危机"]  # but over what is not seen
    assert forms(segment("G20峰会2月24日")) == ["g20", "峰会", "2", "月", "24", "日"]


def test_words_are_cut_and_reduced_as_asked_and_codebooks_see_characters_whatever_is_asked():
    text = "Обсудили G20 и 乌克兰危机"
    assert forms(words(text, "ru")) == forms(tokenize(text))
    assert forms(words(text, "ru", segmentation="segmented")) == [
        "обсудили",
        "g20",
        "и",
        "乌克兰",
        "危机",
    ]
    assert forms(words(text, "ru", segmentation="segmented", normalization="lemma")) == [
        "обсудить",
        "g20",
        "и",
        "乌克兰",
        "危机",
    ]
    assert forms(words("Military-technical", "en", split_hyphens=True)) == ["military", "technical"]
    for asked, said in (
        ({"segmentation": "jieba"}, "characters or segmented; found 'jieba'"),
        ({"normalization": "root"}, "none, stem, lemma; found 'root'"),
    ):
        with pytest.raises(ValueError, match=said):
            words(text, "ru", **asked)


# --- Stems and lemmas -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "lemma", "inflected"),
    [
        ("ru", "украина", "украина украины украине украину украиной"),
        ("ru", "сотрудничество", "сотрудничество сотрудничества сотрудничеству сотрудничеством"),
        (
            "ru",
            "президент",
            "президент президента президенту президентом президенте президенты президентов",
        ),
        ("ru", "военно-технический", "военно-техническое военно-технического военно-техническим"),
        (
            "ru",
            "партнерство",
            "партнерство партнерства партнерством",
        ),  # the lemmatiser's ё is folded as every other
        ("ru", "обсудить", "обсудил обсудили обсудит"),
        ("en", "country", "country countries country's"),
        ("en", "discuss", "discuss discusses discussed discussing"),
        ("en", "defence", "defence"),
        ("en", "organisation", "organisation organisations"),  # the spelling stays British
    ],
)
def test_inflected_words_have_one_lemma(language, lemma, inflected):
    assert {reduce(form, language, "lemma") for form in inflected.split()} == {lemma}


@pytest.mark.parametrize("form", ["a\U00017000", "слово\U00017000", "\U00017000слово"])
def test_a_letter_without_a_name_in_unicode_has_its_word_as_the_lemma(form):
    assert reduce(form, "ru", "lemma") == form


@pytest.mark.parametrize(
    ("language", "inflected"),
    [
        ("ru", "легитимность легитимности легитимностью"),
        ("en", "sanction sanctions sanctioned"),
        ("uk-UA", "санкції"),
        ("de", "Krise Krisen".lower()),
        ("zh", "危机"),
    ],
)
def test_inflected_words_have_one_stem(language, inflected):
    if language == "uk-UA":
        with pytest.raises(
            ValueError, match="no stemmer for words of Ukrainian; there is one for ar, "
        ):
            reduce(inflected, language, "stem")
    else:
        assert len({reduce(form, language, "stem") for form in inflected.split()}) == 1


def test_what_cannot_be_reduced_stays_as_it_is():
    for reduction in ("stem", "lemma"):
        assert all(
            reduce(form, "ru", reduction) == form
            for form in ("g20", "covid-19", "2022", "д", "е", "危")
        )
        assert all(reduce(form, "zh", reduction) == form for form in ("危", "乌克兰", "leaders"))
    assert all(reduce(form, "ru", "none") == form for form in ("украине", "leaders"))


@pytest.mark.parametrize(
    ("language", "reduction", "said"),
    [
        ("", "lemma", "not known .*--language-is"),
        ("", "stem", "not known"),
        ("xx", "lemma", "no lemmatiser for words of xx"),
        ("xx", "stem", "no stemmer for words of xx"),
    ],
)
def test_a_language_without_stemmer_or_lemmatiser_is_refused(language, reduction, said):
    with pytest.raises(ValueError, match=said):
        reduce("forms", language, reduction)


def test_what_a_count_was_made_with_can_be_named():
    from importlib.metadata import version

    assert languages.tools(["zh"], segmentation="segmented", normalization="lemma") == [
        f"rjieba {version('rjieba')}"
    ]
    assert languages.tools(["en", "ru"], normalization="stem") == [
        f"snowballstemmer {version('snowballstemmer')}"
    ]
    assert languages.tools(["en", "en-GB"], normalization="lemma") == [
        f"simplemma {version('simplemma')}"
    ]
    assert languages.tools(["ru", "zh"], normalization="lemma") == [
        f"{name} {version(name)}" for name in ("pymorphy3", "pymorphy3-dicts-ru")
    ]
    assert languages.tools(["ru"], segmentation="characters") == []


def test_every_stemmer_that_is_named_is_there():
    import snowballstemmer

    assert set(languages.STEMMERS.values()) <= set(snowballstemmer.algorithms())


@given(
    st.lists(
        st.sampled_from(["украине", "президентов", "её", "ещё", "g20", "危", "путина", "20-летия"])
    )
)
@quick
def test_a_reduced_form_hangs_on_the_form_alone(text):
    one_by_one = [reduce(normalize(word), "ru", "lemma") for word in text]
    assert forms(words(" ".join(text), "ru", normalization="lemma")) == one_by_one
    assert all(normalize(form) == form for form in one_by_one)


@pytest.mark.parametrize(
    ("module", "ask"),
    [
        ("rjieba", lambda: segment("危机")),
        ("pymorphy3", lambda: reduce("крыша", "ru", "lemma")),
        ("simplemma", lambda: reduce("roofs", "en", "lemma")),
        ("snowballstemmer", lambda: reduce("roofs", "en", "stem")),
    ],
)
def test_a_library_that_is_missing_is_named_with_the_way_to_get_it(monkeypatch, module, ask):
    monkeypatch.setitem(sys.modules, module, None)
    caches = (languages._stemmer, languages._lemmatizer, languages.reduce)
    for cache in caches:
        cache.cache_clear()
    with pytest.raises(
        MissingLibrary, match=rf"{module}; it comes with pip install 'readouts\[languages\]'"
    ):
        ask()
    for cache in caches:
        cache.cache_clear()


def test_words_without_chinese_need_no_segmenter(monkeypatch):
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert forms(words("The leaders spoke.", "en", segmentation="segmented")) == [
        "the",
        "leaders",
        "spoke",
    ]


# --- Patterns ---------------------------------------------------------------------------


def found(text, pattern):
    patterns = [Pattern("a", "", pattern, parse(pattern))]
    return [text[hit.start : hit.end] for hit in match(text, patterns)]


def test_russian_inflection_is_found_by_a_star_in_either_spelling_of_yo():
    text = "Партнёрства, партнерству и всеобъемлющее партнёрство"
    assert (
        found(text, "партнёрств*")
        == found(text, "партнерств*")
        == ["Партнёрства", "партнерству", "партнёрство"]
    )
    assert found(text, "*объемлющ* партнерств*") == ["всеобъемлющее партнёрство"]


def test_chinese_is_found_as_characters_wherever_words_begin():
    text = "乌克兰危机，危机，乌克兰"
    assert found(text, "克兰危") == ["克兰危"] and found(text, "危机") == ["危机", "危机"]
    assert found("烏克蘭", "乌克兰") == ["烏克蘭"]


def test_patterns_fold_width_and_marks_as_texts_do():
    assert parse("Ｇ２０峰会") == parse("G20峰会") == ("g20", "峰", "会")
    assert parse("ＣＯＶＩＤ－１９") == parse("COVID-19")
    assert parse("cafe\u0301*") == parse("café*") == ("café*",)
    assert parse("यूक्रेन") == ("यूक्रेन",)
    assert parse("Pre\u00adsident") == ("president",)
    assert found("二〇二二年", "二〇二二") == ["二〇二二"] and found("Ｇ２０", "g20") == ["Ｇ２０"]
    with pytest.raises(ValueError, match="'％' is not understood"):
        parse("100％")


# --- Real texts -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def russian():
    """Pages of kremlin.ru, untidied."""
    with gzip.open(
        SHARED / "corpora" / "kremlin_ru.csv.gz", "rt", encoding="utf-8-sig", newline=""
    ) as file:
        return [
            " ".join(cell for column, cell in row.items() if cell and "article_full_text" in column)
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def pair():
    """The Russian and the Chinese readout of one call."""
    folder = SHARED / "corpora" / "readouts"
    return {
        path.stem[-2:]: path.read_text(encoding="utf-8") for path in folder.glob("2025-02-24_*.txt")
    }


@needs_shared
def test_the_languages_of_real_texts_are_told(russian, pair):
    assert all(language_of(text) == language for language, text in pair.items()) and len(pair) == 2
    assert {language_of(text) for text in russian if text} == {"ru"}
    for path in (SHARED / "corpora" / "readouts").glob("*__en.txt"):
        assert language_of(path.read_text(encoding="utf-8")) == "en", path.name


@needs_shared
def test_the_lemmatiser_knows_nearly_every_russian_word_of_real_texts(russian):
    from pymorphy3 import MorphAnalyzer

    counts = Counter(
        form for text in russian[::10] for form in forms(tokenize(text)) if "а" <= form[0] <= "я"
    )
    known = MorphAnalyzer(lang="ru").word_is_known
    assert counts.total() > 10_000
    assert sum(count for form, count in counts.items() if known(form)) > 0.97 * counts.total()
    lemmas = Counter()
    for form, count in counts.items():
        lemmas[reduce(form, "ru", "lemma")] += count
    assert lemmas.total() == counts.total() and len(lemmas) < 0.65 * len(counts)


@needs_shared
def test_a_real_chinese_text_is_cut_into_words_of_its_characters(pair):
    cut, tokens = segment(pair["zh"]), tokenize(pair["zh"])
    assert "".join(forms(cut)) == "".join(forms(tokens)) and len(cut) < 0.7 * len(tokens)
    assert {"习近平", "普京", "俄罗斯"} <= set(forms(cut))
    assert all(pair["zh"][word.start : word.end] == word.form for word in cut)


@needs_shared
def test_patterns_have_the_same_counts_in_every_form_of_unicode(pair, russian):
    patterns = load(corpus.load().tables).patterns
    for language, text in (*pair.items(), ("ru", max(russian, key=len)[:30_000])):
        own = of_language(patterns, language)
        counted = Counter(hit.pattern for hit in match(text, own))
        assert counted
        for form in ("NFC", "NFD"):
            assert (
                Counter(hit.pattern for hit in match(unicodedata.normalize(form, text), own))
                == counted
            )
        seen = text.replace(" ", "\u200b ").replace("，", ",\u200b")
        assert Counter(hit.pattern for hit in match(seen, own)) == counted


@needs_shared
def test_real_words_match_a_pattern_of_their_stem(russian):
    stem = "сотрудничеств"
    inflected = {
        token.form for text in russian for token in tokenize(text) if token.form.startswith(stem)
    }
    assert len(inflected) >= 4 and all(word_matches("сотрудничеств*", form) for form in inflected)
    assert {reduce(form, "ru", "stem") for form in inflected} == {stem}


def test_each_letter_of_ascii_counts_as_one():
    assert languages.language_of("{" * 40 + " что это и не то") == "ru"
    for letter in "abyzABYZ":
        assert languages.language_of(letter * 40 + " что это и не то") == ""


def test_the_language_is_told_by_the_first_thousand_characters():
    # 667 of 1,000 letters are two thirds of them; 667 of 1,001 are not.
    assert languages.language_of("か" * 667 + "n" * 333 + "n" * 9000) == "ja"
    assert languages.language_of("か" * 666 + "n" * 334) == ""
