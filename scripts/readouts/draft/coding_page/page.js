"use strict";
// The page of a sheet: what is chosen is kept in the browser, and saved as the sheet. No text is ever markup.
const DATA = JSON.parse(document.getElementById("data").textContent);
const ROWS = DATA.rows, KEY = `readouts-sheet-${DATA.key}`;
const ASKED = [
  ["speaker", "Who is made to speak"], ["verb", "Reporting verb"], ["stance", "Stance of the verb"],
  ["agency", "Form of the doing"], ["topics", "Topics"], ["counterpart", "Says the same"],
];
const COLUMN = name => `${name}_confirmed`;
const at = id => document.getElementById(id);
const place = new Map(ROWS.map((row, number) => [row.sentence_id, number]));
// said: by sentence, what is chosen; seen: the sentences whose drafts were shown.
let state = { coder: "", asked: ASKED.map(one => one[0]), said: {}, seen: {}, blind: DATA.blind, at: 0, unsaved: false };
let now = 0, question = 0, other = null, writing = false;

// --- What is kept ----------------------------------------------------------------------------------

function kept() {
  try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; }
}
function keep() {
  state.at = now;
  try { localStorage.setItem(KEY, JSON.stringify(state)); }
  catch { say("This browser keeps nothing: save the sheet before you leave."); }
}
function say(text) { at("said").textContent = text; }
addEventListener("beforeunload", event => { if (state.unsaved) event.preventDefault(); });

// --- Values ----------------------------------------------------------------------------------------

const list = cell => (cell || "").split(";").map(one => one.trim()).filter(Boolean);
const own = row => state.said[row.sentence_id] || {};
const drafted = (row, name) => state.blind ? "" : name === "counterpart" ? "" : row[name];
const asked = () => ASKED.filter(([name]) => state.asked.includes(name));
const isOpen = row => asked().some(([name]) => !own(row)[COLUMN(name)]);
// What a cell says, whether it confirms a draft or gives a value; topics in one order.
function value(row, cells, name) {
  const cell = cells[COLUMN(name)];
  if (!cell) return "";
  const meant = cell === "ok" ? row[name] || cells[name] || "none" : cell;
  if (name === "speaker" && meant === "none") return "nobody";
  return list(meant).sort().join("; ");
}
function set(row, name, cell) {
  const cells = { ...own(row) };
  if (cell) cells[COLUMN(name)] = cell; else delete cells[COLUMN(name)];
  const day = new Date();
  cells.coded_on = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(part => String(part).padStart(2, "0")).join("-");
  state.said[row.sentence_id] = cells;
  state.unsaved = true;
  keep();
}
function options(row, name) {
  if (name === "verb") return drafted(row, "verb") && row.verb !== "none" ? [row.verb] : [];
  if (name === "counterpart") return state.blind ? [] : [row.nearest_1, row.nearest_2].filter(Boolean);
  const all = DATA.choices[name].filter(one => one !== "none");
  if (name !== "topics") return all;
  const first = list(drafted(row, name)).filter(one => one !== "none");
  return [...new Set([...first, ...chosen(row, name), ...all])];
}
function chosen(row, name) {
  const cell = own(row)[COLUMN(name)];
  return cell === "ok" ? list(row[name]) : list(cell);
}
const several = name => name === "topics" || name === "counterpart";

// --- Keys ------------------------------------------------------------------------------------------

