// Runs the package in a thread of its own, by Pyodide. Everything is fetched once, from this site; after that no address is asked for.
const base = new URL("workbench/", self.location);
const TYPES = {wasm: "application/wasm", json: "application/json", zip: "application/zip"};
let pyodide, ask, files = 0;

// A file is handed on while it comes: the browser compiles what has arrived.
async function fetched(name, tell) {
  const response = await fetch(new URL(name, base));
  if (!response.ok) throw new Error(`${name} cannot be had: ${response.status}`);
  const counted = new TransformStream({transform(part, out) { tell(part.length); out.enqueue(part); }});
  return new Response(response.body.pipeThrough(counted), {headers: {"Content-Type": TYPES[name.split(".").at(-1)]}});
}

async function load(sizes) {
  const names = Object.keys(sizes).filter(name => !name.endsWith(".mjs"));
  const total = names.reduce((sum, name) => sum + sizes[name], 0);
  let got = 0;
  const tell = more => { got += more; postMessage({progress: got / total}); };
  const coming = new Map(names.map(name => [new URL(name, base).href, fetched(name, tell)]));
  self.fetch = async address => {
    const found = coming.get(new URL(address, base).href);
    if (!found) throw new TypeError("the program asks for no address");
    return found;
  };
  const started = import(new URL("pyodide.mjs", base)).then(({loadPyodide}) => loadPyodide({indexURL: base.href, stdout: () => {}, stderr: () => {}}));
  const sources = coming.get(new URL("readouts.zip", base).href).then(response => response.arrayBuffer());
  const [archive, python] = await Promise.all([sources, started, ...coming.values()]);
  pyodide = python;
  pyodide.unpackArchive(archive, "zip", {extractDir: "/package"});
  for (const way of ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "importScripts"])
    Object.defineProperty(self, way, {value: undefined});
  for (const folder of ["/texts", "/files"]) pyodide.FS.mkdir(folder);
  ask = pyodide.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/package")
from functools import partial
from pathlib import Path
from readouts.workbench import Workbench, call
partial(call, Workbench(Path("/texts")))
`);
}

// A file of the user's lies in a folder of its own, under its name without what a path could be made of.
function kept({name, data}) {
  const folder = `/files/${++files}`, path = `${folder}/${name.replace(/[/\\\x00-\x1f]/g, "_").replace(/^\.+/, "") || "file"}`;
  pyodide.FS.mkdir(folder);
  pyodide.FS.writeFile(path, data);
  return path;
}

onmessage = async ({data: {id, load: sizes, file, asked}}) => {
  try {
    if (sizes) await load(sizes);
    postMessage({id, answer: file ? {found: kept(file)} : asked ? JSON.parse(ask(JSON.stringify(asked))) : {found: true}});
  } catch (error) {
    postMessage({id, answer: {fault: `The program stopped: ${String(error.message).trim().split("\n").at(-1)}`}});
  }
};
