"""What ``CITATION.cff`` says of a book, as a reference in words, as BibTeX, RIS and CSL-JSON: the single source of its own citation.

A book without the file is cited by its title and author in ``_config.yml``.
"""

import re
from pathlib import Path

import yaml

# What LaTeX takes for commands. BibTeX counts braces even after a backslash.
_SPECIAL = {character: f"\\{character}" for character in "&%$#_"}
_SPECIAL |= {
    character: f"\\text{name}{{}}"
    for character, name in {
        "{": "braceleft",
        "}": "braceright",
        "~": "asciitilde",
        "^": "asciicircum",
        "\\": "backslash",
    }.items()
}


def citation(folder: Path) -> dict:
    """Read ``CITATION.cff`` in a folder; without the file, what stands in its place in ``_config.yml``.

    Returns
    -------
    dict
        With ``title`` and ``authors`` at least, as the Citation File Format has them.
    """
    path = folder / "CITATION.cff"
    if path.exists():
        return _read(path)
    config = _read(folder / "_config.yml")
    return {
        "title": config.get("title", folder.name),
        "authors": [{"name": config.get("author", "anonymous")}],
    }


def _read(path: Path) -> dict:
    # Each figure and each page asks for it: the loader in C takes a tenth of the time, and is not on every machine.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def version(cff: dict) -> str:
    """Return the book's version, or that it has none."""
    return str(cff.get("version", "none"))


def authors(cff: dict) -> list[str]:
    """Return the authors' names, family name first; an organisation's as it is.

    Examples
    --------
    >>> authors({"authors": [{"name": "The project"}, {"family-names": "Berg", "name-particle": "van den", "given-names": "A."}, {"given-names": "Madonna"}]})
    ['The project', 'van den Berg, A.', 'Madonna']
    """
    return [author.get("name") or _person(author) for author in cff["authors"]]


def _person(author: dict) -> str:
    family = " ".join(
        author[part] for part in ("name-particle", "family-names", "name-suffix") if part in author
    )
    return ", ".join(filter(None, (family, author.get("given-names")))) or author["alias"]


def reference(cff: dict, figure: tuple[str, str] | None = None, address: str = "") -> str:
    """Return a reference in words: to the book, or to a figure of it.

    Parameters
    ----------
    cff : dict
        See `citation`.
    figure : (str, str), optional
        The figure's title and its id.
    address : str

    Examples
    --------
    >>> cff = {"title": "One call", "authors": [{"name": "The project"}], "version": "0.1.0", "date-released": "2026-11-23"}
    >>> reference(cff)
    'The project (2026): One call. Version 0.1.0.'
    >>> reference(cff, ("Frames", "coded-frames"), "https://example.org/")
    'The project (2026): “Frames”, figure coded-frames. In: One call. Version 0.1.0. https://example.org/'
    """
    part = f"“{figure[0]}”, figure {figure[1]}. In: " if figure else ""
    numbered = [f"Version {cff['version']}."] if "version" in cff else []
    places = [place for place in (doi(cff), address) if place]
    return " ".join(
        [
            f"{'; '.join(authors(cff))} ({_year(cff) or 'no date'}): {part}{cff['title']}.",
            *numbered,
            *places,
        ]
    )


def source(cff: dict, figure_id: str, texts: str = "") -> str:
    """Return where a figure is from, as the line below it says it: whose texts it rests on, where that is told, and whose figure it is.

    Examples
    --------
    >>> cff = {"title": "One call: a comparison", "authors": [{"name": "The project"}], "version": "0.1.0", "license": "CC-BY-4.0"}
    >>> source(cff, "coded-frames")
    'Source: The project, One call, version 0.1.0, figure coded-frames. CC-BY-4.0'
    >>> source(cff, "coded-frames", "the court’s letter of 1 May 1900")
    'Source: the court’s letter of 1 May 1900. Analysis: The project, One call, version 0.1.0, figure coded-frames. CC-BY-4.0'
    """
    by = [*authors(cff), cff["title"].partition(":")[0], _year(cff)]
    by += [f"version {cff['version']}"] if "version" in cff else []
    place = doi(cff) or str(cff.get("url", ""))
    whose = f"Source: {texts}. Analysis" if texts else "Source"
    said = [f"{whose}: {', '.join(filter(None, by))}, figure {figure_id}", place, licence(cff)]
    return ". ".join(filter(None, said))


