"""What is nested in an object of JSON: the records of a file that is one object, and names by their paths, `body.content`."""

from collections.abc import Iterator
from typing import Any

from .column_names import text_columns

_DEEPEST = 5


def records(whole: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the records of one object, and the names of what else is in it.

    Examples
    --------
    >>> records({"text": {"0": "One.", "1": "Two."}, "side": {"0": "A", "1": "B"}})[0]
    [{'text': 'One.', 'side': 'A'}, {'text': 'Two.', 'side': 'B'}]
    >>> records({"date": "today", "items": [{"text": "One."}]})
    ([{'text': 'One.'}], ['date'])
    >>> records({"response": {"docs": [{"text": "One."}], "status": "ok"}})
    ([{'text': 'One.'}], ['response.status'])
    >>> records({"text": "One.", "meta": {"side": "A"}})
    ([{'text': 'One.', 'meta': {'side': 'A'}}], [])
    """
    values = list(whole.values())
    if "columns" in whole and isinstance(whole.get("data"), list):  # as pandas splits a table
        return [dict(zip(whole["columns"], cells)) for cells in whole["data"]], []
    if values and all(isinstance(value, dict) for value in values):
        if all(value.keys() == values[0].keys() for value in values) and text_columns(list(whole)):
            return [
                dict(zip(whole, cells)) for cells in zip(*(value.values() for value in values))
            ], []
        if all(text_columns(list(value)) for value in values):  # by their ids
            return [{"id": name} | value for name, value in whole.items()], []
    lists = {name: value for name, value in whole.items() if _are_objects(value)}
    if len(lists) > 1 and all(map(_are_texts, lists.values())):  # by their sides
        return [{"side": name} | one for name, ones in lists.items() for one in ones], [
            name for name in whole if name not in lists
        ]
    if lists and not text_columns(list(whole)):
        texts = [name for name, ones in lists.items() if any(map(_has_text, ones))]
        longest = max(texts or lists, key=lambda name: len(lists[name]))
        return lists[longest], [name for name in whole if name != longest]
    for name, value in whole.items() if not _has_text(whole) else ():
        if isinstance(value, dict) and (found := records(value))[0] != [value]:
            beside = [one for one in whole if one != name]
            return found[0], [*beside, *(f"{name}.{one}" for one in found[1])]
    return [whole], []


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _are_texts(records: list[dict[str, Any]]) -> bool:
    """Say whether records have texts, and no side."""
    return all(text_columns(list(one)) and "side" not in one for one in records)


def _has_text(record: dict[str, Any]) -> bool:
    return bool(text_columns([name.rpartition(".")[2] for name in leaves(record)]))


def leaves(record: dict[str, Any], under: str = "", depth: int = 0) -> Iterator[str]:
    """Yield the names of what an object holds, and by their paths those of the objects in it."""
    for name, value in record.items():
        if isinstance(value, dict) and value and depth < _DEEPEST:
            yield from leaves(value, f"{under}{name}.", depth + 1)
        else:
            yield f"{under}{name}"


def at(record: Any, path: list[str]) -> Any:
    for name in path:
        record = record.get(name) if isinstance(record, dict) else None
    return record
