"""Regular expressions over texts are Python's own, in every table.

pandas hands some of those that its ``.str`` is given to Arrow, where that is installed and as the versions of both are;
there ``\\s``, ``\\b`` and ``\\w`` know the letters of ASCII alone. A count could depend on what else a machine has.
"""

import ast

import pytest
from conftest import ROOT

# Whether the method takes a regular expression where ``regex`` is not said.
METHODS = {
    "contains": True,
    "count": True,
    "extract": True,
    "extractall": True,
    "findall": True,
    "fullmatch": True,
    "match": True,
    "replace": False,
}


def handed_over(source: str) -> list[str]:
    """The calls of a module that leave a regular expression to pandas."""
    return [
        ast.unparse(call)
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Attribute)
        and call.func.value.attr == "str"
        and {one.arg: ast.unparse(one.value) == "True" for one in call.keywords}.get(
            "regex", METHODS.get(call.func.attr, False)
        )
    ]


def test_no_module_leaves_an_expression_to_pandas():
    modules = [
        path
        for path in sorted((ROOT / "scripts").rglob("*.py"))
        if "bench" not in path.parts  # what is compared is told in its own words
    ]
    assert ROOT / "scripts" / "readouts" / "report" / "robustness.py" in modules
    found = {path.name: handed_over(path.read_text(encoding="utf-8")) for path in modules}
    assert {name: calls for name, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    "call", ["a.str.contains(p)", "a.str.match('x')", "a.str.replace(p, '', regex=True)"]
)
def test_an_expression_is_found(call):
    assert handed_over(f"b = {call}") == [call]


@pytest.mark.parametrize(
    "call", ["a.str.contains('x', regex=False)", "a.str.replace('-', ' ')", "re.match('x', text)"]
)
def test_what_is_none_is_not(call):
    assert handed_over(call) == []
