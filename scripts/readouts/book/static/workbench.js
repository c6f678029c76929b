// The workbench: a form for texts, a thread that runs the package, and what it gives. No text leaves the page unless it is saved.
(() => {
  const root = document.querySelector(".workbench");
  if (!root || !root.querySelector(".form")) return;
  const {el, shown, whole} = workbench;
  const place = name => root.querySelector(`.${name}`);
  const here = document.currentScript.src;
  const MOST = 4_000_000, SLOW = 120_000, A_SECOND = 40_000; // characters: what is taken at most, what is called slow, what a second does
  const LONG = 200_000; // characters from which a browser is slow to lay a text out in a field
  const EXAMPLE = [["Northland", `The President of Northland spoke by telephone with the Prime Minister of Southland.

The President stressed that the sanctions are illegal and harm the trade in grain. He noted that Northland is ready for talks on the border crisis.

It was agreed to expand cooperation in energy.`], ["Southland", `The Prime Minister of Southland had a telephone conversation with the President of Northland.

The Prime Minister said that the sovereignty and territorial integrity of all countries should be respected, and called for a peaceful settlement of the conflict at the border.

The two sides agreed to expand cooperation in trade.`]].map(([side, text]) => ({side, text, date: "2031-05-04", event: "a call"}));
  let worker, loaded, waiting = new Map(), number = 0, codebook = "", last;

  if (location.protocol === "file:") {
    place("from-file").hidden = false;
    place("form").hidden = true;
    return;
  }
  const say = (...parts) => place("status").replaceChildren(...parts);

  // --- The thread ------------------------------------------------------------------------------
  function send(message) {
    if (!worker) {
      worker = new Worker(new URL("workbench-worker.js", here), {type: "module"});
      worker.onmessage = ({data}) => {
        if (data.progress !== undefined) return void (root.querySelector("progress").value = data.progress);
        const {resolve, reject} = waiting.get(data.id);
        waiting.delete(data.id);
        data.answer.fault === undefined ? resolve(data.answer.found) : reject(new Error(data.answer.fault));
      };
      worker.onerror = () => stop("The program could not be loaded.");
    }
    return new Promise((resolve, reject) => {
      waiting.set(++number, {resolve, reject});
      worker.postMessage({id: number, ...message});
    });
  }
  const ask = (...asked) => send({asked});

  function load() {
    if (loaded) return loaded;
    const bar = root.querySelector("progress");
    bar.hidden = false;
    say("The program is loaded and started.");
    loaded = send({load: JSON.parse(place("form").dataset.sizes)}).then(() => {
      place("size").textContent = "The program is loaded: what follows needs no network.";
    }).finally(() => { bar.hidden = true; });
    return loaded;
  }

  function stop(why) {
    worker?.terminate();
    for (const {reject} of waiting.values()) reject(new Error(why));
    worker = loaded = undefined;
    codebook = "";
    place("general").hidden = true;
    place("chosen").textContent = "The general codebook is taken.";
    waiting = new Map();
  }

  async function busy(work) {
    const buttons = [...root.querySelectorAll("button:not(.stop), input")].filter(one => !one.disabled);
    const focused = document.activeElement;
    buttons.forEach(one => { one.disabled = true; });
    place("stop").hidden = false;
    try {
      await work();
    } catch (fault) {
      say(...fault.message.split("\n").flatMap(line => [...shown(line), el("br")]));
      if (waiting.size === 0 && !place("size").textContent.startsWith("The program is loaded")) stop("");
    } finally {
      buttons.forEach(one => { one.disabled = false; });
      place("stop").hidden = true;
      if (document.activeElement === document.body && focused?.isConnected) focused.focus();
    }
  }

  // --- The form -----------------------------------------------------------------------------------
  const cards = () => [...place("texts").children];
  function add(given = {}) {
    const i = cards().length + 1;
    const field = (label, input) => el("label", {}, el("span", {}, label), input);
    const chosen = el("select", {name: "completeness"}, ["full", "excerpts"].map(one => el("option", {value: one}, one === "full" ? "the full text" : "excerpts of it")));
    const remove = el("button", {type: "button", class: "remove"}, `Remove text ${i}`);
    const card = el("fieldset", {}, el("legend", {}, `Text ${i}`),
      field("Side", el("input", {name: "side", type: "text", autocomplete: "off"})),
      field("Date", el("input", {name: "date", type: "text", placeholder: "2022-06-15", autocomplete: "off"})),
      field("Event", el("input", {name: "event", type: "text", autocomplete: "off"})),
      field("This is", chosen),
      field("Text", el("textarea", {name: "text", rows: 8, spellcheck: "false", dir: "auto", autocomplete: "off"})), i > 2 ? remove : []);
    remove.onclick = () => { card.remove(); count(); place("add").focus(); };
    const fill = {side: `Side ${i}`, date: "", event: "one event", completeness: "full", ...given, text: ""};
    for (const [name, value] of Object.entries(fill)) { const input = card.querySelector(`[name=${name}]`); if (input) input.value = value; }
    card.dataset.title = given.title ?? "";
    place("texts").append(card);
    const area = card.querySelector("textarea");
    area.onpaste = event => {
      const pasted = event.clipboardData.getData("text/plain");
      if (pasted.length < LONG) return;
      event.preventDefault();
      keep(card, area.value.slice(0, area.selectionStart) + pasted + area.value.slice(area.selectionEnd));
    };
    area.oninput = () => { if (area.value.length >= LONG) keep(card, area.value); };
    if (given.text?.length >= LONG) keep(card, given.text);
    else area.value = given.text ?? "";
    return card;
  }
  // A long text is kept without its field, and how it begins is shown.
  const kept = new WeakMap();
  function keep(card, text) {
    const area = card.querySelector("textarea"), label = area.closest("label"), focused = document.activeElement === area;
    const out = el("button", {type: "button"}, "Take it out");
    const note = el("p", {class: "kept"}, `A text of ${whole(text.length)} characters, too long to be shown here. It begins: `, ...shown(text.slice(0, 120)), "… ", out);
    out.onclick = () => { kept.delete(card); note.remove(); label.hidden = false; area.focus(); };
    kept.set(card, text.replaceAll("\r\n", "\n"));
    area.value = "";
    label.hidden = true;
    label.after(note);
    if (focused) out.focus();
  }
  const value = (card, name) => name === "text" && kept.has(card) ? kept.get(card) : card.querySelector(`[name=${name}]`).value;
  const texts = () => cards().filter(card => value(card, "text").trim()).map(card => ({
    ...Object.fromEntries(["side", "date", "event", "completeness", "text"].map(name => [name, name === "text" ? value(card, name) : value(card, name).trim()])), title: card.dataset.title}));

  // A text takes the place of a field that is empty.
  function put(given) {
    cards().find(card => !value(card, "text").trim())?.remove();
    add(given);
    count();
  }
  function count() {
    cards().forEach((card, i) => {
      card.querySelector("legend").textContent = `Text ${i + 1}`;
      const remove = card.querySelector(".remove");
      if (remove) remove.textContent = `Remove text ${i + 1}`;
    });
  }

  async function open(files) {
    await load();
    const said = [];
    for (const file of files) {
      say(`${file.name} is read.`);
      if (file.size > 4 * MOST) throw new Error(`${file.name} is too large for a page: ${(file.size / 1e6).toFixed(1)} MB. The command takes it: readouts check ${file.name}`);
      const path = await send({file: {name: file.name, data: new Uint8Array(await file.arrayBuffer())}});
      const found = await ask("opened", path);
      if (found.documents.length > 50) throw new Error(`${file.name} has ${whole(found.documents.length)} texts, and a page takes 50. The commands take it: readouts code ${file.name} --codebook FILE`);
      for (const one of found.documents) {
        const known = Object.fromEntries(Object.entries(one).filter(([, cell]) => cell));
        put({side: file.name.replace(/\.\w+$/, ""), ...known});
      }
      said.push(`${file.name}: ${whole(found.documents.length)} ${found.documents.length === 1 ? "text" : "texts"}.`);
    }
    say(...shown(said.join(" ")));
  }

  // --- The comparison -------------------------------------------------------------------------------
  async function compare() {
    const given = texts(), size = given.reduce((sum, one) => sum + one.text.length, 0);
    if (given.length < 2) throw new Error("Two texts are needed, each in its field.");
    if (size > MOST) throw new Error(`${whole(size)} characters are too many for a page, which takes ${whole(MOST)}. The commands take them: readouts alone FILE --codebook FILE`);
    await load();
    const slow = size > SLOW ? ` This takes about ${whole(Math.ceil(size / A_SECOND))} seconds.` : "";
    say(`${whole(size)} characters are read and coded.${slow}`);
    const codes = await ask("choose", codebook);
    const laid = await ask("lay", given);
    const coded = await ask("coded");
    last = {codes, documents: laid.documents};
    place("reader").replaceChildren(...workbench.reader(codes, laid.documents, coded.texts));
    place("counts").replaceChildren(...workbench.counts(codes, laid.documents, coded.counts));
    place("read").querySelector("ul").replaceChildren(...[...laid.said, ...codes.said].map(line => el("li", {}, shown(line))));
    for (const name of ["alone", "says", "lines"]) place(name).replaceChildren();
    place("results").hidden = false;
    root.dispatchEvent(new CustomEvent("coded"));
    say(`Coded. What stands in one account alone is looked for.${slow}`);
    const alone = await ask("alone");
    place("alone").replaceChildren(workbench.alone(codes, alone.rows), ...alone.said.map(line => el("p", {class: "hint"}, shown(line))));
    say(`Who says what is drafted.${slow}`);
    const drafted = await ask("drafted");
    place("says").replaceChildren(...workbench.says(laid.documents, drafted.rows, drafted.said));
    say("Done: the results stand below.");
    root.querySelector("#wb-side-by-side").focus();
  }

  async function find() {
    place("lines").replaceChildren(...workbench.lines(await ask("concordance", root.querySelector("#wb-pattern").value)));
  }

  // --- Saving -----------------------------------------------------------------------------------------
  function page() {
    const rules = [...document.styleSheets].filter(sheet => /\/(reader|workbench)\.css/.test(sheet.href ?? "")).flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText));
    const look = getComputedStyle(document.documentElement);
    const names = ["--pst-color-border", "--pst-color-text-muted", "--pst-color-background", "--pst-color-text-base", "--pst-color-primary", "--pst-color-link", "--pst-color-target"];
    const variables = `:root { ${names.map(name => `${name}: ${look.getPropertyValue(name)};`).join(" ")} --pst-font-family-heading: system-ui, sans-serif; } body { margin: 1rem auto; max-width: 75rem; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif; color: var(--pst-color-text-base); background: var(--pst-color-background); }`;
    const made = document.implementation.createHTMLDocument("Texts compared");
    made.documentElement.lang = "en";
    made.documentElement.dataset.theme = document.documentElement.dataset.theme ?? "light";
    const policy = {"http-equiv": "Content-Security-Policy", content: "default-src 'none'; style-src 'unsafe-inline'"};
    made.head.prepend(el("meta", {charset: "utf-8"}), el("meta", policy), el("meta", {name: "viewport", content: "width=device-width, initial-scale=1"}), el("style", {}, variables, rules.join("\n")));
    made.body.append(el("main", {}, el("h1", {}, "Texts compared"), place("reader").cloneNode(true)));
    return new Blob(["<!DOCTYPE html>\n", made.documentElement.outerHTML], {type: "text/html"});
  }

  async function save(name) {
    say(`${name} is made.`);
    const blob = name.endsWith(".html") ? page() : new Blob([Uint8Array.from(atob(await ask("saved", name)), letter => letter.charCodeAt(0))]);
    const address = URL.createObjectURL(blob);
    el("a", {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    say(`${name} is saved.`);
  }

  // --- What the buttons do ------------------------------------------------------------------------------
  add(); add();
  place("add").onclick = () => add().querySelector("input").focus();
  place("example").onclick = () => {
    EXAMPLE.forEach(put);
    place("example").hidden = true;
    say("Two invented texts stand in the fields. Compare them, or change them first.");
    place("compare").focus();
  };
  place("compare").onclick = () => busy(compare);
  place("stop").onclick = () => { stop("Stopped."); place("size").textContent = "The program is loaded again when it is needed."; };
  place("find").onclick = () => busy(find);
  root.querySelector("#wb-pattern").onkeydown = event => { if (event.key === "Enter") busy(find); };
  place("save").onclick = event => { const button = event.target.closest("button"); if (button) busy(() => save(button.value)); };
  place("files").onchange = event => busy(async () => { await open([...event.target.files]); event.target.value = ""; });
  place("codebook").onchange = event => busy(async () => {
    const [file] = event.target.files;
    event.target.value = "";
    await load();
    const path = await send({file: {name: file.name, data: new Uint8Array(await file.arrayBuffer())}});
    const found = await ask("choose", path);
    codebook = path;
    place("chosen").replaceChildren(...shown(`${file.name} is taken: ${whole(found.codes.length)} codes. ${found.said.join(" ")}`));
    place("general").hidden = false;
    say("");
  });
  place("general").onclick = () => {
    codebook = "";
    place("chosen").textContent = "The general codebook is taken.";
    place("general").hidden = true;
  };
  root.addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  root.addEventListener("drop", event => { if (event.dataTransfer.files.length) { event.preventDefault(); busy(() => open([...event.dataTransfer.files])); } });
})();
