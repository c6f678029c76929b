"""What is made once is kept in the user's cache folder, and is checked before it is used."""

import sys

import pytest
from readouts.engine import cache


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("READOUTS_CACHE", str(tmp_path))
    return tmp_path


def test_what_was_put_is_got():
    name = cache.name("loops", "source", "3.11")
    assert cache.get(name) is None
    cache.put(name, {"names": ["count"]}, b"code")
    assert cache.get(name) == ({"names": ["count"]}, b"code")
    assert cache.get(cache.name("loops", "another source", "3.11")) is None


@pytest.mark.parametrize("damage", [b"", b"no json\n", b'{"about": {}, "sha256": "0"}\ncode'])
def test_what_is_damaged_is_not_there(own, damage):
    (own / "x.bin").write_bytes(damage)
    assert cache.get("x.bin") is None


def test_where_there_is_no_place_nothing_is_put(own, monkeypatch):
    (own / "file").write_bytes(b"")
    monkeypatch.setenv("READOUTS_CACHE", str(own / "file" / "folder"))
    cache.put("x.bin", {}, b"code")
    assert cache.get("x.bin") is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="where other systems keep it")
def test_the_folder_is_that_of_the_users_system(own, monkeypatch):
    monkeypatch.delenv("READOUTS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(own))
    assert cache.folder() == own / "readouts"
