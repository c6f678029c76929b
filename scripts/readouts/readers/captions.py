"""Subtitles: SRT and WebVTT, made into the text that is spoken, by speaker where they name one."""

import html
import re
from itertools import groupby
from typing import Any

_TIMES = re.compile(r"(?:\d+:)?\d+:\d+[.,]\d+\s+-->\s+(?:\d+:)?\d+:\d+[.,]\d+.*")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-z][^>]*>|<\d[\d:.]*>|\{\\[^}]*\}", re.IGNORECASE)


def captions(text: str) -> list[dict[str, Any]]:
    """Return what is spoken, without numbers, times and tags; the line breaks of a screen are no ends of paragraphs.

    Examples
    --------
    >>> captions("1\\n00:00:01,000 --> 00:00:02,500\\n<i>The war</i>\\n\\n2\\n00:00:03,000 --> 00:00:05,000\\nis\\nover.\\n")
    [{'text': 'The war is over.'}]
    >>> captions("WEBVTT\\n\\n00:01.000 --> 00:02.500\\n<v Anna>Good evening.\\n")
    [{'speaker': 'Anna', 'text': 'Good evening.'}]
    """
    spoken = []
    for block in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").strip()):
        lines = block.split("\n")
        time = next((number for number, line in enumerate(lines) if _TIMES.match(line)), None)
        if time is None:  # a header, a note, a style
            continue
        words = " ".join(lines[time + 1 :])
        voice = _VOICE.search(words)
        said = " ".join(html.unescape(_TAG.sub("", words)).split())
        if said:
            spoken.append((html.unescape(voice[1]).strip() if voice else "", said))
    return [
        ({"speaker": speaker} if speaker else {}) | {"text": " ".join(said for _, said in run)}
        for speaker, run in groupby(spoken, key=lambda one: one[0])
    ]
