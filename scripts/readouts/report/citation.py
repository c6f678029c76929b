"""What ``CITATION.cff`` says of a book, as a reference in words and as BibTeX: the single source of its own citation.

A book without the file is cited by its title and author in ``_config.yml``.
"""

import re
from datetime import date
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
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    config = yaml.safe_load((folder / "_config.yml").read_text(encoding="utf-8"))
    return {
        "title": config.get("title", folder.name),
        "authors": [{"name": config.get("author", "anonymous")}],
    }


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
    places = [place for place in (_doi(cff), address) if place]
    return " ".join(
        [
            f"{'; '.join(authors(cff))} ({_year(cff) or 'no date'}): {part}{cff['title']}.",
            *numbered,
            *places,
        ]
    )


def bibtex(cff: dict, figure: tuple[str, str] | None = None, address: str = "") -> str:
    """Return the same reference as a BibTeX entry.

    Examples
    --------
    >>> print(bibtex({"title": "War & peace", "authors": [{"name": "The project"}]}))
    @misc{the-project-war-peace,
      author = {{The project}},
      title = {{War \\& peace}}
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
        "year": _year(cff),
        "note": _escaped(note[:1].upper() + note[1:]),
        "doi": cff.get("doi", ""),
        "url": address if address.startswith("http") else "",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{'incollection' if figure else 'misc'}{{{_key(cff, figure)},\n{lines}\n}}"


def _key(cff: dict, figure: tuple[str, str] | None) -> str:
    if figure:
        return f"readouts-{figure[1]}"
    return re.sub(
        r"[^a-z0-9]+", "-", f"{authors(cff)[0]} {cff['title'].partition(':')[0]}".casefold()
    ).strip("-")


def _year(cff: dict) -> str:
    released = cff.get("date-released", "")
    return str(released.year if isinstance(released, date) else str(released)[:4])


def _doi(cff: dict) -> str:
    return f"https://doi.org/{cff['doi']}" if "doi" in cff else ""


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)
