// Compile Python's own modules by the Pyodide that a page runs: from their sources each visit to the page would do so again.
// Run by scripts/workbench.py, with the folder of Pyodide. The same archive gives the same bytes.
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

process.on("uncaughtException", error => { console.error(String(error.message).trim()); process.exit(1); });
const folder = process.argv[2], archive = join(folder, "python_stdlib.zip");
const {loadPyodide} = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const python = await loadPyodide({indexURL: folder});
python.FS.writeFile("/sources.zip", new Uint8Array(readFileSync(archive)));
python.runPython(`
import sys
from importlib.util import MAGIC_NUMBER, source_hash
from marshal import dumps
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

UNCHECKED = (1).to_bytes(4, "little")  # by its hash, and by no date, which is held against no source
place = next(path for path in sys.path if path.endswith(".zip"))
with ZipFile("/sources.zip") as sources, ZipFile("/compiled.zip", "w", ZIP_DEFLATED) as compiled:
    for name in sorted(name for name in sources.namelist() if not name.endswith("/")):
        data = sources.read(name)
        if name.endswith(".py"):
            code = compile(data, f"{place}/{name}", "exec", dont_inherit=True)
            name, data = f"{name}c", MAGIC_NUMBER + UNCHECKED + source_hash(data) + dumps(code)
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED
        compiled.writestr(info, data)
`);
writeFileSync(archive, python.FS.readFile("/compiled.zip"));
