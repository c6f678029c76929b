from readouts.text.function_words import FUNCTION_WORDS
from readouts.text.tokens import tokenize


def test_each_is_one_word_in_the_form_under_which_words_are_counted():
    assert all([token.form for token in tokenize(word)] == [word] for word in FUNCTION_WORDS)


def test_what_a_text_is_about_is_none():
    assert not FUNCTION_WORDS & {"war", "peace", "crisis", "sanctions", "russia"}
