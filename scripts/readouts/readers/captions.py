"""Subtitles: SRT and WebVTT, made into the text that is spoken, by speaker where they name one."""

import html
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from .faults import REMARK
from .transcripts import is_transcript, transcript

_TIMES = re.compile(r"(?:\d+:)?\d+:\d+[.,]\d+\s+-->\s+(?:\d+:)?\d+:\d+[.,]\d+(?:\s+\S+:\S+)*\s*$")
# What programs write into the first lines: Kind: captions.
_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?$|[A-Za-z][\w-]*\s*[:=]")
# What stands between captions and is none; and a number, after which no words follow.
_ABOUT = re.compile(r"WEBVTT|NOTE\b|STYLE\b|REGION\b|\d+$|$")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^>]+)>")
_ROLLING = re.compile(r"<\d[\d:.]*><c>")
_TAG = re.compile(
    r"</?(?:v|c|lang|font|span)\b[^>]*>|</?[a-z]+(?:\.[\w.-]+)*>|<\d[\d:.]*>|\{\\[^}]*\}",
    re.IGNORECASE,
)


def is_srt(text: str) -> bool:
    """Say whether a text begins as SRT does: a number, and below it the times of its caption."""
    number, _, rest = text.lstrip("\ufeff \n").partition("\n")
    return number.strip().isdigit() and bool(_TIMES.match(rest.partition("\n")[0]))


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
    spoken: list[tuple[str, str]] = []
    is_webvtt = text.startswith("WEBVTT")
    # Captions made by a program roll up: the line that was new comes again above the next one.
    is_rolling = _ROLLING.search(text) is not None
    last, rolled = "", 0
    beside: list[str] = []
    for block in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").strip()):
        lines = block.split("\n")
        time = next((number for number, line in enumerate(lines) if _TIMES.match(line)), None)
        if time is None:
            if "-->" in block or not _ABOUT.match(block):
                raise ValueError(f"a caption without times: {block[:60]!r}")
            if block.startswith("WEBVTT"):
                beside += [line for line in lines if not _HEADER.match(line)]
            continue
        if any("-->" in line for line in lines[time + 1 :]):
            raise ValueError(f"a caption with times in its words: {lines[-1][:60]!r}")
        # Before the times stands a number, and in WebVTT any name.
        if time > 1 or (time and not is_webvtt and not lines[0].strip().isdigit()):
            raise ValueError(f"a caption with words before its times: {lines[0][:60]!r}")
        shown = [line for line in lines[time + 1 :] if line.strip()]
        if is_rolling and shown and _plain(shown[0]) == last:
            del shown[0]
            rolled += 1
        last = _plain(shown[-1]) if shown else last
        spoken += _voices("\n".join(shown))
    records = _turns(spoken)
    told = [f"{rolled:,} lines that roll up, and are shown again, are read once"] if rolled else []
    told += [f"not read, before the first caption: {line[:60]!r}" for line in beside]
    if told and records:
        records[0][REMARK] = "; ".join(told)
    return records


def _voices(words: str) -> Iterator[tuple[str, str]]:
    """Yield what is said in a caption with its speaker; two may speak in one."""
    first, *voices = _VOICE.split(words)
    for speaker, said in [("", first), *zip(voices[::2], voices[1::2])]:
        if plain := _plain(said):
            yield html.unescape(speaker).strip(), plain


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", words)).split())


def _turns(spoken: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return what is said, by speaker: as tags name them, or labels such as ``MAYOR:`` where captions begin with these."""
    text = "\n".join(said for _, said in spoken)
    if not any(speaker for speaker, _ in spoken) and is_transcript(text):
        return [turn | {"text": " ".join(turn["text"].split())} for turn in transcript(text)]
    return [
        ({"speaker": speaker} if speaker else {}) | {"text": " ".join(said for _, said in run)}
        for speaker, run in groupby(spoken, key=lambda one: one[0])
    ]
