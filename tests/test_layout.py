"""Each module has its tests: ``test_<module>.py``, or ``test_<folder>_<module>.py`` where two modules have one name.

A chapter that is a folder of modules (``report/naming/``) has them in a file of its own name.
"""

from conftest import ROOT

PACKAGE = ROOT / "scripts" / "readouts"
# Figures and tables of the chapters are asked as they are published: test_publish, test_results, test_book.
FOLDERS = ("report/exhibits",)


def modules() -> set[str]:
    """Every module of the package, as ``folder/module``."""
    found = (path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))
    return {
        module.as_posix()
        for module in found
        if module.name != "__init__" and not module.as_posix().startswith(FOLDERS)
    }


def without_tests(names: set[str], files: set[str]) -> set[str]:
    """The modules for which there is no file of tests."""
    return {name for name in names if not files & _names_of_tests(*name.split("/"))}


def _names_of_tests(*parts: str) -> set[str]:
    parts = tuple(part.strip("_") for part in parts)  # of ``__main__``
    chapter = {f"test_{parts[-2]}"} if len(parts) > 2 else set()
    return {f"test_{parts[-1]}", f"test_{'_'.join(parts)}"} | chapter


def test_each_module_has_a_file_of_tests():
    files = {path.stem for path in (ROOT / "tests").glob("test_*.py")}
    assert not without_tests(modules(), files), "no file of tests"


def test_what_has_no_tests_is_found():
    names = {"text/tokens", "text/new", "engine/store", "report/naming/rules"}
    files = {"test_tokens", "test_engine_store", "test_naming", "test_text"}
    assert without_tests(names, files) == {"text/new"}