function choose(name, option) {
  const row = ROWS[now];
  if (!several(name) || option === "none") { set(row, name, option); return several(name) ? show() : forward(); }
  const before = chosen(row, name).filter(one => one !== "none");
  const after = before.includes(option) ? before.filter(one => one !== option) : [...before, option];
  set(row, name, after.join("; "));
  show();
}
function confirm(all) {
  const row = ROWS[now], names = asked().map(([name]) => name);
  for (const name of all ? names : [names[question]]) {
    if (!own(row)[COLUMN(name)] && drafted(row, name)) set(row, name, "ok");
  }
  if (all) move(1); else forward();
}
function forward() {
  if (question + 1 < asked().length) { question += 1; show(); } else move(1);
}
const shows = row => {
  const filter = at("filter").value;
  return filter === "all" || (filter === "open" ? isOpen(row) : differing(row).length > 0);
};
function move(step) {
  let to = now + step;
  while (to >= 0 && to < ROWS.length && !shows(ROWS[to])) to += step;
  if (to < 0 || to >= ROWS.length) { say(step > 0 ? "No further sentence." : "No sentence before this one."); show(); return; }
  say("");
  now = to; question = 0;
  keep(); show();
  at("text").focus({ preventScroll: true });
  scrollTo(0, Math.min(scrollY, at("place").offsetTop));
}
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const name = (asked()[question] || [])[0], field = event.target.closest("input:not([type=checkbox]), select, summary");
  if (field) {
    if (event.target.id === "value" && event.key === "Enter") { event.preventDefault(); written(name, event.target.value); }
    else if (event.key === "Escape") { writing = false; event.target.blur(); show(); }
    return;
  }
  if (event.target.closest("button, a") && (event.key === "Enter" || event.key === " ")) return;
  if (!state.coder) { say("Write your initials first."); at("coder").focus(); event.preventDefault(); return; }
  const acts = {
    Enter: () => confirm(event.shiftKey), n: () => move(1), ArrowRight: () => move(1), b: () => move(-1), ArrowLeft: () => move(-1),
    ArrowDown: () => { question = Math.min(question + 1, asked().length - 1); show(); },
    ArrowUp: () => { question = Math.max(question - 1, 0); show(); },
    e: () => { writing = true; show(); }, s: save, Backspace: () => { set(ROWS[now], name, ""); show(); },
  };
  const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) act();
  else if (/^[0-9]$/.test(event.key) && name) {
    const option = event.key === "0" ? "none" : options(ROWS[now], name)[event.key - 1];
    if (option) choose(name, option);
  } else return;
  event.preventDefault();
});
function written(name, text) {
  const said = list(text.trim());
  writing = false;
  if (!said.length) return show();
  if (name === "counterpart" && said.some(one => one !== "none" && !(place.has(one) && ROWS[place.get(one)].document_id !== ROWS[now].document_id)))
    return say("The id of a sentence of another account, or none.");
  if (["stance", "agency", "topics"].includes(name) && DATA.choices[name].length && said.some(one => one !== "none" && !DATA.choices[name].includes(one)))
    return say(`One of: ${DATA.choices[name].join(", ")}.`);
  if (name === "topics") { set(ROWS[now], name, [...new Set([...chosen(ROWS[now], name).filter(one => one !== "none"), ...said])].join("; ")); return show(); }
  set(ROWS[now], name, several(name) ? said.join("; ") : text.trim());
  forward();
}

// --- What is shown ---------------------------------------------------------------------------------

