"""The search beside a reader: the words of its passages, shipped with the page, and the rules by which they are found.

The package cuts texts into words and normalises them here, while the book is built. The page's script does the same
to what is typed, by rules that are shipped from the package too, so that both give the same lines.
"""

import json
import sys
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..text import absence, endless, han, parts, refusals, sentences, tokens, variants
from ..text.languages import primary
from . import search_form
from .nodes import make
from .reader import SideTexts, known_event, sides

# With how many words a page is shipped: more would weigh more than all the rest of the book.
MOST_WORDS = 50_000


class concordance_place(nodes.General, nodes.Element):
    """Where a search stands, once the addresses of all pages are known."""


def safe_json(value) -> str:
    """Return JSON that can stand in a script element: no text in it can end the element or begin another.

    Examples
    --------
    >>> print(safe_json("</script> &"))
    "\\u003c/script\\u003e \\u0026"
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def words_of(text: str) -> list[tuple]:
    """Return the words of a text, with their places as JavaScript counts them: a character beyond U+FFFF is two there.

    Forms are in simplified characters, as patterns are. Where a word has an American form of its own, which a pattern
    with `*` finds too, that form follows; where it has parts that a pattern finds, they follow that, each as a word is.

    Examples
    --------
    >>> words_of("😀 a defence")
    [('a', 3, 4), ('defence', 5, 12, 'defense')]
    >>> words_of("NATO’s")
    [("nato's", 0, 6, "nato's", [('nato', 0, 4)])]
    """
    place = list(accumulate((1 + (ord(character) > 0xFFFF) for character in text), initial=0))
    found = []
    for word in tokens.tokenize(text):
        inside = [
            _described(part.form, *(place[word.start + at] for at in ends))
            for part in parts.parts(word.form)
            for ends in [parts.place(text[word.start : word.end], part)]
        ]
        found.append(_described(word.form, place[word.start], place[word.end], inside))
    return found


def sentence_ends(text: str) -> list[int]:
    """Return the numbers of the words, from 0, after which a sentence ends and another begins.

    Examples
    --------
    >>> sentence_ends("A call. The U.S. side spoke. Both agreed.")
    [1, 6]
    """
    pairs = pairwise(tokens.tokenize(text))
    return [
        number
        for number, (word, other) in enumerate(pairs)
        if sentences.ends(text, word.end, other.start)
    ]


def _described(form: str, start: int, end: int, inside: Sequence[tuple] = ()) -> tuple:
    form, american = han.simplified(form), tokens.american(form)
    if inside:
        return form, start, end, american, inside
    return (form, start, end, american) if american != form else (form, start, end)


@lru_cache(maxsize=1)
def _folded() -> dict[str, str]:
    """Return the characters that case folding turns into something else than lower case."""
    return {
        character: character.casefold()
        for character in map(chr, range(sys.maxunicode + 1))
        if character.casefold() != character.lower()
    }


def rules(forms: set[str]) -> dict:
    """Return the rules of normalisation, without what cannot matter for a page with these words.

    A spelling or a folding whose result stands in no word of the page could lead to no line of it.
    """
    letters = {character for form in forms for character in form}
    bases = {part.partition("'")[0] for form in forms for part in form.split("-")}
    return {
        "han": tokens.HAN,
        "unparted": endless.UNPARTED,
        "apostrophes": tokens.APOSTROPHES,
        "hyphens": tokens.HYPHENS,
        "ignorable": tokens.IGNORABLE,
        "hints": [list(hint) for hint in refusals.HINTS],
        "told": {
            "only": refusals.ONLY,
            "otherwise": refusals.OTHERWISE,
            "noWord": refusals.NO_WORD,
            "aGap": refusals.A_GAP,
            "noStar": refusals.NO_STAR,
        },
        "ize": tokens._IZE.pattern.replace("(?P<", "(?<"),
        "noSuffix": sorted(tokens._NO_SUFFIX),
        "spelling": {
            american: british for american, british in tokens.spelling().items() if british in bases
        },
        "simplified": {
            chr(character): chr(one)
            for character, one in han.tables().fold.items()
            if chr(one) in letters
        },
        # Letters that near forms hold together.
        "variants": {
            letter: key
            for letter, key in variants.LETTERS.items()
            if letter in letters or (key and set(key) <= letters)
        },
        "fold": {
            character: folded
            for character, folded in _folded().items()
            if set(unicodedata.normalize("NFC", folded).translate(tokens._FOLD)) <= letters
        },
    }


def page_data(
    report, every: list[SideTexts], about: str = "", pages: dict[str, str] | None = None
) -> dict:
    """Return what the page's script needs: the rules, the sides with their denominators, and the passages with their words.

    Parameters
    ----------
    report : Report
    every : list of SideTexts
    about : str
        What is searched, in words.
    pages : dict of str to str, optional
        Event to the address of the page with its passages, "" for the same page; without it all are on the same page.
    """
    segments = [
        (number, row, words_of(row.text))
        for number, side in enumerate(every)
        for row in side.segments.itertuples()
    ]
    forms = {word[0] for _, _, words in segments for word in words}
    event_of = report.corpus.readouts["event"]
    return {
        "rules": rules(forms),
        "about": about,
        "sides": [
            {
                "name": side.name,
                "absence": report.corpus.absence(side.completeness),
                **_searched(side.segments),
                "languages": {
                    language: _searched(own)
                    for language, own in side.segments.groupby("language", sort=False)
                },
            }
            for side in every
        ],
        "segments": [
            {
                "id": row.segment_id,
                "side": number,
                "language": row.language,
                "text": row.text,
                "words": words,
                "ends": sentence_ends(row.text),
                "page": "" if pages is None else pages.get(event_of[row.readout_id]),
            }
            for number, row, words in segments
        ],
    }


def _searched(segments: pd.DataFrame) -> dict:
    """Return what is said of passages that are searched: how much they are, and in what they are written."""
    languages = segments["language"]
    return {
        "words": int(segments["n_tokens"].sum()),
        "unit": "Chinese characters"
        if len(segments) and (languages.map(primary) == "zh").all()
        else "words",
        "passages": len(segments),
        "language": " and ".join(dict.fromkeys(map(absence.named, languages))),
        "scripts": sorted(
            {script for text in segments["text"] for script in absence.scripts(text)}
        ),
    }


class ConcordanceDirective(SphinxDirective):
    """``{concordance} 2022-06-15``: a search in the passages of one event; without an event, in those of all."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Hold the place until the addresses of all pages are known."""
        return [concordance_place("", event=known_event(self) if self.arguments else "")]


