"""Wording against wording: two versions of one sentence, and the words in which they differ."""

from difflib import SequenceMatcher


def differing(here: str, there: str) -> list[tuple[bool, str]]:
    """Return one version in stretches of words: those that the other has in the same order, and those that it has not.

    Words are what white space parts, so that a capital or a comma is a difference too.

    Parameters
    ----------
    here, there : str
        The version that is shown, and the one that it is held against. Where either is empty nothing differs.

    Returns
    -------
    list of (bool, str)
        Whether the stretch differs, and its words.

    Examples
    --------
    >>> differing("military and defence ties", "military and defense ties")
    [(False, 'military and'), (True, 'defence'), (False, 'ties')]
    >>> differing("due role", "")
    [(False, 'due role')]
    """
    if not (here and there):
        return [(False, here)]
    ours, theirs = here.split(), there.split()
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [
        (step != "equal", " ".join(ours[start:end]))
        for step, start, end, _, _ in steps
        if end > start
    ]


def bracketed(stretches: list[tuple[bool, str]]) -> str:
    """Return the stretches as plain text, what differs in square brackets.

    Examples
    --------
    >>> bracketed([(False, "military and"), (True, "defence"), (False, "ties")])
    'military and [defence] ties'
    """
    return " ".join(f"[{words}]" if differs else words for differs, words in stretches)
