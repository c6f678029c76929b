"""Subtitles become what is spoken."""

import pytest
from readouts.readers import captions
from readouts.readers.faults import REMARK


def test_a_header_notes_and_settings_are_no_speech():
    text = (
        "WEBVTT - a title\n\nNOTE\nnobody says this\n\nSTYLE\n::cue { color: red }\n\n"
        "cue-1\n00:01.000 --> 00:02.500 align:start\n<c.red>The</c> war\nis &amp; was\n\n00:03.000 --> 00:04.000\n<00:03.500>over.\n"
    )
    assert captions.captions(text) == [{"text": "The war is & was over."}]


def test_a_speaker_of_each_run():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>One.\n\n00:02.000 --> 00:03.000\n<v Anna>Two.\n\n00:03.000 --> 00:04.000\n<v.loud Ben B.>Three.</v>\n"
    assert captions.captions(text) == [
        {"speaker": "Anna", "text": "One. Two."},
        {"speaker": "Ben B.", "text": "Three."},
    ]


def test_srt_with_numbers_that_are_spoken():
    assert captions.captions("1\r\n00:00:01,000 --> 00:00:02,500\r\n15\r\n\r\n") == [{"text": "15"}]
    assert captions.captions("") == []


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03 00:04,000\nTwo.\n",
        "WEBVTT\n\nTwo.\n",
        "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nTwo.\n00:00:03,000 --> 00:00:04,000\nThree.\n",
        "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:03,000 --> 00:00:04,000\nTwo.\n",
    ],
)
def test_words_without_times_are_a_fault_and_not_lost(text):
    with pytest.raises(ValueError, match="a caption with"):
        captions.captions(text)


def test_notes_styles_and_numbers_alone_are_none():
    text = "WEBVTT - Call\n\nNOTE seen\n\nSTYLE\n::cue {}\n\n1\n\n00:01.000 --> 00:02.000\nOne.\n"
    assert captions.captions(text) == [{"text": "One."}]


def test_words_before_the_first_caption_are_told():
    spoken = "00:01.000 --> 00:02.500\nGood evening.\n"
    for header, told in (
        ("WEBVTT - a talk\nKind: captions\nLanguage: en\nX-TIMESTAMP-MAP=LOCAL:00", None),
        ("WEBVTT02.500\nThey spoke.", "not read, before the first caption: 'WEBVTT02.500'; not read, before the first caption: 'They spoke.'"),
    ):  # fmt: skip
        (record,) = captions.captions(f"{header}\n\n{spoken}")
        assert record["text"] == "Good evening." and record.get(REMARK) == told
