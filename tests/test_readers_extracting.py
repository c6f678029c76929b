"""What is in a file of text, by its form."""

import pytest
from readouts.readers import extracting, formats


def test_every_form_of_texts_has_its_way_and_its_name():
    assert set(extracting._OF_TEXT) == set(formats.PROSE)
    assert set(extracting._OF_BYTES) == set(formats.PAGES)
    assert (
        set(extracting.CALLED) == set(formats.TEXTS) and set(formats.TEXTS) >= extracting.DESCRIBED
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_ends_of_lines_and_marks_are_evened(tmp_path, codec):
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffOne.\r\nTwo.\rThree.".encode(codec))
    assert extracting.records(path, "txt", codec) == [{"text": "One.\nTwo.\nThree."}]


def test_what_cannot_be_read_says_why(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"caf\xe9")
    with pytest.raises(extracting.Unread, match="bytes that are not in utf-8"):
        extracting.records(path, "txt", "utf-8")
