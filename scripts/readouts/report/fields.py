"""The columns of published tables in words: what stands in each, and in which unit."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from ..corpus.corpus import Corpus


class Field(NamedTuple):
    """What stands in a column.

    Attributes
    ----------
    description : str
        In plain words, true of every cell of the column.
    unit : str
        What a number in it counts or is measured in; empty where there are no numbers.
    """

    description: str
    unit: str = ""


PER_THOUSAND = "per 1,000 words"
# Columns that mean the same in every exhibit that has them. An exhibit may say it more closely in ``fields``.
SHARED = {
    "code": Field("the code: its short name in the codebook"),
    "contacts": Field("contacts whose items have the string", "contacts"),
    "document_frequency": Field("texts of the stratum that have it", "texts"),
    "english": Field("what the string is in English"),
    "event": Field("short name of the event"),
    "event_name": Field("the event as it is called in print"),
    "finding": Field("id of the finding under which the number stands in the evidence"),
    "frame": Field("the frame: its short name in the codebook"),
    "frame_label": Field("name of the frame in print"),
    "frequency": Field("distinct coded stretches", "stretches"),
    "label": Field("name in print of what the row is about"),
    "n_tokens": Field("size of the text", "words"),
    "normalized_frequency": Field("the frequency divided by the size, times 1,000", PER_THOUSAND),
    "readout_id": Field("short name of the readout"),
    "shown": Field("whether the page shows the row; this file has all rows"),
    "side": Field("short name of the side whose text it is"),
    "stratum": Field("short name of the stratum of the reference texts"),
    "told_by": Field("who states the topic: one side alone, by its short name, or both"),
    "topic": Field("short name of the topic"),
    "term": Field("the string of characters that is looked for"),
    "word": Field("the word, in the form under which it is counted"),
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def of_tables(corpus: Corpus, names: Iterable[str]) -> dict[str, Field]:
    """Return the columns of tables of the data folder as its descriptor has them; of one name the first table's."""
    found: dict[str, Field] = {}
    for name in names:
        for column, description in corpus.described.get(name, {}).items():
            found.setdefault(column, Field(description))
    return found


def type_of(column: pd.Series) -> str:
    """Return the type of a published column by the Table Schema: of what is in its cells, empty ones apart.

    Examples
    --------
    >>> type_of(pd.Series([1, 2])), type_of(pd.Series([0.5, None])), type_of(pd.Series([True]))
    ('integer', 'number', 'boolean')
    >>> type_of(pd.Series(["2022-06-15", ""])), type_of(pd.Series(["2022-06-15", "June"]))
    ('date', 'string')
    """
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    if pd.api.types.is_float_dtype(column):
        return "number"
    values = [value for value in column.dropna() if value != ""]
    if not values:
        return "string"
    if all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return "integer"
    if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        return "number"
    if all(
        isinstance(value, datetime.date) or (isinstance(value, str) and _DATE.fullmatch(value))
        for value in values
    ):
        return "date"
    return "string"


def schema(data: pd.DataFrame, fields: Mapping[str, Field | str]) -> list[dict[str, str]]:
    """Return the fields of a Table Schema for a published table.

    Parameters
    ----------
    data : DataFrame
    fields : mapping of str to Field or str
        What the exhibit itself says of its columns; of others the `SHARED` description holds. A text is a description
        without a unit.

    Returns
    -------
    list of dict
        ``name, type``, and ``description`` and ``unit`` where there is one, in the order of the columns.
    """
    described = []
    for name in data:
        field = fields.get(name, SHARED.get(name, ""))
        field = Field(field) if isinstance(field, str) else field
        said = {"description": field.description, "unit": field.unit}
        described.append(
            {"name": str(name), "type": type_of(data[name])}
            | {key: value for key, value in said.items() if value}
        )
    return described
