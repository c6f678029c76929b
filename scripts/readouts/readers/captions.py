"""Subtitles: SRT and WebVTT, made into the text that is spoken, by speaker where they name one."""

import html
import re
from itertools import groupby
from typing import Any

_TIMES = re.compile(r"(?:\d+:)?\d+:\d+[.,]\d+\s+-->\s+(?:\d+:)?\d+:\d+[.,]\d+(?:\s+\S+:\S+)*\s*$")
# What stands between captions and is none; and a number, after which no words follow.
_ABOUT = re.compile(r"WEBVTT|NOTE\b|STYLE\b|REGION\b|\d+$|$")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^>]+)>")
_TAG = re.compile(
    r"</?(?:v|c|lang|font|span)\b[^>]*>|</?[a-z]+(?:\.[\w.-]+)*>|<\d[\d:.]*>|\{\\[^}]*\}",
    re.IGNORECASE,
)


def captions(text: str) -> list[dict[str, Any]]:
    """Return what is spoken, without numbers, times and tags; the line breaks of a screen are no ends of paragraphs.

    Examples
    --------
    >>> captions("1\\n00:00:01,000 --> 00:00:02,500\\n<i>The war</i>\\n\\n2\\n00:00:03,000 --> 00:00:05,000\\nis\\nover.\\n")
    [{'text': 'The war is over.'}]
    >>> captions("WEBVTT\\n\\n00:01.000 --> 00:02.500\\n<v Anna>Good evening.\\n")
    [{'speaker': 'Anna', 'text': 'Good evening.'}]

    Raises
    ------
    ValueError
        If there are words without times.
    """
    spoken = []
    is_webvtt = text.startswith("WEBVTT")
    for block in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").strip()):
        lines = block.split("\n")
        time = next((number for number, line in enumerate(lines) if _TIMES.match(line)), None)
        if time is None:
            if not _ABOUT.match(block):
                raise ValueError(f"a caption without times: {block[:60]!r}")
            continue
        if any("-->" in line for line in lines[time + 1 :]):
            raise ValueError(f"a caption with times in its words: {lines[-1][:60]!r}")
        # Before the times stands a number, and in WebVTT any name.
        if time > 1 or (time and not is_webvtt and not lines[0].strip().isdigit()):
            raise ValueError(f"a caption with words before its times: {lines[0][:60]!r}")
        words = " ".join(lines[time + 1 :])
        voice = _VOICE.search(words)
        said = " ".join(html.unescape(_TAG.sub("", words)).split())
        if said:
            spoken.append((html.unescape(voice[1]).strip() if voice else "", said))
    return [
        ({"speaker": speaker} if speaker else {}) | {"text": " ".join(said for _, said in run)}
        for speaker, run in groupby(spoken, key=lambda one: one[0])
    ]
