"""Pages are read by what they are, not by what they declare, and what cannot be read is said."""

import codecs

import pytest
from fetch_site import RU, ZH
from hypothesis import assume, given
from hypothesis import strategies as st
from readouts.fetch.encodings import decode

CHINESE, RUSSIAN = "".join(ZH), "".join(RU)


def page(text, meta=""):
    return f"<html><head>{meta}<title>t</title></head><body>{'<div><a href=/a>menu</a></div>' * 30}<p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "written", "charset", "meta", "language", "read", "says"),
    [
        (CHINESE, "utf-8", "utf-8", "", "zh", "utf-8", ""),
        (CHINESE, "gb18030", "gb2312", "", "", "gb18030", ""),
        (CHINESE, "gb18030", "", '<meta charset="gb2312">', "", "gb18030", ""),
        (
            CHINESE,
            "gb18030",
            "",
            '<meta http-equiv="Content-Type" content="text/html; charset=GBK">',
            "",
            "gb18030",
            "",
        ),
        (CHINESE, "gb18030", "utf-8", "", "zh", "gb18030", "declared utf-8, read as gb18030"),
        (CHINESE, "gb18030", "utf-8", "", "", "gb18030", "declared utf-8, read as gb18030"),
        (CHINESE, "gb18030", "utf-8", '<meta charset="gb2312">', "", "gb18030", ""),
        (CHINESE, "gb18030", "", "", "zh", "gb18030", ""),
        (CHINESE, "utf-8", "gb2312", "", "zh", "utf-8", "declared gb18030, read as utf-8"),
        (CHINESE, "gb18030", "iso-8859-1", "", "zh", "gb18030", "declared cp1252, read as gb18030"),
        ("雙方就糧食收成和鐵路建設交換了意見", "big5", "big5", "", "zh", "big5hkscs", ""),
        (RUSSIAN, "cp1251", "windows-1251", "", "", "cp1251", ""),
        (RUSSIAN, "cp1251", "", "", "ru", "cp1251", ""),
        (RUSSIAN, "cp1251", "", "", "", "cp1251", ""),
        (RUSSIAN, "koi8-r", "koi8-r", "", "ru", "koi8-r", ""),
        (RUSSIAN, "utf-8-sig", "windows-1251", "", "ru", "utf-8", ""),
        (RUSSIAN, "utf-16", "utf-8", "", "ru", "utf-16-le", ""),
        (RUSSIAN, "utf-8", "zlib_codec", "", "", "utf-8", ""),
        (RUSSIAN, "utf-8", "no-such-thing", "", "", "utf-8", ""),
        ("plain words", "ascii", "gb2312", "", "", "utf-8", ""),
        ("café “quoted”", "cp1252", "iso-8859-1", "", "en", "cp1252", ""),
    ],
    ids=lambda value: value if len(value) < 20 else "text",
)
def test_a_page_is_read_by_what_it_is(text, written, charset, meta, language, read, says):
    decoded = decode(page(text, meta).encode(written), charset, language)
    assert decoded == (page(text, meta), read, says)


def test_a_stray_byte_in_a_long_page_is_counted_and_does_not_change_how_it_is_read():
    body = page(CHINESE * 20).encode()
    cut = body.index("双".encode())
    decoded = decode(body[:cut] + b"\xff" + body[cut:], "utf-8", "zh")
    assert (
        decoded.encoding == "utf-8" and decoded.note == "1 places are not utf-8 and stand as U+FFFD"
    )
    assert decoded.text.replace("\ufffd", "") == page(CHINESE * 20)


def test_a_replacement_character_that_the_page_itself_has_is_no_fault():
    assert decode(page("a \ufffd b").encode(), "utf-8").note == ""


@given(
    st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя ,.", min_size=20),
    st.sampled_from(["cp1251", "koi8-r", "utf-8", "iso8859-5"]),
)
def test_russian_comes_back_from_any_encoding_that_is_declared(text, encoding):
    assume(
        not text.encode(encoding).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    )  # "яю" in Windows-1251: a mark is believed
    assert decode(text.encode(encoding), encoding, "ru").text == text


@given(
    st.text(st.sampled_from(CHINESE), min_size=20), st.sampled_from(["gb18030", "utf-8", "utf-16"])
)
def test_chinese_comes_back_from_any_encoding_that_is_declared(text, encoding):
    assert decode(text.encode(encoding), encoding, "zh").text == text


@given(st.binary(max_size=300), st.text(max_size=20), st.sampled_from(["", "zh", "ru", "en"]))
def test_any_bytes_give_a_text(body, charset, language):
    assert isinstance(decode(body, charset, language).text, str)
