"""Transcripts: who speaks stands in capitals before a colon, and is no word of the text."""

import re
from typing import Any

_LABEL = re.compile(
    r"(?P<speaker>[^\W\d_][^\n:：()\[\]]{1,48}?)(?:\s*\([^()\n]{1,60}\))?[:：](?:[^\S\n]+|$)"
)
_MOST_WORDS = 6


def transcript(text: str) -> list[dict[str, Any]]:
    """Return the turns of a transcript, each with its speaker; what stands before the first has none.

    Examples
    --------
    >>> transcript("MS. SMITH: We must act.\\nNow.\\n\\nMR. JONES: No: never.")
    [{'speaker': 'MS. SMITH', 'text': 'We must act.\\nNow.'}, {'speaker': 'MR. JONES', 'text': 'No: never.'}]
    """
    turns: list[dict[str, Any]] = [{"speaker": "", "text": ""}]
    for line in text.replace("\r\n", "\n").split("\n"):
        label = _label(line)
        if label:
            turns.append({"speaker": label["speaker"].strip(), "text": line[label.end() :]})
        else:
            turns[-1]["text"] += f"\n{line}"
    return [turn | {"text": turn["text"].strip()} for turn in turns if turn["text"].strip()]


def is_transcript(text: str) -> bool:
    """Say whether a text is one: three turns or more of two speakers or more, and no longer stretch before them.

    Examples
    --------
    >>> is_transcript("Q: Why?\\nSMITH: We must.\\nJONES: No.\\nSMITH: Yes."), is_transcript("NOTE: They spoke.\\nThey met.")
    (True, False)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    labels = [
        (number, label["speaker"]) for number, line in enumerate(lines) if (label := _label(line))
    ]
    speakers = {speaker for _, speaker in labels}
    return len(labels) > 2 and 1 < len(speakers) < len(labels) and 2 * labels[0][0] < len(lines)


def _label(line: str) -> re.Match[str] | None:
    label = _LABEL.match(line)
    return (
        label
        if label and label["speaker"].isupper() and len(label["speaker"].split()) <= _MOST_WORDS
        else None
    )
