"""The code of a cell that is folded: it comes after what it shows, at the end of the line below it.

myst-nb puts it before the output, where it is the first thing that a reader meets. It stays in the page, and opens without a script.
"""

from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.transforms.post_transforms import SphinxPostTransform

from .exhibits import FOOT
from .nodes import element


class CodeLast(SphinxPostTransform):
    """Move the folded code of each cell to its end."""

    # After myst-nb has folded it.
    default_priority = 200
    formats = ("html",)

    def run(self, **kwargs) -> None:
        """Move it into the line below the cell's last exhibit, or below whatever else the cell shows."""
        for code in list(self.document.findall(HideCodeCellNode)):
            cell = code.parent
            if "above-input" in code["classes"] and len(cell.children) > 1:
                feet = [part for part in cell.findall(element) if FOOT in part["classes"]]
                cell.remove(code)
                (feet[-1] if feet else cell).append(code)


def setup(app) -> None:
    """Register the move."""
    app.add_post_transform(CodeLast)
