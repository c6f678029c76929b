"""Readability: what a formula makes of the length of words and sentences, and no reader has been asked.

Formulas with syllables (Flesch 1948) are left out: the dictionaries of pronunciation for Python are fetched at the time of
use or under the GPL, and places where a word may be hyphenated are not its syllables.
"""


def coleman_liau(letters: int, words: int, sentences: int) -> float:
    """Return the grade of an American school that the Coleman-Liau index gives to an English text.

    Parameters
    ----------
    letters, words, sentences : int
        How many the text has; letters are those of its words.

    Returns
    -------
    float
        NaN where there is no word.

    Notes
    -----
    0.0588 L - 0.296 S - 15.8, with L letters and S sentences per 100 words. Coleman and Liau 1975, "A computer readability
    formula designed for machine scoring", 10.1037/h0076540. It was fitted to schoolbooks: of official prose it says how long
    words and sentences are, on a scale that is known, and not who can read it. A title or a list item counts as a sentence.

    Examples
    --------
    100 words of 450 letters in 5 sentences:

    >>> round(coleman_liau(450, 100, 5), 2)
    9.18
    """
    if not words:
        return float("nan")
    return (5.88 * letters - 29.6 * sentences) / words - 15.8
