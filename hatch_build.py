"""Record in a wheel, and in a source archive, the commit that it is built from. The checkout itself is left alone."""

import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {"wheel": "readouts/commit.txt", "sdist": "scripts/readouts/commit.txt"}


class CommitHook(BuildHookInterface):
    """Puts ``commit.txt`` with the commit in the place of the one without."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict) -> None:
        """Write the file; where there is no checkout, the archive that is built from has its own."""
        sys.path.insert(0, str(Path(self.root, "scripts")))
        from readouts.commit import of_checkout

        commit = None if version == "editable" else of_checkout(self.root)
        if commit:
            self.folder = tempfile.TemporaryDirectory()
            path = Path(self.folder.name, "commit.txt")
            path.write_text(commit + "\n", encoding="utf-8")
            build_data["force_include"][str(path)] = PLACES[self.target_name]

    def finalize(self, version: str, build_data: dict, artifact_path: str) -> None:
        """Remove the file that was packed."""
        if hasattr(self, "folder"):
            self.folder.cleanup()
