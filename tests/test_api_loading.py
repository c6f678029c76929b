"""The report, loaded from one place."""

from importlib import import_module

import readouts


def test_the_report_is_loaded_from_one_place():
    from readouts.api import loading

    assert readouts.load_report() is import_module(loading.LOADER).load()
