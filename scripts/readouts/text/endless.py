"""Letters without a break, more than any word or clause has: a page shows the first of them, and says how many there are.

What a file has that was no text (a picture in letters and digits, a key held down) can be a word of a million letters.
Counts and files have all of it. Scripts that are written without spaces have long stretches that are text: these stay.
"""

import re

from .tokens import HAN

# Thai, Lao, Burmese, Khmer, kana and Chinese characters.
UNPARTED = rf"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff{HAN}"
# The first group is what is shown.
ENDLESS = re.compile(rf"([^\W{UNPARTED}]{{60}})[^\W{UNPARTED}]{{940,}}")


def left_out(letters: re.Match[str], where: str) -> str:
    """Return what is said after the letters that are shown.

    Parameters
    ----------
    letters : re.Match
        Of `ENDLESS`.
    where : str
        Where all of them are, or that they are left out.

    Examples
    --------
    >>> left_out(ENDLESS.search("to " + "ha" * 600), "all of them in the CSV")
    '… (1,200 letters without a break, all of them in the CSV)'
    """
    return f"… ({len(letters[0]):,} letters without a break, {where})"
