"""Compare what two governments published about one conversation.

Whoever works in Python needs what is listed here, and no module beneath it: those may move. Each name is imported when it
is first asked for, so that ``import readouts`` takes no time.
"""

from importlib import import_module
from typing import Any

# Each public name, and the module that has it.
_HOMES = {
    "DATA": "paths",
    "Codebook": "corpus.codebook",
    "DataError": "corpus.datapackage",
    "EXAMPLE": "api.passages",
    "Picture": "api.pictures",
    "UnknownLanguage": "api.passages",
    "alone": "api.comparisons",
    "code": "api.coding",
    "collocates": "api.comparisons",
    "concordance": "api.coding",
    "count": "api.counts",
    "figure": "api.pictures",
    "formulas": "api.formulas",
    "keyness": "api.comparisons",
    "load_report": "api.loading",
    "rates": "api.counts",
    "read": "api.passages",
    "read_codebook": "api.codebooks",
    "tokens": "api.passages",
}
__all__ = [
    "DATA",
    "EXAMPLE",
    "Codebook",
    "DataError",
    "Picture",
    "UnknownLanguage",
    "__version__",
    "alone",
    "code",
    "collocates",
    "concordance",
    "count",
    "figure",
    "formulas",
    "keyness",
    "load_report",
    "rates",
    "read",
    "read_codebook",
    "tokens",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name == "__version__":
        from importlib.metadata import version

        return version("readouts")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
