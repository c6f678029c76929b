"""What `check` shows of a corpus: first words, odd words, texts of the same words, events of one account."""

import datetime

from readouts.cli.preview import Preview
from readouts.corpus.document import Document

DAY = datetime.date(2022, 6, 15)


def lines(*documents):
    preview = Preview(documents)
    assert list(preview) == list(documents)
    return list(preview.lines())


def document(number, text, side="A", date=DAY):
    return Document(f"d{number}", text, side, date)


def test_the_first_words_of_each_side():
    found = lines(
        document(1, "One two three."), document(2, "Other words."), document(3, "Four.", "B")
    )
    assert found[:2] == ["A begins: One two three.", "B begins: Four."]


def test_odd_words_by_kind_with_their_cure():
    found = lines(
        document(1, "See https://example.org/a?b=c and the cafÃ© where RussiÐ° speaks."),
        document(2, "MS. SMITH: We must.\nПутин wrote в Рaris."),
        document(3, "ประธานาธิบดีหารือเรื่องสถานการณ์ในยูเครน"),
        document(4, "Thanks. [Applause]"),
    )
    kinds = {line.split(":")[0]: line for line in found if line.startswith("odd words")}
    assert "'https://example.org/a?b=c' (1)" in kinds["odd words, parts of addresses"]
    assert "'cafÃ©'" in kinds["odd words, mojibake"] and "ftfy" in kinds["odd words, mojibake"]
    assert "--form transcript" in kinds["odd words, labels of speakers"]
    assert "'[Applause]' (1)" in kinds["odd words, remarks in brackets"]
    assert "'Рaris'" in kinds["odd words, two scripts in one word"]
    assert "odd words, words as long as sentences" in kinds
    assert not any(
        line.startswith("odd")
        for line in lines(document(1, "The café’s 6-inch gun: co-operation, 3.5%."))
    )


def test_texts_of_the_same_words():
    text = "They spoke of trade and of the energy of both."
    found = lines(
        document(1, text),
        document(2, text.upper(), "B"),
        document(3, "Short."),
        document(4, "Short."),
    )
    assert "texts of the same words: d2 (as d1)" in found


def test_events_of_one_account():
    late = datetime.date(2023, 1, 1)
    found = lines(document(1, "One."), document(2, "Two.", "B"), document(3, "Three.", "B", late))
    assert "events with one side's account alone: 2023-01-01" in found
    assert not any(
        "alone" in line for line in lines(document(1, "One."), document(3, "Three.", "A", late))
    )


def test_texts_that_are_nearly_the_same():
    words = " ".join(f"word{number}" for number in range(60))
    found = lines(document(1, words), document(2, words + " end"), document(3, words[::-1], "B"))
    (near,) = [line for line in found if "nearly the same" in line]
    assert "d2 (as d1: " in near and "d3" not in near


def test_a_clause_of_a_script_without_spaces_is_no_odd_word():
    chinese = "当地时间5月8日上午欧达同鲁伊斯举行会谈双方就大桥和渡轮以及其他共同关心的问题深入交换意见达成共识。"
    assert not [line for line in lines(document(1, chinese)) if line.startswith("odd words")]
    odd = lines(document(1, f"{'long' * 9} and ab12cd34"))
    assert [line.split(":")[0] for line in odd[1:]] == [
        "odd words, very long words",
        "odd words, letters and digits in one",
    ]
