// Runs the package in a thread of its own, by Pyodide. Everything is fetched once, from this site; after that no address is asked for.
const base = new URL("workbench/", self.location);
const TYPES = {wasm: "application/wasm", json: "application/json", zip: "application/zip"};
let pyodide, ask, files = 0;

async function fetched(name, tell) {
  const response = await fetch(new URL(name, base));
  if (!response.ok) throw new Error(`${name} cannot be had: ${response.status}`);
  const parts = [], reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    tell(part.value.length);
  }
  return new Blob(parts, {type: TYPES[name.split(".").at(-1)]});
}

async function load(sizes) {
  const names = Object.keys(sizes).filter(name => !name.endsWith(".mjs"));
  const total = names.reduce((sum, name) => sum + sizes[name], 0);
  let got = 0;
  const tell = more => { got += more; postMessage({progress: got / total}); };
  const blobs = await Promise.all(names.map(name => fetched(name, tell)));
  const held = new Map(names.map((name, i) => [new URL(name, base).href, blobs[i]]));
  self.fetch = async address => {
    const found = held.get(new URL(address, base).href);
    if (!found) throw new TypeError("the program asks for no address");
    return new Response(found);
  };
  const {loadPyodide} = await import(new URL("pyodide.mjs", base));
  pyodide = await loadPyodide({indexURL: base.href, stdout: () => {}, stderr: () => {}});
  pyodide.unpackArchive(await held.get(new URL("readouts.zip", base).href).arrayBuffer(), "zip", {extractDir: "/package"});
  held.clear();
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
