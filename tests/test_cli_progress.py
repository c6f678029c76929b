"""A progress bar for a person who is watching."""

import sys


def test_progress_is_shown_to_a_person_only(folder, capsys, monkeypatch):
    from readouts.cli import progress

    assert progress.watched([1, 2], "documents") == [1, 2]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    watched = progress.watched([1, 2], "documents")
    assert type(watched).__name__ == "tqdm" and list(watched) == [1, 2]
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert progress.watched([1, 2], "documents") == [1, 2]
