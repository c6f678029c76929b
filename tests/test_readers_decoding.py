"""Encodings are told by their marks, by being UTF-8, or by the letters that they give; and a byte of none is a fault."""

import codecs
import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts import readers
from readouts.corpus.datapackage import DataError, Fault
from readouts.readers import decoding

# Of our own writing, in the manner of such texts.
RUSSIAN = (
    "Главы двух государств провели телефонный разговор. Обсуждены вопросы торговли, энергетики и безопасности; стороны подтвердили намерение развивать сотрудничество. "
    "Отмечено, что объём торговли вырос. Условлено о новых встречах на разных уровнях."
)
CHINESE = "两国领导人通电话，就双边关系和国际形势交换意见。双方同意扩大贸易、能源和金融领域的合作，保持各级别的沟通，并商定下次会晤的时间。"
ENGLISH = "The leaders’ call lasted an hour – longer than planned. “Trade has grown”, both said; a déjeuner in Besançon is to follow, at a café."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (CHINESE, "gb18030"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (ENGLISH, "utf-16-le"),
        (RUSSIAN, "utf-8"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH.encode("ascii", "ignore").decode(), "utf-8"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_was_written_in(tmp_path, text, codec):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(codec))
    assert [document.text for document in readers.read(path)] == [text]
    path = tmp_path / "a.csv"
    path.write_bytes(f'side,text\nnorth,"{text.replace(chr(34), "")}"\n'.encode(codec))
    assert [document.text for document in readers.read(path)] == [text]


OF_THE_WORLD = {
    "cp1250 iso8859-2": "Prezydent rozmawiał z żołnierzami o pokoju i bezpieczeństwie, śledząc działania rządu.",
    "cp1250 iso8859_2": "Předseda vlády řekl, že situace je vážná a že občanům pomůže.",
    "cp1253 iso8859-7": "Ο πρόεδρος συζήτησε την κατάσταση στην περιοχή και ζήτησε ειρήνη.",
    "cp1254 iso8859-9": "Cumhurbaşkanı bölgedeki durumu görüştü ve barış çağrısı yaptı.",
    "cp1255": "הנשיא שוחח על המצב באזור וקרא לשלום.",
    "cp1256 iso8859-6": "بحث الرئيس الوضع في المنطقة ودعا إلى السلام.",
    "cp1257": "Prezidentas aptarė padėtį regione ir paragino siekti taikos; žmonėms reikės ryšių.",
    "cp1251 iso8859-5 mac-cyrillic": "Президент обсудил положение в регионе и призвал к миру.",
    "cp1251 koi8-u": "Президент обговорив становище в регіоні й закликав до миру, її слухали.",
    "cp1252 mac-roman": "Le président a évoqué la situation à l’étranger et a appelé à la paix.",
    "cp949": "양국 정상은 지역 정세에 대해 전화로 협의하고 평화를 촉구했습니다.",
    "euc-jp cp932 utf-16-le utf-16-be": "両首脳は地域の情勢について電話会談を行い、平和を呼びかけた。",
    "big5 utf-16-le": "兩國領導人通電話，就雙邊關係和國際形勢交換意見。",
    "gb18030 utf-16-be": "两国领导人通电话，就双边关系和国际形势交换意见。",
}


@pytest.mark.parametrize(
    ("text", "codec"),
    [(text, codec) for codecs_, text in OF_THE_WORLD.items() for codec in codecs_.split()],
)
def test_an_encoding_is_told_by_the_words_that_it_gives(tmp_path, text, codec):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(codec))
    reading = readers.read(path)
    assert [document.text for document in reading] == [text]
    assert "guessed by its letters" in reading.guess[1]
    shown = re.findall("'([^']+)'", reading.guess[1])
    assert len(shown) == min(
        3, len({word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()})
    )
    assert all(word in text for word in shown)


def test_an_encoding_that_is_hardly_likelier_than_another_is_named_with_it():
    short = decoding.detect("Obě".encode("cp1250"))
    assert short.guessed and short.other and decoding.name(short.other) in str(short)
    long = decoding.detect(OF_THE_WORLD["cp1250 iso8859_2"].encode("cp1250"))
    assert long.codec == "cp1250" and not long.other


