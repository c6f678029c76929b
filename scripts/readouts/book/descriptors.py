"""What the published tables hold, for machines and strangers: ``datapackage.json`` beside the CSVs of figures and of tables.

The descriptors follow Frictionless Data Package 1.0. What stands in a column is said where the exhibit is made
(``fields``), and nowhere else.
"""

import json
from pathlib import Path

from ..corpus import datapackage
from ..report.citation import citation, version
from ..report.publish import data_sha256
from .exhibits import FOLDER, PREFIX, in_order


def descriptor(
    name: str, exhibits: list[dict], cff: dict, licences: list[dict] | None = None
) -> dict:
    """Describe the CSVs of one folder of the site.

    Parameters
    ----------
    name : str
        Of the folder.
    exhibits : list of dict
        With ``id, title, docname, kind, schema`` and the CSV under ``files``.
    cff : dict
        As `citation` gives it.
    licences : list of dict, optional
        As the descriptor of the data has them.
    """
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": f"{cff['title']}: {name}",
        "version": version(cff),
        **({"licenses": licences} if licences else {}),
        "resources": [
            {
                "name": exhibit["id"],
                "path": f"{exhibit['id']}.csv",
                "title": exhibit["title"],
                "page": f"../{exhibit['docname']}.html#{PREFIX[exhibit['kind']]}-{exhibit['id']}",
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "format": "csv",
                "mediatype": "text/csv",
                "bytes": len(exhibit["files"]["csv"].encode("utf-8")),
                "hash": f"sha256:{data_sha256(exhibit['files']['csv'])}",
                "schema": {
                    "fields": [_in_order(field) for field in exhibit.get("schema", [])],
                    "missingValues": [""],
                },
            }
            for exhibit in exhibits
        ],
    }


def _in_order(field: dict) -> dict:
    """Return a field with its name first: a notebook's output comes with its keys sorted."""
    return {key: field[key] for key in ("name", "type", "description", "unit") if key in field}


def write(app, exception) -> None:
    """Write ``figures/datapackage.json`` and ``tables/datapackage.json`` into the site, each where there are such exhibits."""
    if exception or app.builder.format != "html":
        return
    source = Path(app.srcdir)
    for kind, folder in FOLDER.items():
        exhibits = [exhibit for exhibit in in_order(app.env) if exhibit["kind"] == kind]
        if exhibits:
            licences = datapackage.descriptor(source / "data").get("licenses")
            described = descriptor(folder, exhibits, citation(source), licences)
            path = Path(app.outdir) / folder / datapackage.DESCRIPTOR
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )


def setup(app) -> None:
    """Register the writing of the descriptors."""
    app.connect("build-finished", write)
