"""Each module has its tests: ``test_<module>.py``, or ``test_<folder>_<module>.py`` where two modules have one name."""

from conftest import ROOT

PACKAGE = ROOT / "scripts" / "readouts"
# Those that have none of their own yet, and the file that asks them with others. The list only gets shorter.
WITHOUT = {
    "__main__": "test_cli",
    "book/citing": "test_book",
    "book/controls": "test_site",
    "book/directives": "test_book",
    "book/entry": "test_evidence_words",
    "book/exhibits": "test_book",
    "book/gallery": "test_book",
    "book/nodes": "test_book",
    "book/reader_search": "test_reader",
    "book/roles": "test_book",
    "cli/code": "test_cli",
    "cli/compare": "test_cli",
    "cli/count": "test_cli",
    "cli/progress": "test_cli",
    "cli/reading": "test_cli",
    "cli/searching": "test_cli",
    "corpus/document": "test_readers_formats",
    "create/codebooks": "test_create",
    "create/folder": "test_create",
    "engine/cache": "test_engine_store",
    "engine/compiled": "test_engine",
    "engine/counting": "test_engine",
    "engine/kernels": "test_engine",
    "engine/matching": "test_engine",
    "engine/numbering": "test_engine",
    "engine/plain": "test_engine",
    "fetch/collect": "test_fetch",
    "fetch/store": "test_fetch",
    "paths": "test_results",
    "readers/columns": "test_readers_formats",
    "readers/counted": "test_corpus",
    "readers/data_folder": "test_readers_formats",
    "readers/delimited": "test_readers_formats",
    "readers/json_lines": "test_readers_formats",
    "readers/language_names": "test_readers_formats",
    "readers/opening": "test_readers_hostile",
    "readers/parquet": "test_readers_formats",
    "readers/reading": "test_readers_formats",
    "readers/sources": "test_readers_formats",
    "readers/tables": "test_readers_formats",
    "readers/xlsx": "test_readers_formats",
    "report/__main__": "test_report",
    "report/analysis": "test_report",
    "report/chapters": "test_report",
    "report/coded": "test_report",
    "report/frames": "test_report",
    "report/loading": "test_report",
    "report/readouts": "test_report",
    "report/speed": "test_report",
    "report/subcorpora": "test_report",
    "report/timeline": "test_report",
    "report/unshared": "test_report",
    "report/words": "test_report",
    "report/figures": "test_report",
    "report/tables": "test_report",
    "text/combining": "test_tokens",
}
# Figures and tables of the chapters are asked as they are published: test_publish, test_results, test_book.
FOLDERS = ("report/exhibits", "putin_xi")


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
    return {
        name
        for name in names
        if not files & {f"test_{name.rpartition('/')[2]}", f"test_{name.replace('/', '_')}"}
    }


def test_each_module_has_a_file_of_tests():
    files = {path.stem for path in (ROOT / "tests").glob("test_*.py")}
    missing = without_tests(modules(), files)
    assert not missing - WITHOUT.keys(), "no file of tests"
    assert not WITHOUT.keys() - missing, "has tests now, or is gone: take it from the list"
    assert not set(WITHOUT.values()) - files


def test_what_has_no_tests_is_found():
    names = {"text/tokens", "text/new", "engine/store"}
    assert without_tests(names, {"test_tokens", "test_engine_store"}) == {"text/new"}
