"""The page of the package's functions: each public name stands on it, with its signature and its example."""

import inspect

import pytest
import readouts


@pytest.fixture(scope="module")
def page(trees):
    return trees["chapters/api.html"]


def test_each_public_name_stands_there_once_and_nothing_else(page):
    described = [
        name["id"].removeprefix("readouts.")
        for name in page.select("dl.py > dt[id^='readouts.']")
        if "." not in name["id"].removeprefix("readouts.")
    ]
    assert sorted(described) == sorted(set(readouts.__all__) - {"__version__"})


def test_each_function_has_its_parameters_and_its_example(page):
    for name in readouts.__all__:
        function = getattr(readouts, name)
        if not inspect.isfunction(function):
            continue
        shown = page.find(id=f"readouts.{name}").parent
        text = shown.get_text()
        assert all(parameter in text for parameter in inspect.signature(function).parameters), name
        example = shown.select_one(".highlight pre").get_text()
        assert example.startswith(">>> import ") and example.strip() in inspect.getdoc(function)
        assert "`" not in text and "----" not in text, name