function made(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, cell] of Object.entries(attributes)) element.setAttribute(name, cell);
  return element;
}
function show() {
  const row = ROWS[now], near = at("near");
  // Of a neighbour in the same text.
  const beside = step => (ROWS[now + step] && ROWS[now + step].document_id === row.document_id ? ROWS[now + step].text : "");
  at("place").textContent = `${now + 1} of ${ROWS.length}: ${row.side}, ${row.event || row.date}, ${row.sentence_id}`;
  at("before").textContent = beside(-1);
  at("after").textContent = beside(1);
  at("text").textContent = row.text;
  at("text").lang = row.language;
  at("questions").replaceChildren(...asked().map(([name, label], number) => asking(row, name, label, number)));
  near.replaceChildren();
  if (!state.blind) {
    state.seen[row.sentence_id] = 1;
    if (row.nearest_1) near.append(made("h2", "Nearest in the other accounts"), made("p", "Proposed by similarity: none may say the same, and another sentence may.", { class: "context" }));
    for (const number of [1, 2]) if (row[`nearest_${number}`]) {
      const card = made("div", "", { class: "card" }), id = row[`nearest_${number}`];
      const text = made("p", row[`nearest_${number}_text`]);
      if (place.has(id)) text.lang = ROWS[place.get(id)].language;
      card.append(made("p", `${number}: ${id}, similarity ${row[`nearest_${number}_similarity`]}`, { class: "place" }), text);
      near.append(card);
    }
  }
  const done = ROWS.filter(one => !isOpen(one)).length;
  at("progress").textContent = `${done} of ${ROWS.length} sentences coded${state.unsaved ? "; not saved yet" : ""}`;
  agreement();
  if (writing) at("value").focus();
}
function asking(row, name, label, number) {
  const box = made("div", "", { class: number === question ? "question now" : "question" }), head = made("h2", "");
  const button = made("button", label, { type: "button", "aria-current": number === question ? "true" : "false" });
  button.onclick = () => { question = number; show(); };
  head.append(button);
  const cell = own(row)[COLUMN(name)];
  if (drafted(row, name)) head.append(made("span", `draft: ${row[name]}`, { class: "drafted" }));
  if (cell) head.append(made("span", cell === "ok" ? `✓ ${row[name]}` : cell, { class: "answer" }));
  if (other && at("agree").checked && differing(row).includes(name)) head.append(made("span", `${other.coder}: ${value(row, other.said[row.sentence_id], name)}`, { class: "differs" }));
  box.append(head);
  if (number !== question) return box;
  const all = made("div", "", { class: "options" }), picked = chosen(row, name);
  const add = (key, option, said) => {
    const one = made("button", "", { type: "button", "aria-pressed": String(picked.includes(option)) });
    if (key !== "") one.append(made("kbd", key), " ");
    one.append(said);
    one.onclick = () => (state.coder ? choose(name, option) : say("Write your initials first."));
    all.append(one);
  };
  if (drafted(row, name)) {
    const right = made("button", "", { type: "button" });
    right.append(made("kbd", "Enter"), ` ${row[name]} is right`);
    right.onclick = () => (state.coder ? confirm(false) : say("Write your initials first."));
    all.append(right);
  }
  options(row, name).forEach((option, place) => add(place < 9 ? String(place + 1) : "", option, option));
  add("0", "none", name === "speaker" ? "none: nobody" : "none");
  if (writing) {
    const field = made("input", "", { id: "value", "aria-label": `Another value: ${label}`, list: "values" });
    at("values").replaceChildren(...(DATA.choices[name] || []).map(option => made("option", "", { value: option })));
    all.append(field);
  } else {
    const write = made("button", "", { type: "button" });
    write.append(made("kbd", "E"), " another");
    write.onclick = () => { writing = true; show(); };
    all.append(write);
  }
  box.append(all);
  return box;
}

// --- Another coder ---------------------------------------------------------------------------------

function differing(row) {
  const theirs = other && other.said[row.sentence_id];
  if (!theirs) return [];
  return asked().map(([name]) => name).filter(name => {
    const mine = value(row, own(row), name), said = value(row, theirs, name);
    return mine && said && mine !== said;
  });
}
function agreement() {
  const text = at("agreement");
  if (!other || !at("agree").checked) { text.textContent = ""; return; }
  text.textContent = `With ${other.coder}: ` + asked().map(([name, label]) => {
    const both = ROWS.filter(row => own(row)[COLUMN(name)] && (other.said[row.sentence_id] || {})[COLUMN(name)]);
    return `${label.toLowerCase()} ${both.filter(row => !differing(row).includes(name)).length} of ${both.length} alike`;
  }).join("; ") + ".";
}

// --- The sheet as a file ---------------------------------------------------------------------------

