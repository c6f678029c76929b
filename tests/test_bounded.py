"""Pages are read in a process of their own: what takes too long is ended and named, and the next page is read."""

import os
import signal
import time

import fetch_site
import pytest
from fetch_site import EN
from readouts.fetch import bounded, encodings, pages

PAGE = fetch_site.kremlin(EN).encode("cp1251", "replace")
URL = "http://en.kremlin.ru/1"


def test_a_page_is_read_as_in_this_process():
    decoded, readout = bounded.read(PAGE, "windows-1251", "en", URL, 60)
    here = encodings.decode(PAGE, "windows-1251", "en")
    assert decoded == here._replace(text="")
    assert readout == pages.extract(here.text, URL) and readout.text


def test_what_takes_too_long_is_ended_and_the_next_page_is_read():
    begun = time.monotonic()
    with pytest.raises(bounded.Unread, match=r"^reading the page took longer than 0\.5 s$"):
        bounded.read(fetch_site.slow(), "", "", "http://a.example/1", 0.5)
    assert time.monotonic() - begun < 5
    assert bounded.read(PAGE, "", "en", URL, 60)[1].title == "Telephone talk"


def test_a_fault_of_the_reader_is_told_and_no_fault_of_the_run(monkeypatch):
    with pytest.raises(bounded.Unread, match=r"^reading the page failed \(TypeError: "):
        bounded.read("no bytes", "", "", URL, 60)
    assert bounded.read(PAGE, "", "en", URL, 60)[1].title == "Telephone talk"


def test_a_process_that_ends_is_told_and_begun_anew():
    bounded.read(PAGE, "", "en", URL, 60)
    os.kill(bounded._READER._process.pid, signal.SIGSTOP)
    with pytest.raises(bounded.Unread, match=r"took longer"):  # it does not answer
        bounded.read(PAGE, "", "en", URL, 0.2)
    assert bounded.read(PAGE, "", "en", URL, 60)[1].title == "Telephone talk"