def fill_concordances(app, doctree: nodes.document, docname: str) -> None:
    """Put the searches where they stand."""
    for place in list(doctree.findall(concordance_place)):
        place.replace_self(concordance(app, docname, place["event"]))


def concordance(app, docname: str, event: str) -> nodes.Element:
    """Return the field, the places of its results, and the data; hidden until the script is there."""
    report = app.readouts_report
    every = sides(report, event)
    n_words = sum(int(side.segments["n_tokens"].sum()) for side in every)
    if n_words > MOST_WORDS:
        return make(
            "p",
            f"The texts have {n_words:,} words, too many for a search in a page. On a command line: ",
            make("code", "readouts concordance CORPUS PATTERN"),
            ".",
            classes=("unquoted",),
            data_not_result="",
        )
    names = report.corpus.readouts.drop_duplicates("event").set_index("event")["event_name"]
    about = f"the {report.corpus.excerpts}, {names[event] if event else 'all events'}"
    data = nodes.raw(
        "",
        f'<script type="application/json">{safe_json(page_data(report, every, about, _pages(app, docname)))}</script>',
        format="html",
    )
    absent = make("p", "The search needs JavaScript.", classes=("needs-script",))
    form = make(
        "div",
        *search_form.field(event or "all"),
        *search_form.filters(event or "all", every),
        *search_form.results(),
        search_form.cite_box(app, docname),
        classes=("search",),
        hidden="",
    )
    return make(
        "div",
        absent,
        form,
        data,
        classes=("concordance",),
        data_not_result="",
        data_call=event or "all",
    )


def _pages(app, docname: str) -> dict[str, str]:
    """Return the address of each event's passages, seen from a page."""
    readers = app.env.get_domain("readouts").data["readers"]
    return {
        event: "" if page == docname else app.builder.get_relative_uri(docname, page)
        for event, page in readers.items()
    }


def setup(app) -> None:
    """Register the directive."""
    app.add_node(concordance_place)
    app.add_directive("concordance", ConcordanceDirective)
    app.connect("doctree-resolved", fill_concordances)