@given(
    st.data(),
    st.sampled_from(
        [
            (RUSSIAN, "cp1251", 15),
            (RUSSIAN, "koi8-r", 80),
            (RUSSIAN, "cp866", 60),
            (CHINESE, "gb18030", 8),
        ]
    ),
)
def test_short_stretches_are_enough(data, case):
    text, codec, least = case
    start = data.draw(st.integers(0, len(text) - least))
    stretch = text[start : data.draw(st.integers(start + least, len(text)))]
    assert stretch.encode(codec).decode(decoding.detect(stretch.encode(codec)).codec) == stretch


@given(st.binary(max_size=300))
def test_anything_has_an_encoding_that_python_knows(sample):
    codecs.lookup(decoding.detect(sample).codec)


@given(st.text(max_size=200))
def test_what_is_utf8_is_read_as_utf8(text):
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decoding.detect(text.encode()).codec == "utf-8"


def test_a_torn_last_character_of_a_sample_is_no_sign():
    assert decoding.detect("Ёлка".encode()[:-1], whole=False).codec == "utf-8"
    assert decoding.detect("Ёлка".encode()[:-1]).codec != "utf-8"


def test_it_is_said_and_said_to_be_a_guess(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(f"text\n{RUSSIAN}\n".replace(",", "").encode("cp1251"))
    assert (
        "encoding: Windows-1251, guessed by its letters (--encoding says another); it gives 'Главы', 'двух', 'государств'"
        in readers.read(path).guess
    )
    assert "encoding: Windows-1251" in readers.read(path, encoding="windows-1251").guess


@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_bytes_far_into_a_file_of_ascii_count(tmp_path, packed):
    path = tmp_path / "a.csv"
    path.write_bytes(
        packed(
            b"text\n"
            + b"They spoke of trade and of energy.\n" * 15_000
            + "It’s over.\n".encode("cp1252")
        )
    )
    assert list(readers.read(path))[-1].text == "It’s over."


def test_a_byte_that_is_none_of_the_encoding_is_named_by_its_row(tmp_path):
    path = tmp_path / "a.csv"
    head = "text,side\n" + f"{RUSSIAN.replace(',', '')},north\n" * 40
    assert len(head.encode()) > 4096
    path.write_bytes(head.encode() + b"caf\xe9,south\n" + "Конец,north\n".encode())
    with pytest.raises(DataError) as error:
        list(readers.read(path))
    assert error.value.faults == [
        Fault(
            "a.csv",
            42,
            "text",
            "byte 0xe9",
            "text in UTF-8, as the rest is; --encoding says another",
        )
    ]
    path = tmp_path / "a.jsonl"
    path.write_bytes(f'{{"text": "{RUSSIAN}"}}\n'.encode() * 40 + b'{"text": "caf\xe9"}\n')
    with pytest.raises(DataError) as error:
        list(readers.read(path))
    assert [(fault.row, fault.found) for fault in error.value.faults] == [(41, "byte 0xe9")]


@pytest.mark.parametrize("name", ["no-such", "base64", "rot13", "hex", "undefined", "a\0b"])
def test_an_encoding_that_is_none(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_text("text\nThey spoke.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no encoding of text"):
        readers.read(path, encoding=name)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.txt"])
@pytest.mark.parametrize("codec", ["utf-16", "ascii", "gb18030", "cp1251"])
def test_an_encoding_that_is_not_the_right_one_is_a_fault_or_gives_what_it_gives(
    tmp_path, name, codec
):
    content = {
        "a.csv": "text\nСлово é\n",
        "a.jsonl": '{"text": "Слово é"}\n',
        "a.json": '[{"text": "Слово é"}]',
        "a.txt": "Слово é",
    }[name]
    path = tmp_path / name
    path.write_bytes(content.encode())
    try:
        assert list(readers.read(path, encoding=codec))
    except DataError as error:
        assert all(fault.file == name for fault in error.faults)