def credit(cff: dict, figure_id: str = "") -> str:
    """Return whom to credit and of which year, and which figure, as a line below it has room for.

    Examples
    --------
    >>> credit({"title": "One call", "authors": [{"name": "The project"}], "date-released": "2026-11-23"}, "coded-frames")
    'The project (2026), figure coded-frames'
    >>> credit({"authors": [{"family-names": "Berg", "name-particle": "van den", "given-names": "A."}, {"name": "B"}]})
    'van den Berg and B (no date)'
    >>> credit({"authors": [{"given-names": "Madonna"}, {"name": "B"}, {"name": "C"}]})
    'Madonna et al. (no date)'
    """
    names = [
        name.partition(", ")[0] if "name" not in author else name
        for author, name in zip(cff["authors"], authors(cff))
    ]
    who = " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
    return f"{who} ({_year(cff) or 'no date'})" + (f", figure {figure_id}" if figure_id else "")


def bibtex(cff: dict, figure: tuple[str, str] | None = None, address: str = "") -> str:
    """Return the same reference as a BibTeX entry.

    Examples
    --------
    >>> print(bibtex({"title": "War & peace", "authors": [{"name": "The project"}]}))
    @misc{the-project-war-peace,
      author = {{The project}},
      title = {{War \\& peace}},
      publisher = {{The project}}
    }
    """
    names = " and ".join(
        _escaped(name) if "," in name else f"{{{_escaped(name)}}}" for name in authors(cff)
    )
    told = ([f"Figure {figure[1]}"] if figure else []) + (
        [f"version {cff['version']}"] if "version" in cff else []
    )
    note = ", ".join(told)
    fields = {
        "author": names,
        "title": f"{{{_escaped(figure[0] if figure else cff['title'])}}}",
        "booktitle": f"{{{_escaped(cff['title'])}}}" if figure else "",
        "publisher": f"{{{_escaped(publisher(cff))}}}",
        "year": _year(cff),
        "version": str(cff.get("version", "")),
        "note": _escaped(note[:1].upper() + note[1:]),
        "doi": cff.get("doi", ""),
        "url": address if is_url(address) else "",
        # The page is as it was when the version was released.
        "urldate": _date(cff) if is_url(address) else "",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{'incollection' if figure else 'misc'}{{{_key(cff, figure)},\n{lines}\n}}"


def ris(cff: dict, figure: tuple[str, str], address: str = "") -> str:
    """Return the reference to a figure as RIS, which reference managers import.

    Examples
    --------
    >>> cff = {"title": "One call", "authors": [{"name": "The project"}], "version": "0.1.0", "date-released": "2026-11-23"}
    >>> print(ris(cff, ("Frames", "coded-frames")))  # doctest: +NORMALIZE_WHITESPACE
    TY  - FIGURE
    AU  - The project
    TI  - Frames
    T2  - One call
    PY  - 2026
    DA  - 2026/11/23
    ET  - 0.1.0
    PB  - The project
    N1  - Figure coded-frames, version 0.1.0
    ER  -
    """
    version_of = f", version {cff['version']}" if "version" in cff else ""
    lines = [
        ("TY", "FIGURE"),
        *(("AU", name) for name in authors(cff)),
        ("TI", figure[0]),
        ("T2", cff["title"]),
        ("PY", _year(cff)),
        ("DA", _date(cff).replace("-", "/")),
        ("ET", str(cff.get("version", ""))),
        ("PB", publisher(cff)),
        ("DO", cff.get("doi", "")),
        ("UR", address if is_url(address) else ""),
        ("N1", f"Figure {figure[1]}{version_of}"),
    ]
    said = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return f"{said}ER  - \r\n"


def csl(cff: dict, figure: tuple[str, str], address: str = "") -> dict:
    """Return the reference to a figure as an item of CSL-JSON.

    Examples
    --------
    >>> item = csl({"title": "One call", "authors": [{"name": "The project"}]}, ("Frames", "coded-frames"))
    >>> item["type"], item["title"], item["container-title"], item["author"]
    ('figure', 'Frames', 'One call', [{'literal': 'The project'}])
    """
    item = {
        "id": _key(cff, figure),
        "type": "figure",
        "title": figure[0],
        "container-title": cff["title"],
        "author": [_csl_name(author) for author in cff["authors"]],
        "publisher": publisher(cff),
        "version": str(cff.get("version", "")),
        "number": figure[1],
        "DOI": cff.get("doi", ""),
        "URL": address if is_url(address) else "",
    }
    if date_parts := [int(part) for part in _date(cff).split("-") if part]:
        item["issued"] = {"date-parts": [date_parts]}
    return {name: value for name, value in item.items() if value}


def _csl_name(author: dict) -> dict[str, str]:
    parts = {
        "family": "family-names",
        "given": "given-names",
        "non-dropping-particle": "name-particle",
        "suffix": "name-suffix",
    }
    named = {name: author[part] for name, part in parts.items() if part in author}
    return named or {"literal": author.get("name") or author["alias"]}


def publisher(cff: dict) -> str:
    """Return who publishes the book: whom the preferred citation names, or the authors themselves."""
    preferred = cff.get("preferred-citation", {})
    for role in ("publisher", "institution"):
        if role in preferred:
            return str(preferred[role]["name"])
    return "; ".join(authors(cff))


def licence(cff: dict) -> str:
    """Return the licence of the report itself, by its SPDX name; nothing where none is said."""
    return str(cff.get("preferred-citation", cff).get("license", ""))


def code_licence(cff: dict) -> str:
    """Return the licence of the code, by its SPDX name; nothing where none is said, or where what is cited is no program."""
    return str(cff.get("license", "")) if cff.get("type", "software") == "software" else ""


_CREATIVE_COMMONS = re.compile(r"CC(?:-([A-Z-]+)|0)-([\d.]+)")


def in_words(spdx: str) -> str:
    """Return the name of a licence as it is written in a sentence.

    Examples
    --------
    >>> [in_words(name) for name in ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "MIT")]
    ['CC BY 4.0', 'CC BY-SA 4.0', 'CC0 1.0', 'MIT']
    """
    known = _CREATIVE_COMMONS.fullmatch(spdx)
    return f"CC{f' {known[1]}' if known[1] else '0'} {known[2]}" if known else spdx


def licence_address(spdx: str) -> str:
    """Return the address where a licence stands: of a Creative Commons licence its own, else that in the list of SPDX; nothing for a private name.

    Examples
    --------
    >>> licence_address("CC-BY-4.0"), licence_address("CC0-1.0")
    ('https://creativecommons.org/licenses/by/4.0/', 'https://creativecommons.org/publicdomain/zero/1.0/')
    >>> licence_address("MIT"), licence_address("LicenseRef-Own")
    ('https://spdx.org/licenses/MIT.html', '')
    """
    if known := _CREATIVE_COMMONS.fullmatch(spdx):
        kind = f"licenses/{known[1].lower()}" if known[1] else "publicdomain/zero"
        return f"https://creativecommons.org/{kind}/{known[2]}/"
    return "" if spdx.startswith("LicenseRef-") else f"https://spdx.org/licenses/{spdx}.html"


def is_url(address: str) -> bool:
    """Return whether an address is one of the web, and not a place in the book."""
    return address.startswith(("http://", "https://"))


def _key(cff: dict, figure: tuple[str, str] | None) -> str:
    if figure:
        return f"readouts-{figure[1]}"
    return re.sub(
        r"[^a-z0-9]+", "-", f"{authors(cff)[0]} {cff['title'].partition(':')[0]}".casefold()
    ).strip("-")


def _date(cff: dict) -> str:
    """Return the day of release, as ISO 8601 has it; YAML has read a date or a text."""
    return str(cff.get("date-released", ""))


def _year(cff: dict) -> str:
    return _date(cff)[:4]


def doi(cff: dict) -> str:
    """Return the address by the DOI of the book, where it has one."""
    return f"https://doi.org/{cff['doi']}" if "doi" in cff else ""


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)
