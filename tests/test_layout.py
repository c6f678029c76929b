"""Each module has its tests: ``test_<module>.py``, or ``test_<folder>_<module>.py`` where two modules have one name.

A chapter that is a folder of modules (``report/naming/``) has them in a file of its own name.
"""

from collections import defaultdict

from conftest import ROOT

PACKAGE = ROOT / "scripts" / "readouts"
# Figures and tables of the chapters are asked as they are published: test_fields, test_publish, test_results, test_book.
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
    """The modules for which there is no file of tests; of several with one name, all that share a file."""
    sharing = defaultdict(set)
    for name in names:
        *folders, module = (part.strip("_") for part in name.split("/"))  # of ``__main__``
        chapter = {f"test_{folders[-1]}"} if len(folders) > 1 else set()
        own = {f"test_{'_'.join([*folders, module])}"} if folders else set()
        if not files & (own | chapter):
            sharing[module].add(name)
    return {
        name
        for module, own in sharing.items()
        for name in own
        if len(own) > 1 or f"test_{module}" not in files
    }


def test_each_module_has_a_file_of_tests():
    files = {path.stem for path in (ROOT / "tests").glob("test_*.py")}
    assert not without_tests(modules(), files)


def test_what_has_no_tests_is_found():
    names = {"text/tokens", "text/new", "engine/store", "report/naming/rules", "__main__"}
    files = {"test_tokens", "test_engine_store", "test_naming", "test_text", "test_main"}
    assert without_tests(names, files) == {"text/new"}


def test_two_modules_of_one_name_have_a_file_each():
    names = {"api/coding", "text/coding"}
    assert without_tests(names, {"test_coding"}) == names
    assert without_tests(names, {"test_coding", "test_api_coding"}) == set()
    assert without_tests(names, {"test_text_coding", "test_api_coding"}) == set()
