"""Transcripts: who speaks stands before a colon, in capitals or again and again, and is no word of the text."""

import re
from typing import Any

# A time and the marks of bold type may stand before a label, and after it.
_LABEL = re.compile(
    r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?\s+)?\*{0,2}"
    r"(?P<speaker>[^\W\d_][^\n:：()\[\]*]{0,48}?)(?:\s*\([^()\n]{1,60}\)){0,3}(?:\*\*)?(?::(?:\*\*)?(?:[^\S\n]+|$)|：(?:\*\*)?)"
)
# Question and answer, as courts and interviewers write them, with a number or none; before a dash or a stop too.
_QUESTIONS = ["Q", "Question", "Frage", "Pregunta", "Domanda", "Pergunta", "Soru", "Pytanie", "Otázka", "Вопрос", "Питання", "Пытанне", "问", "質問", "記者", "记者", "질문"]  # fmt: skip
_ANSWERS = ["A", "Answer", "Réponse", "Reponse", "Antwort", "Respuesta", "Risposta", "Resposta", "Cevap", "Odpowiedź", "Odpověď", "Ответ", "Відповідь", "Адказ", "答", "回答", "답변"]  # fmt: skip
_WORDS = "|".join({form for word in (*_QUESTIONS, *_ANSWERS) for form in (word, word.upper())})
_ASKED = re.compile(
    rf"\*{{0,2}}(?P<speaker>{_WORDS})[^\S\n]?\d{{0,3}}(?:[.:]\*{{0,2}}(?=\s|$)|：\*{{0,2}}|[^\S\n]+[-–—](?=\s))[^\S\n]*"
)
# A reporter's question in the transcripts of press offices, beside the names of those who answer.
_REPORTER = re.compile(r"(?P<speaker>Q)(?:\t|[^\S\n]{2,})")
# A name and a time on a line of their own, as programs for meetings write them.
_TIMED = re.compile(
    r"\[?(?P<speaker>[^\W\d_][^\n:\[\]()\d]{0,48}?)\]?[^\S\n]+\(?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\)?[^\S\n]*$"
)
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
    """Say whether a text is one: a question and an answer, or three turns or more of two speakers or more, and no longer stretch before them.

    Examples
    --------
    >>> is_transcript("Q: Why?\\nSMITH: We must.\\nJONES: No.\\nSMITH: Yes."), is_transcript("NOTE: They spoke.\\nThey met.")
    (True, False)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    labels = [(number, label["speaker"]) for number, label in enumerate(_labels(lines)) if label]
    speakers = {speaker for _, speaker in labels}
    many = len(labels) > 2 and 1 < len(speakers) < len(labels)
    return (many or _are_asked(speakers)) and 2 * labels[0][0] < len(lines)


def labelled(text: str) -> str:
    """Return a text in which an empty line stands before each label, if it is a transcript, so that the ends of its lines may be lost.

    Examples
    --------
    >>> labelled("Q. Why did\\nyou go?\\nA. We must.")
    'Q. Why did\\nyou go?\\n\\nA. We must.'
    """
    if not is_transcript(text):
        return text
    lines = text.split("\n")
    return "\n".join(f"\n{line}" if label else line for line, label in zip(lines, _labels(lines))).lstrip("\n")  # fmt: skip


def _are_asked(speakers: set[str]) -> bool:
    """Say whether labels are those of a question and of an answer."""
    said = {speaker.casefold() for speaker in speakers}
    return all(said & {word.casefold() for word in words} for words in (_QUESTIONS, _ANSWERS))


def _labels(lines: list[str]) -> list[re.Match[str] | None]:
    """Return the label of each line that begins with one: in capitals, a name that comes again, or of a question where an answer is too.

    Examples
    --------
    >>> [label and label["speaker"] for label in _labels(["Q. Why?", "A. We must.", "Now."])], _labels(["A. First, we act."])
    (['Q', 'A', None], [None])
    """
    again, asked = _speakers(lines), [_ASKED.match(line) for line in lines]
    both = _are_asked({label["speaker"] for label in asked if label})
    named = [
        label
        if (label := _label(line)) and (label["speaker"].isupper() or label["speaker"] in again)
        else None
        for line in lines
    ]
    if both:
        return [question or label for label, question in zip(named, asked)]
    if sum(label is not None for label in named) > 1:
        return [label or _REPORTER.match(line) for label, line in zip(named, lines)]
    return named


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
    # A time on the same line tells enough, however long the turns are.
    timed = sum(_TIMED.match(line) is not None for line in written)
    many = (2 * len(names) >= len(written) or timed == len(names)) and len(names) > 2
    return frozenset(names) if many and 1 < len(set(names)) < len(names) else frozenset()


def _is_name(word: str) -> bool:
    return not word[0].islower() or word in _PARTICLES


def _label(line: str) -> re.Match[str] | None:
    label = _LABEL.match(line) or _TIMED.match(line)
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
