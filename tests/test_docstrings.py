"""A docstring begins with what the function does, and the public functions of `HELD` say what they take."""

import ast
from collections.abc import Iterator

import pytest
from conftest import ROOT

PACKAGE = ROOT / "scripts" / "readouts"
# Of these folders the first word of each function's docstring is looked at; the list only gets longer.
FOLDERS = ("api", "book", "cli", "corpus", "fetch", "measures", "readers", "text")
# The list of what is not looked at yet only gets shorter.
LEFT = {
    "cli/create.py",
    *(f"text/{name}.py" for name in ("coding", "concordance", "patterns", "tokens")),
}
# Of these, public functions of two parameters or more have a section on them.
HELD = ("api", "measures")
# Words with which a docstring would begin that says what something is, and not what is done.
NOUNS = {
    *(
        "A",
        "All",
        "An",
        "Each",
        "Every",
        "How",
        "It",
        "One",
        "That",
        "The",
        "This",
        "Those",
        "What",
    ),
    *("When", "Where", "Whether", "Which", "Who", "Whom", "Why"),
}


def functions(folder: str) -> Iterator[tuple[str, ast.FunctionDef, str]]:
    """Every function of a folder that has a docstring and is no property, with its place and that docstring."""
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        if path.relative_to(PACKAGE).as_posix() in LEFT:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (text := ast.get_docstring(node)):
                decorators = " ".join(map(ast.unparse, node.decorator_list))
                if "property" not in decorators:
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}", node, text


def is_imperative(text: str) -> bool:
    """Say whether a docstring begins with a capital word that is a verb as far as its form tells."""
    word = text.split()[0].rstrip(",")
    return word.isalpha() and word[0].isupper() and word not in NOUNS and not word.endswith("s")


def parameters(function: ast.FunctionDef) -> list[str]:
    """The names of what a function takes."""
    given = function.args
    return [
        one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs) if one.arg != "self"
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_docstring_says_what_the_function_does(folder):
    named = [f"{place}: {text.splitlines()[0]}" for place, _, text in functions(folder)]
    assert len(named) > 10
    assert [
        line for line, (_, _, text) in zip(named, functions(folder)) if not is_imperative(text)
    ] == []


@pytest.mark.parametrize("folder", HELD)
def test_public_functions_say_what_they_take(folder):
    assert [
        place
        for place, function, text in functions(folder)
        if not function.name.startswith("_")
        and len(parameters(function)) > 1
        and "Parameters\n----------" not in text
    ] == []


def test_a_noun_is_seen():
    for text in ("The rows.", "What a page says.", "Rows of a table.", "`run` it.", "log of x"):
        assert not is_imperative(text)
    assert is_imperative("Return the rows.")
