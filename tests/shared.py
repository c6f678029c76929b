"""Where the tests find ``../shared``: the facts and texts that the project was built from and does not carry."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared on this machine")
