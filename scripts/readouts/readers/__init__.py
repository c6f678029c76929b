"""Read the files that people have as documents: `read` guesses what a corpus is, and says so.

A file goes one way, and each stage knows only those before it: `opening` (unpack), `decoding` and `formats`; `parsing`,
with a module for each form (`delimited`, `json_lines`, `xlsx`, `parquet`, `frames`, `archives`, `text_folder`, `data_folder`), gives a
table as `rows` has it, and `extracting` takes texts from files that are documents; `mapping` says which column is what, and `description` says it to the user; `checking` looks at the cells;
`documents` gives the documents. `codebook_file` reads a codebook by the same way, `dictionaries` those of other programs,
and `annotations` what people have coded.
"""

from .documents import Reading, read
from .formats import FORMS, files

__all__ = ["FORMS", "Reading", "files", "read"]
