"""Transcripts: who speaks stands before a colon, in capitals or again and again, and is no word of the text."""

import re
from typing import Any

# A time and the marks of bold type may stand before a label, and after it.
_LABEL = re.compile(
    r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?\s+)?\*{0,2}"
    r"(?P<speaker>[^\W\d_][^\n:：()\[\]*]{0,48}?)(?:\s*\([^()\n]{1,60}\))?(?:\*\*)?(?::(?:\*\*)?(?:[^\S\n]+|$)|：(?:\*\*)?)"
)
# Question and answer, as courts and interviewers write them.
_ASKED = re.compile(r"(?P<speaker>[QA])\.(?:[^\S\n]+|$)")
_MOST_WORDS = 6
_PARTICLES = frozenset(
    ["de", "la", "von", "van", "der", "di", "da", "al", "el", "of", "the", "du", "den"]
)
# A message of a chat as WhatsApp exports it: the day, the time, who writes; what has no colon is told by the program.
_MESSAGE = re.compile(
    r"\u200e?\[?(?P<day>\d{1,4}[./-]\d{1,2}[./-])(?P<year>\d{1,4}),?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[APap]\.?\s?[Mm]\.?)?\]?(?:\s+-)?\s+(?P<said>.*)"
)


def transcript(text: str) -> list[dict[str, Any]]:
    """Return the turns of a transcript, each with its speaker; what stands before the first has none.

    Examples
    --------
    >>> transcript("MS. SMITH: We must act.\\nNow.\\n\\nMR. JONES: No: never.")
    [{'speaker': 'MS. SMITH', 'text': 'We must act.\\nNow.'}, {'speaker': 'MR. JONES', 'text': 'No: never.'}]
    """
    turns: list[dict[str, Any]] = [{"speaker": "", "text": ""}]
    lines = text.replace("\r\n", "\n").split("\n")
    for line, label in zip(lines, _labels(lines)):
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
    labels = [(number, label["speaker"]) for number, label in enumerate(_labels(lines)) if label]
    speakers = {speaker for _, speaker in labels}
    return len(labels) > 2 and 1 < len(speakers) < len(labels) and 2 * labels[0][0] < len(lines)


def _labels(lines: list[str]) -> list[re.Match[str] | None]:
    """Return the label of each line that begins with one: in capitals, a name that comes again, or Q. and A. where both stand.

    Examples
    --------
    >>> [label and label["speaker"] for label in _labels(["Q. Why?", "A. We must.", "Now."])], _labels(["A. First, we act."])
    (['Q', 'A', None], [None])
    """
    again, asked = _speakers(lines), [_ASKED.match(line) for line in lines]
    both = {"Q", "A"} == {label["speaker"] for label in asked if label}
    named = (
        label
        if (label := _label(line)) and (label["speaker"].isupper() or label["speaker"] in again)
        else None
        for line in lines
    )
    return [label or (question if both else None) for label, question in zip(named, asked)]


def _speakers(lines: list[str]) -> frozenset[str]:
    """Return the labels that are names in small letters too: where half of the lines have one, and one comes again.

    Examples
    --------
    >>> sorted(_speakers(["Anna Smith: We must.", "Ben Jones: No.", "Anna Smith: Yes."])), sorted(_speakers(["Note: they met.", "They left."]))
    (['Anna Smith', 'Ben Jones'], [])
    """
    written = [line for line in lines if line.strip()]
    labels = [label["speaker"] for line in written if (label := _label(line))]
    names = [name for name in labels if all(_is_name(word) for word in name.split())]
    many = 2 * len(names) >= len(written) and len(names) > 2
    return frozenset(names) if many and 1 < len(set(names)) < len(names) else frozenset()


def _is_name(word: str) -> bool:
    return not word[0].islower() or word in _PARTICLES


def _label(line: str) -> re.Match[str] | None:
    label = _LABEL.match(line)
    return label if label and len(label["speaker"].split()) <= _MOST_WORDS else None


def chat(text: str) -> list[dict[str, Any]]:
    """Return the messages of a chat, each with its day and speaker; what the program tells has none.

    Examples
    --------
    >>> chat("15/06/22, 14:03 - Anna: We must.\\nNow: act.\\n[15.06.2022, 14:05:11] Ben: No.")
    [{'date': '15/06/2022', 'speaker': 'Anna', 'text': 'We must.\\nNow: act.'}, {'date': '15.06.2022', 'speaker': 'Ben', 'text': 'No.'}]
    """
    messages: list[dict[str, Any]] = []
    for line in text.split("\n"):
        if match := _MESSAGE.match(line):
            # No chat is older than this century, in which its programs were written.
            year = (
                f"20{match['year']}"
                if len(match["day"]) < 7 and len(match["year"]) == 2
                else match["year"]
            )
            speaker, colon, said = match["said"].partition(": ")
            messages.append(
                {
                    "date": match["day"] + year,
                    "speaker": speaker if colon else "",
                    "text": (said if colon else speaker).lstrip("\u200e"),
                }
            )
        elif messages:
            messages[-1]["text"] += f"\n{line}"
    return [message | {"text": message["text"].strip()} for message in messages]


def is_chat(text: str) -> bool:
    """Say whether a text is an export of a chat: the first line is a message, and half of all are.

    Examples
    --------
    >>> is_chat("15/06/22, 14:03 - Anna: We must.\\n15/06/22, 14:04 - Ben: No."), is_chat("15/06/22: They met.")
    (True, False)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    messages = sum(_MESSAGE.match(line) is not None for line in lines)
    return messages > 1 and bool(_MESSAGE.match(lines[0])) and 2 * messages > len(lines)
