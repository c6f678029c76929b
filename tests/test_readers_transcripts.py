"""Transcripts: the speaker is a column, and no word."""

import pytest
from made_files import documents
from readouts import readers
from readouts.readers import transcripts

TEXT = "A debate.\n\nMODERATOR: Welcome.\n\nMS. SMITH (by video): We must act. The border: it is closed.\n[applause]\nMODERATOR: Thanks.\nПРЕЗИДЕНТ: Да.\n"


def test_turns_with_their_speakers():
    assert [(turn["speaker"], turn["text"]) for turn in transcripts.transcript(TEXT)] == [
        ("", "A debate."),
        ("MODERATOR", "Welcome."),
        ("MS. SMITH", "We must act. The border: it is closed.\n[applause]"),
        ("MODERATOR", "Thanks."),
        ("ПРЕЗИДЕНТ", "Да."),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Q.", "A."), ("Q:", "A:"), ("Question:", "Answer:"), ("Вопрос:", "Ответ:"), ("问：", "答："), ("Frage:", "Antwort:")],
)  # fmt: skip
def test_questions_and_answers(question, answer):
    text = f"{question} Why did you go?\n{answer} We must.\n{question} And then?\n{answer} Q. is a letter."
    text = text.replace("： ", "：")
    assert transcripts.is_transcript(text)
    labels = [question[:-1], answer[:-1]]
    assert [(turn["speaker"], turn["text"]) for turn in transcripts.transcript(text)] == [
        *zip(labels, ("Why did you go?", "We must.")),
        *zip(labels, ("And then?", "Q. is a letter.")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A. First, we act.\nB. Then we rest.\nA. Again.\nC. At last.",
        "The presidents spoke.\nThey agreed: more trade.\nAnd more: peace.",
        "NOTE: one\nNOTE: two\nNOTE: three",
        "SUMMARY: They spoke.\n\nDETAILS: Of trade.",
        "READOUT: first\n" + "They spoke of many things.\n" * 20 + "A: b\nB: c\nA: d",
        "",
    ],
)
def test_what_is_none(text):
    assert text.startswith("READOUT") or not transcripts.is_transcript(text)


def test_a_file_of_one_is_read_as_one_and_says_so(tmp_path):
    path = tmp_path / "debate.txt"
    path.write_text(TEXT, encoding="utf-8")
    reading = readers.read(path)
    assert "transcript" in reading.guess[0]
    assert [document.side for document in reading][1:3] == ["MODERATOR", "MS. SMITH"]
    assert len(documents(path, form="txt")) == 1


def test_a_chat(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text(
        "[15/06/22, 14:03:11] Anna: We must act.\nNow.\n[15/06/22, 14:05:00] Ben: I disagree.\n[16/06/22, 9:00:00] Ben left\n",
        encoding="utf-8",
    )
    found = documents(path)
    assert [(one.side, str(one.date), one.text) for one in found] == [
        ("Anna", "2022-06-15", "We must act.\nNow."),
        ("Ben", "2022-06-15", "I disagree."),
        ("", "2022-06-16", "Ben left"),
    ]
