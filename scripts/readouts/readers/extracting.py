"""What is in a file of text, by its form: one text or several, each with what the file says of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import (
    articles,
    captions,
    html_pages,
    office,
    opening,
    qda_project,
    tei,
    transcripts,
    vertical,
)
from .formats import PAGES, PROSE

Records = list[dict[str, Any]]

_OF_TEXT: dict[str, Callable[[str], Records]] = {
    "txt": lambda text: [{"text": text}],
    "md": lambda text: [{"text": text}],
    "srt": captions.captions,
    "vtt": captions.captions,
    "vrt": vertical.vrt,
    "conllu": vertical.conllu,
    "webanno": vertical.webanno,
    "transcript": transcripts.transcript,
    "chat": transcripts.chat,
    "lexis": articles.lexis,
    "nexis": articles.nexis,
    "factiva": articles.factiva,
}
_OF_BYTES: dict[str, Callable[[bytes], Records]] = {
    "html": html_pages.html,
    "tei": tei.tei,
    "docx": office.docx,
    "odt": office.odt,
    "rtf": office.rtf,
    "pdf": office.pdf,
    "qdpx": qda_project.texts,
}
# What a form is called among "3 … files".
CALLED = {form: form.upper() for form in (*_OF_TEXT, *_OF_BYTES)} | {
    "txt": "text",
    "md": "Markdown",
    "conllu": "CoNLL-U",
    "webanno": "WebAnno",
    "transcript": "transcript",
    "chat": "chat",
    "lexis": "Lexis",
    "nexis": "Nexis",
    "factiva": "Factiva",
}
# What of a form is not read.
NOT_READ = {
    "tei": "notes, stage directions and what an editor says",
    "docx": "footnotes, headers, comments, pictures, and what is deleted or hidden",
    "odt": "footnotes, headers, comments, pictures, and what is deleted",
    "rtf": "footnotes, headers, text boxes, comments, pictures, and what is deleted or hidden",
    "pdf": "pictures, and where a line or a column ends (words come in the order of the file)",
    "html": "what is no part of the article, such as menus",
    "vrt": "tags and lemmas",
    "conllu": "tags, lemmas, relations and other comments",
    "webanno": "annotations (readouts code --annotations has them)",
    "qdpx": "codes and coded stretches (readouts code --annotations has them), memos, pictures and sound",
    "srt": "numbers and times",
    "vtt": "times and notes",
    "chat": "the time of day",
    "nexis": "what stands after a text, such as its classification",
}
# Forms whose texts may be transcripts.
SPOKEN = frozenset(["md", "html", "docx", "odt", "rtf", "pdf"])
# Forms that say something of their texts, so that they are looked into before the columns are known.
DESCRIBED = frozenset(set(PROSE) - {"txt"} | SPOKEN | {"tei", "qdpx"})
_LOOKED_AT = 2**14


class Unread(ValueError):
    """A file that cannot be read; the message says what it is."""

    def __init__(
        self, found: str, expected: str = "a whole file of its form, or none in the folder"
    ):
        super().__init__(found)
        self.expected = expected


def records(path: Path, form: str, codec: str) -> Records:
    """Return the texts of a file.

    Raises
    ------
    Unread
        If it is damaged, or of another form.
    """
    with opening.unpacked(path) as stream:
        data = stream.read(opening.LONGEST + 1)
    if len(data) > opening.LONGEST:
        raise Unread(f"a text of more than {opening.LONGEST:,} bytes", "a shorter one")
    try:
        if form in PAGES:
            return _OF_BYTES[form](data)
        text = data.decode(codec).lstrip("\ufeff")
        return _OF_TEXT[form](text.replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeError as error:
        raise Unread(
            f"bytes that are not in {codec} ({error})",
            "text in one encoding; --encoding says another",
        ) from error
    except (ValueError, RecursionError) as error:
        raise Unread(str(error)) from error


def turns(found: Records) -> Records:
    """Return the turns of a transcript, each with its speaker and with what is known of the whole.

    Examples
    --------
    >>> turns([{"title": "Talk", "text": "Q: Why?\\nA: We must."}])[1]
    {'title': 'Talk', 'text': 'We must.', 'speaker': 'A'}
    """
    return [one | turn for one in found for turn in transcripts.transcript(one["text"])]


def form_of_text(path: Path, codec: str) -> tuple[str, str]:
    """Return the form of what is in a file called .txt, by its beginning, and what is to be told of it."""
    with opening.unpacked(path) as stream:
        start = stream.read(_LOOKED_AT).decode(codec, "replace").replace("\r\n", "\n")
    told = (
        ("vtt", lambda text: text.lstrip("\ufeff").startswith("WEBVTT")),
        ("srt", captions.is_srt),
        ("lexis", articles.is_lexis),
        ("nexis", articles.is_nexis),
        ("factiva", articles.is_factiva),
        ("chat", transcripts.is_chat),
        ("transcript", transcripts.is_transcript),
    )
    form = next((form for form, is_one in told if is_one(start)), "txt")
    return form, articles.unsplit(start) if form == "txt" else ""