const guarded = cell => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = cell => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
function csv() {
  const head = DATA.about.map(line => `# ${line}\r\n`).join("");
  const drafts = [...ASKED.map(one => one[0]), "drafted_by", ...[1, 2].flatMap(number => ["", "_similarity", "_text"].map(end => `nearest_${number}${end}`))];
  const lines = ROWS.map(row => {
    const said = own(row), cells = { ...row, ...said };
    // Who has not seen the drafts of a sentence has coded it blind.
    if (!state.seen[row.sentence_id] && ASKED.some(([name]) => said[COLUMN(name)])) for (const name of drafts) if (name in cells) cells[name] = "";
    const judged = ASKED.some(([name]) => said[COLUMN(name)]);
    cells.coder = judged ? said.coder || state.coder : "";
    cells.coded_on = judged ? said.coded_on || "" : "";
    return DATA.columns.map(name => quoted(guarded(cells[name] || ""))).join(",");
  });
  return `\ufeff${head}${DATA.columns.join(",")}\r\n${lines.join("\r\n")}\r\n`;
}
function save() {
  if (!state.coder) { say("Write your initials first."); at("coder").focus(); return; }
  const link = made("a", "", { download: `sheet-${state.coder.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv` });
  link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  state.unsaved = false;
  keep();
  say(`Saved as ${link.download}.`);
  show();
}
function records(text) {
  const rows = [[]];
  let cell = "", inside = false;
  for (let place = 0; place < text.length; place += 1) {
    const one = text[place];
    if (inside) {
      if (one !== '"') cell += one;
      else if (text[place + 1] === '"') { cell += '"'; place += 1; }
      else inside = false;
    } else if (one === '"') inside = true;
    else if (one === "," || one === "\n") {
      rows.at(-1).push(cell.replace(/\r$/, "").replace(/^'(?='*[=+\-@\t])/, ""));
      cell = "";
      if (one === "\n") rows.push([]);
    } else cell += one;
  }
  return rows.filter(row => row.some(Boolean));
}
async function opened(input) {
  const text = (await input.files[0].text()).replace(/^\ufeff/, "");
  const body = text.split(/\n/).findIndex(line => !line.startsWith("# ") && line.trim());
  const [header, ...rows] = records(text.split(/\n/).slice(body).join("\n") + "\n");
  if (!header || !header.includes("sentence_id")) { say("No sheet with commas between its cells and a column sentence_id."); return null; }
  const found = { coder: "", said: {}, seen: {} };
  for (const cells of rows) {
    const row = Object.fromEntries(header.map((name, number) => [name, cells[number] || ""]));
    if (!place.has(row.sentence_id) || ROWS[place.get(row.sentence_id)].text !== row.text) { say(`${row.sentence_id} is another sentence there: a sheet of other texts.`); return null; }
    const said = Object.fromEntries(ASKED.filter(([name]) => row[COLUMN(name)]).map(([name]) => [COLUMN(name), row[COLUMN(name)]]));
    if (!Object.keys(said).length) continue;
    found.coder ||= row.coder;
    if (row.drafted_by) found.seen[row.sentence_id] = 1;
    found.said[row.sentence_id] = { ...Object.fromEntries(ASKED.map(([name]) => [name, row[name]])), ...said, coder: row.coder, coded_on: row.coded_on, note: row.note };
  }
  return found;
}
at("own").onchange = async event => {
  const found = await opened(event.target);
  if (!found) return;
  for (const [name, cells] of Object.entries(found.said)) {
    const { coder, coded_on, note } = cells;
    state.said[name] = { ...Object.fromEntries(Object.entries(cells).filter(([column]) => column.endsWith("_confirmed"))), coder, coded_on, note };
  }
  state.seen = { ...state.seen, ...found.seen };
  state.coder ||= found.coder;
  at("coder").value = state.coder;
  say(`${Object.keys(found.said).length} sentences taken from the sheet.`);
  keep(); show();
};
at("other").onchange = async event => {
  const found = await opened(event.target);
  if (!found) return;
  other = found;
  at("agree").disabled = at("filter").options[2].disabled = false;
  say(`The sheet of ${other.coder || "another coder"} is here, and hidden.`);
};

// --- Beginning -------------------------------------------------------------------------------------

state = { ...state, ...kept() };
if (DATA.blind) state.blind = true;
now = Math.min(state.at, ROWS.length - 1);
at("coder").value = state.coder;
at("blind").checked = state.blind;
at("blind").disabled = DATA.blind;
at("coder").oninput = event => { state.coder = event.target.value.trim(); keep(); };
at("coder").onkeydown = event => { if (event.key === "Enter") { at("text").focus(); event.preventDefault(); event.stopPropagation(); } };
at("blind").onchange = event => { state.blind = event.target.checked; keep(); show(); };
at("agree").onchange = show;
at("filter").onchange = event => {
  event.target.blur();
  const first = ROWS.findIndex((row, number) => number >= now && shows(row)), any = ROWS.findIndex(shows);
  if (any < 0) return say("No sentence is of that kind.");
  now = first < 0 ? any : first; question = 0;
  say(""); keep(); show();
};
at("save").onclick = save;
at("next").onclick = () => move(1);
at("back").onclick = () => move(-1);
at("about").replaceChildren(...DATA.about.map(line => made("p", line)));
for (const [name, label] of ASKED) {
  const line = made("label", ""), box = made("input", "", { type: "checkbox" });
  box.checked = state.asked.includes(name);
  box.onchange = () => {
    state.asked = ASKED.map(one => one[0]).filter(one => (one === name ? box.checked : state.asked.includes(one)));
    question = 0; keep(); show();
  };
  line.append(box, label);
  at("asked").append(line);
}
if (ROWS.length) show(); else say("The sheet has no sentence.");
if (!state.coder) at("coder").focus();
