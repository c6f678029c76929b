"""Write what catalogues and archives read of the project, from the files that say it once: ``CITATION.cff`` (to which references are added),
``REUSE.toml``, the table of sources, the descriptor of the data (to which sources, sizes and hashes are added), and the exhibits. Run by ``make metadata``; a test holds the files equal to what is made here.
"""

import hashlib
import json
import tomllib
from pathlib import Path, PurePosixPath
from textwrap import indent
from urllib.parse import urlsplit

import yaml
from readouts import paths
from readouts.corpus import datapackage
from readouts.report import load
from readouts.report.chapters import exhibits
from readouts.report.fulltext import write_text
from readouts.report.sources import BY_HAND, Copy, Source, sources

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"figures": ("svg", "csv"), "tables": ("csv",)}


def cited() -> dict:
    """What CITATION.cff says; days are texts."""
    return yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), yaml.BaseLoader)


def licence(name: str) -> str:
    """The licence of a file, by REUSE.toml: the last of its entries that names the file."""
    entries = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    found = [entry for entry in entries if any(_names(glob, name) for glob in _list(entry["path"]))]
    return found[-1]["SPDX-License-Identifier"]


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _names(glob: str, name: str) -> bool:
    return name.startswith(glob.removesuffix("**")) if glob.endswith("**") else name == glob


def address(name: str) -> str:
    """Where a licence stands: at SPDX, or in this project."""
    return (
        f"LICENSES/{name}.txt"
        if name.startswith("LicenseRef-")
        else f"https://spdx.org/licenses/{name}"
    )


def given(**fields) -> dict:
    """Those fields that are known."""
    return {name.replace("__", "@"): value for name, value in fields.items() if value}


def zenodo(cff: dict) -> dict:
    """``.zenodo.json``: what a record of the project says."""
    known = sources(load().corpus.tables).values()
    derived = [
        {"identifier": source.copies[0].address, "relation": "isDerivedFrom", "scheme": "url"}
        for source in known
    ]
    own = [
        {"identifier": cff[key], "relation": "isIdenticalTo", "scheme": "url"}
        for key in ("url", "repository-code")
        if key in cff
    ]
    return given(
        title=cff["title"],
        upload_type="software",
        description=cff["abstract"],
        creators=[{"name": author["name"]} for author in cff["authors"]],
        version=cff["version"],
        publication_date=cff["date-released"],
        license=cff["license"],
        keywords=cff["keywords"],
        language="eng",
        notes=f"Code: {cff['license']}. Prose, tables and figures: {cff['preferred-citation']['license']}. "
        "Quoted official passages: no licence is claimed. REUSE.toml says which licence each file has.",
        related_identifiers=own + derived,
    )


def codemeta(cff: dict) -> dict:
    """``codemeta.json``: the software, in the terms of CodeMeta 3.0."""
    return given(
        __context="https://w3id.org/codemeta/3.0",
        __type="SoftwareSourceCode",
        name=cff["title"],
        description=cff["abstract"],
        author=_authors(cff),
        version=cff["version"],
        dateModified=cff["date-released"],
        license=address(cff["license"]),
        keywords=cff["keywords"],
        programmingLanguage="Python",
        runtimePlatform="Python 3.11, 3.12, 3.13 or 3.14",
        codeRepository=cff.get("repository-code"),
        url=cff.get("url"),
        identifier=cff.get("doi"),
    )


def _authors(cff: dict) -> list[dict]:
    return [{"@type": "Organization", "name": author["name"]} for author in cff["authors"]]


