"""Mark every run of Chinese and of Russian words with its language, for voices, fonts and hyphenation."""

import re
from collections.abc import Iterable

from docutils import nodes

from ..text.languages import primary
from ..text.tokens import HAN
from .nodes import element, make, split_at

# A run goes on over spaces and marks between words of the same script, so that a phrase is one run.
RUNS = re.compile(
    rf"(?P<Han>[{HAN}](?:[{HAN}\s，。、；：“”《》]*[{HAN}])?)|(?P<Cyrillic>[\u0400-\u04ff](?:[\u0400-\u04ff\u0301\s,*-]*[\u0400-\u04ff*])?)"
)
# Outside of the passages, which say their language, a run can be told by its script alone: the first of these
# languages that the corpus has, or else the first.
OF_SCRIPT = {
    "Han": ("zh", "ja"),
    "Cyrillic": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"),
}
# Where words are code, or are written out as they are by the theme.
LEFT_ALONE = (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment, nodes.image)


def of_scripts(languages: Iterable[str]) -> dict[str, str]:
    """Return the language that runs of each script are marked with.

    Examples
    --------
    >>> of_scripts(["en"]), of_scripts(["en-GB", "uk"])
    ({'Han': 'zh', 'Cyrillic': 'ru'}, {'Han': 'zh', 'Cyrillic': 'uk'})
    """
    present = set(map(primary, languages))
    return {
        script: next((code for code in codes if code in present), codes[0])
        for script, codes in OF_SCRIPT.items()
    }


def split(text: str, language_of: dict[str, str]) -> list[nodes.Node]:
    """Return a text as nodes, its Chinese and Russian runs in spans with their language.

    Parameters
    ----------
    text : str
    language_of : dict of str to str
        The language of each script: see `of_scripts`.

    Examples
    --------
    >>> parts = split("the Ukraine crisis (乌克兰危机) again", of_scripts([]))
    >>> [node.astext() for node in parts], parts[1]["attributes"]["lang"]
    (['the Ukraine crisis (', '乌克兰危机', ') again'], 'zh')
    """
    return split_at(
        RUNS, text, lambda run: make("span", run.group(), lang=language_of[run.lastgroup])
    )


def _marked_already(node: nodes.Node) -> bool:
    while node is not None:
        if isinstance(node, LEFT_ALONE) or (
            isinstance(node, element) and "lang" in node["attributes"]
        ):
            return True
        node = node.parent
    return False


def mark_languages(app, doctree: nodes.document, docname: str) -> None:
    """Mark a page."""
    language_of = of_scripts(app.readouts_report.corpus.segments["language"].unique())
    for text in list(doctree.findall(nodes.Text)):
        if RUNS.search(text.astext()) and not _marked_already(text.parent):
            text.parent.replace(text, split(text.astext(), language_of))


def setup(app) -> None:
    """Register the marking, after the evidence is in place."""
    app.connect("doctree-resolved", mark_languages, priority=900)