def crate(cff: dict) -> dict:
    """``ro-crate-metadata.json``: every table with its licence, its size and its SHA-256, in RO-Crate 1.1."""
    files = [_file(resource) for resource in datapackage.descriptor()["resources"]]
    authors = [
        {"@id": f"#author-{number}"} | author
        for number, author in enumerate(_authors(cff), start=1)
    ]
    root = given(
        __id="./",
        __type="Dataset",
        name=cff["title"],
        description=cff["abstract"],
        author=[{"@id": author["@id"]} for author in authors],
        datePublished=cff["date-released"],
        version=cff["version"],
        license={"@id": address(cff["preferred-citation"]["license"])},
        keywords=", ".join(cff["keywords"]),
        url=cff.get("url"),
        identifier=cff.get("doi"),
        hasPart=[{"@id": file["@id"]} for file in files],
    )
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    licences = sorted({file["license"]["@id"] for file in files})
    return {
        "@context": [
            "https://w3id.org/ro/crate/1.1/context",
            {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"},
        ],
        "@graph": [
            about,
            root,
            *authors,
            *files,
            *(
                {
                    "@id": name,
                    "@type": "CreativeWork",
                    "name": PurePosixPath(name).stem
                    if name.endswith(".txt")
                    else name.rpartition("/")[2],
                }
                for name in licences
            ),
        ],
    }


def _file(resource: dict) -> dict:
    content = (paths.DATA / resource["path"]).read_bytes()
    return given(
        __id=f"data/{resource['path']}",
        __type="File",
        name=resource["title"],
        description=resource.get("description"),
        encodingFormat=resource["mediatype"],
        license={"@id": address(licence(f"data/{resource['path']}"))},
        contentSize=str(len(content)),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def codecheck(cff: dict) -> dict:
    """``codecheck.yml``: every published figure and table, as `make book` makes it."""
    report = load()
    return {
        "version": "https://codecheck.org.uk/spec/config/1.0/",
        "paper": given(
            title=cff["title"],
            authors=[{"name": author["name"]} for author in cff["authors"]],
            reference=cff.get("url"),
        ),
        "manifest": [
            {"file": f"_build/html/{kind}/{exhibit.id}.{form}", "comment": exhibit.title}
            for kind, forms in FOLDERS.items()
            for exhibit in (function(report) for function in exhibits(kind, report))
            for form in forms
        ],
    }


def references() -> list[dict]:
    """The references of ``CITATION.cff``: the sources of the texts that are counted. As their author stands the site that published them."""
    return [_reference(source) for source in sources(load().corpus.tables).values()]


def _reference(source: Source) -> dict:
    first = source.copies[0]
    places = source.official or (first.address,)
    repository = next((copy for copy in source.copies if copy.commit), Copy(""))
    return given(
        type="website" if source.conversion == BY_HAND else "data",
        title=source.title,
        authors=[{"name": urlsplit(place).hostname} for place in places],
        url=first.address,
        repository=repository.address,
        commit=repository.commit,
    )


def citation(text: str) -> str:
    """``CITATION.cff``: as it is, with the references, which stand last, made anew."""
    own, head, _ = text.partition("\nreferences:\n")
    made = yaml.safe_dump(references(), allow_unicode=True, sort_keys=False, width=120)
    return f"{own}{head}{indent(made, '  ')}"


def _described_source(source: Source) -> dict[str, str]:
    return {"title": source.title, "path": source.copies[0].address}


def described(cff: dict) -> dict:
    """``data/datapackage.json``: as it is, with who made the data, the sources, and the size and the SHA-256 of each table."""
    found = datapackage.descriptor()
    known = sources(load().corpus.tables).values()
    found["sources"] = [_described_source(source) for source in known]
    found["contributors"] = [
        {"title": author["name"], "role": "author"} for author in cff["authors"]
    ]
    for resource in found["resources"]:
        content = (paths.DATA / resource["path"]).read_bytes()
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        resource.pop("sources", None)
        rests_on = [source for source in known if resource["name"] in source.used_by]
        resource |= given(sources=[_described_source(source) for source in rests_on])
    return found


def made() -> dict[str, str]:
    """Each file by its path, as it is to be."""
    cff = cited()
    found = {
        name: json.dumps(function(cff), ensure_ascii=False, indent=1) + "\n"
        for name, function in (
            (".zenodo.json", zenodo),
            ("codemeta.json", codemeta),
            ("ro-crate-metadata.json", crate),
            ("data/datapackage.json", described),
        )
    }
    found["codecheck.yml"] = yaml.safe_dump(
        codecheck(cff), allow_unicode=True, sort_keys=False, width=120
    )
    found["CITATION.cff"] = citation((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    for name, text in made().items():
        write_text(ROOT / name, text)
        print(name)
