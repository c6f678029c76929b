// The reader: notes at the marked stretches, frames switched on and off, and
// a search in the passages. Without this file the page is complete but for the
// search: each mark is a link to its note. Nothing is fetched.
"use strict";

/* --- Frames on and off, and notes at the marks ------------------------------ */

function setUpReader(reader) {
  const boxes = [...reader.querySelectorAll(".frames input")];
  const buttons = [...reader.querySelectorAll(".frames button")];
  const notes = new Notes(reader);
  const show = () => {
    const on = new Set(boxes.filter(box => box.checked).map(box => box.value));
    notes.close();
    showFrames(reader.querySelector(".columns"), on);
  };
  [...boxes, ...buttons].forEach(control => { control.hidden = false; });
  boxes.forEach(box => box.addEventListener("change", show));
  buttons.forEach(button => button.addEventListener("click", () => {
    boxes.forEach(box => { box.checked = button.value === "all"; });
    show();
  }));
  // A browser that comes back to the page may have kept the boxes as they were.
  show();
}

function showFrames(columns, on) {
  for (const element of columns.querySelectorAll(".code")) {
    element.classList.toggle("off", !on.has(element.dataset.frame));
  }
  for (const note of columns.querySelectorAll(".notes li")) note.hidden = !on.has(note.dataset.frame);
  for (const list of columns.querySelectorAll(".notes")) list.hidden = !list.querySelector("li:not([hidden])");
  columns.querySelectorAll(".piece").forEach(showPiece);
}

// A piece without a frame that is on is plain text: no link, no stop for the keyboard.
function showPiece(piece) {
  const shown = notesOf(piece);
  piece.parentElement.classList.toggle("off", !shown.length);
  if (shown.length) {
    piece.setAttribute("href", "#" + shown[0].id);
    piece.setAttribute("aria-describedby", [...new Set(shown.map(note => note.dataset.name))].join(" "));
  } else {
    piece.removeAttribute("href");
    piece.removeAttribute("aria-describedby");
  }
}

// The notes of a piece whose frames are on.
function notesOf(piece) {
  return piece.dataset.notes.split(" ").map(id => document.getElementById(id)).filter(note => !note.hidden);
}

// One note is open at a time. It stands right after its mark, so that the next
// stop of the keyboard is its link and a screen reader reads it in its place.
class Notes {
  constructor(reader) {
    this.piece = null;
    this.timer = 0;
    this.box = document.createElement("span");
    this.box.className = "reader-note";
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", "Codes");
    reader.addEventListener("pointerover", event => this.hover(event));
    reader.addEventListener("pointerout", event => this.leave(event));
    reader.addEventListener("focusin", event => this.focus(event));
    reader.addEventListener("focusout", event => this.blur(event));
    reader.addEventListener("click", event => this.click(event));
    document.addEventListener("keydown", event => { if (event.key === "Escape") this.dismiss(event); });
    document.addEventListener("pointerdown", event => { if (!this.holds(event.target)) this.close(); });
    addEventListener("resize", () => this.close());
  }

  holds(element) {
    return this.piece !== null && (this.piece.contains(element) || this.box.contains(element));
  }

  open(piece, x) {
    clearTimeout(this.timer);
    const notes = notesOf(piece);
    if (piece === this.piece || !notes.length) return;
    this.close();
    this.piece = piece;
    this.box.replaceChildren(...notes.map(copyNote));
    piece.parentElement.after(this.box);
    this.place(x);
  }

  close() {
    clearTimeout(this.timer);
    this.box.remove();
    this.piece = null;
  }

  // Under the line of the mark that is pointed at, or the last one; above it
  // where there is no room; always within the screen.
  place(x) {
    const lines = [...this.piece.getClientRects()];
    const line = lines.find(rect => x !== undefined && rect.left <= x && x <= rect.right) || lines.at(-1);
    const origin = this.box.offsetParent.getBoundingClientRect();
    const below = line.bottom + this.box.offsetHeight <= innerHeight || line.top < this.box.offsetHeight;
    const widest = document.documentElement.clientWidth - this.box.offsetWidth - 8;
    this.box.style.left = `${Math.max(8, Math.min(line.left, widest)) - origin.left}px`;
    this.box.style.top = `${(below ? line.bottom : line.top - this.box.offsetHeight) - origin.top}px`;
  }

  hover(event) {
    if (event.pointerType === "touch") return;
    if (this.holds(event.target)) clearTimeout(this.timer);
    const piece = event.target.closest(".piece[href]");
    // Who reads a note by keyboard keeps it when the pointer happens to move.
    if (piece && !this.box.contains(document.activeElement)) this.open(piece, event.clientX);
  }

  leave(event) {
    if (!this.holds(event.target) || this.holds(event.relatedTarget) || this.holds(document.activeElement)) return;
    // Time to reach the note across a gap.
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close(), 300);
  }

  focus(event) {
    const piece = event.target.closest(".piece[href]");
    if (piece && !this.returning) this.open(piece);
  }

  blur(event) {
    if (this.holds(event.target) && !this.holds(event.relatedTarget)) this.close();
  }

  click(event) {
    const piece = event.target.closest(".piece[href]");
    if (!piece) return;
    event.preventDefault();
    this.open(piece, event.clientX || undefined);
  }

  dismiss(event) {
    if (this.piece === null) return;
    event.preventDefault();
    const piece = this.piece;
    this.returning = true;
    if (this.box.contains(document.activeElement)) piece.focus();
    this.returning = false;
    this.close();
  }
}

function copyNote(note) {
  const copy = document.createElement("span");
  copy.append(...note.cloneNode(true).childNodes);
  return copy;
}

/* --- Patterns: as `readouts.text.patterns` and `readouts.text.tokens` have them --- */

const LETTER = "\\p{L}\\p{N}";
const SPACE = " \\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
// A letter that no text holds stands for `*` while a pattern is cut into words.
const STAR = "\u0294";

class Patterns {
  constructor(rules) {
    const {han, apostrophes, ignorable} = rules;
    const hyphens = rules.hyphens.replace("-", "\\-");
    const letter = `(?![${apostrophes}${han}])[${LETTER}]`;
    const mark = `(?![${ignorable}])\\p{M}`;
    const run = `${letter}(?:[${ignorable}]*(?:${letter}|${mark}))*`;
    this.rules = rules;
    this.noSuffix = new Set(rules.noSuffix);
    this.word = new RegExp(`[${han}](?:[${ignorable}]*${mark})*|${run}(?:[${ignorable}]*[${apostrophes}${hyphens}][${ignorable}]*${run})*`, "gu");
    this.han = new RegExp(`[${han}]`, "u");
    this.initial = new RegExp(`(?<=(?<![${LETTER}])(?![${han}])[\\p{L}\\p{Nl}\\p{No}])\\.[${hyphens}]?`, "gu");
    this.between = new RegExp(`[^${SPACE}${ignorable}]`, "gu");
    this.ignorable = new RegExp(`[${ignorable}]`, "gu");
    this.apostrophe = new RegExp(`[${apostrophes}]`, "gu");
    this.hyphen = new RegExp(`[${hyphens}]`, "gu");
    this.ize = new RegExp(`^(?:${rules.ize})$`, "u");
  }

  // The words of a pattern in normalised form; an Error with the package's words.
  parse(pattern) {
    const {told} = this.rules;
    const held = pattern.replaceAll("*", STAR);
    const words = held.match(this.word) || [];
    const between = held.replace(this.initial, " ").replace(this.word, " ");
    const strange = [...new Set(between.match(this.between) || [])];
    if (strange.length) throw new Error(this.refusal(strange, words.join(" ").replaceAll(STAR, "*")));
    const forms = words.map(word => this.normalize(word).replaceAll(STAR, "*").replace(/\*+/g, "*"));
    if (pattern.includes("*") && this.han.test(pattern)) throw new Error(told.noStar);
    const empty = form => /^[*'-]*$/.test(form);
    if (!forms.length || forms.some(empty)) throw new Error(forms.every(empty) ? told.noWord : told.aGap);
    return forms;
  }

  refusal(strange, words) {
    const {hints, told} = this.rules;
    const found = hints.find(([characters]) => characters.includes(strange[0]));
    const hint = found ? found[1] : told.otherwise;
    const how = words || !hint.includes("{") ? "; " + hint.replaceAll("{words}", () => words) : "";
    return `${told.only}${strange.map(quoted).join(", ")} ${strange.length === 1 ? "is" : "are"} not understood${how}`;
  }

  normalize(word) {
    const seen = word.replace(this.ignorable, "").replace(/[\uff01-\uff9f]/g, c => c.normalize("NFKC"));
    const folded = [...seen.normalize("NFC")].map(c => this.rules.fold[c] ?? c.toLowerCase()).join("").normalize("NFC");
    const form = this.british(folded.replace(this.apostrophe, "'").replace(this.hyphen, "-").replaceAll("ё", "е"));
    return [...form].map(c => Object.hasOwn(this.rules.simplified, c) ? this.rules.simplified[c] : c).join("");
  }

  british(form) {
    if (form.includes("-")) return form.split("-").map(part => this.british(part)).join("-");
    const cut = form.includes("'") ? form.indexOf("'") : form.length;
    let base = form.slice(0, cut);
    const found = base.match(this.ize)?.groups;
    if (found && !this.noSuffix.has(found.stem + found.z + "e")) base = found.stem + found.z.replace("z", "s") + found.end;
    return (Object.hasOwn(this.rules.spelling, base) ? this.rules.spelling[base] : base) + form.slice(cut);
  }
}

// A character as Python's `repr` writes it.
function quoted(character) {
  if (character === "\\") return "'\\\\'";
  if (character === "'") return `"'"`;
  if (!/\p{C}/u.test(character)) return `'${character}'`;
  const code = character.codePointAt(0);
  const [letter, digits] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `'\\${letter}${code.toString(16).padStart(digits, "0")}'`;
}

// A pattern with `*` finds a word in either spelling; the American one is there where it differs.
function finds(pattern, [form, , , american]) {
  return wordMatches(pattern, form) || (american !== undefined && pattern.includes("*") && wordMatches(pattern, american));
}

// Where a word of a pattern matches: the whole of a word, or the leftmost of its parts. Inside a phrase a word is matched
// whole: what the first one matches ends with its word, what the last one matches begins it.
function placeOf(pattern, word, isFirst, isLast) {
  const [, start, end, , parts] = word;
  if (finds(pattern, word)) return [start, end];
  const part = (parts || []).find(part =>
    (isFirst || part[1] === start) && (isLast || part[2] === end) && finds(pattern, part));
  return part && part.slice(1, 3);
}

// Piece by piece, so that no pattern can be made slow.
function wordMatches(word, form) {
  const pieces = word.split("*");
  if (pieces.length === 1) return word === form;
  const [first, last] = [pieces.shift(), pieces.pop()];
  if (!form.startsWith(first) || !form.endsWith(last)) return false;
  let place = first.length;
  for (const piece of pieces) {
    const found = form.indexOf(piece, place);
    if (found < 0) return false;
    place = found + piece.length;
  }
  return place <= form.length - last.length;
}

// The lines of a concordance, as `readouts.concordance` gives them, and the side.
function concordance(data, forms) {
  const lines = [];
  for (const {id, side, language, text, words, ends, page} of data.segments) {
    for (let first = 0; first + forms.length <= words.length; first++) {
      const after = first + forms.length;
      const places = [];
      for (let at = first; at < after; at++) {
        const place = placeOf(forms[at - first], words[at], at === first, at === after - 1);
        if (!place) break;
        places.push(place);
        if (ends.includes(at)) break;  // a phrase does not go on in the next sentence
      }
      if (places.length < forms.length) continue;
      const [start, end] = [places[0][0], places.at(-1)[1]];
      lines.push({side, language, page, docname: id, from: first + 1, to: after,
        pre: text.slice(0, start), keyword: text.slice(start, end), post: text.slice(end)});
    }
  }
  return lines;
}

/* --- Near forms: the spellings of `readouts.text.near`, and words with the same beginning --- */

// What may stand between the parts of one spelling, and how Unicode's scripts are called here.
const WITHIN = /^[^\S\n\r]*[-\u2010\u2011/.\u00b7\u30fb\u2019'"\u05f4\u05f3“”„«»\u2018_*\u200b-\u200f\u00ad]*[^\S\n\r]*(?:\r?\n[^\S\n\r]*)?$/u;
const SCRIPTS = {LATIN: "Latin", CYRILLIC: "Cyrillic", CJK: "Han", KATAKANA: "Katakana}\\p{Script=Hiragana", HANGUL: "Hangul", GREEK: "Greek",
  ARABIC: "Arabic", HEBREW: "Hebrew", ARMENIAN: "Armenian", GEORGIAN: "Georgian", DEVANAGARI: "Devanagari", THAI: "Thai"};
const OWN_LETTERS = {"и\u0306": "й", "і\u0308": "ї", "у\u0306": "ў"};
// Without a stemmer, a word's stem is the word without its last two letters; so many letters may follow it.
const LEAST = 4, UNSTEMMED = 2, MOST = 4;

// A word without case, accents, points, joints and dots, in simplified characters: as `readouts.text.variants.key`.
function keyOf(rules, form) {
  const letters = [];
  for (const character of [...form].map(c => rules.variants[c] ?? c).join("").normalize("NFKD")) {
    const before = letters.at(-1)?.slice(-1);
    if (/\p{Mn}/u.test(character) && before) {
      if (OWN_LETTERS[before + character]) letters.splice(-1, 1, letters.at(-1).slice(0, -1) + OWN_LETTERS[before + character]);
      else if (before > "\u08ff" && !(before >= "\u1e00" && before <= "\u1fff")) letters.push(character);
    } else {
      letters.push(rules.variants[character] ?? character);
    }
  }
  return letters.join("").replace(/[-']/g, "").normalize("NFC");
}

// The parts of a passage's words between hyphens and apostrophes, each with its key, its place and that of its whole word.
function unitsOf(search, {text, words}) {
  const joint = new RegExp(`[${search.data.rules.apostrophes}${search.data.rules.hyphens.replace("-", "\\-")}]`, "gu");
  return words.flatMap(([, start, end]) => {
    let place = start;
    return text.slice(start, end).split(joint).map(part => {
      const unit = {key: keyOf(search.data.rules, search.patterns.normalize(part)), start: place, end: place + part.length, first: start, after: end};
      place = unit.end + 1;
      return unit;
    }).filter(unit => unit.key);
  });
}

const single = ({start, end}) => end - start === 1;

function dotted(text, before, unit) {
  return before && unit && single(before) && single(unit) && text.slice(before.end, unit.start) === ".";
}

function adjoining(text, before, unit) {
  const between = text.slice(before.end, unit.start);
  return WITHIN.test(between) && ((single(before) && single(unit)) || !/\.\s/.test(between));
}

// The near forms of a pattern in a side's passages, with their counts; what a line of the concordance has is none.
function nearForms(search, number, forms) {
  const {data, lines} = search, found = new Map();
  const keys = forms.map(form => keyOf(data.rules, form));
  const joined = keys.join("").replace(/\*$/, ""), star = forms.at(-1).endsWith("*");
  if (!joined || joined.includes("*")) return found;
  const stem = keys.length === 1 && !star ? joined.slice(0, Math.max(LEAST, joined.length - UNSTEMMED)) : null;
  const fits = key => key === joined || (star && key.startsWith(joined));
  for (const segment of data.segments.filter(({side}) => side === number)) {
    const {text} = segment, own = segment.units ??= unitsOf(search, segment);
    let taken = -1;
    for (let first = 0; first < own.length; first++) {
      if (own[first].start < taken || dotted(text, own[first - 1], own[first])) continue;
      let after = first + 1, key = own[first].key;
      while (after < own.length && key.length < joined.length && joined.startsWith(key) && adjoining(text, own[after - 1], own[after])) key += own[after++].key;
      const inflected = stem && stem.length >= LEAST && own[first].key.startsWith(stem) && own[first].key.length - stem.length <= MOST;
      if (!fits(key) || dotted(text, own[after - 1], own[after])) {
        if (!inflected) continue;
        after = first + 1;
      }
      const start = own[first].first;
      let end = own[after - 1].after;
      if (text.slice(start, end).includes(".") && text[end] === ".") end++;
      if (lines.some(line => line.docname === segment.id && line.pre.length < end && start < line.pre.length + line.keyword.length)) continue;
      taken = end;
      const form = text.slice(start, end).split(/\s+/).join(" ");
      const known = [...found.keys()].find(one => one.toLowerCase() === form.toLowerCase()) ?? form;
      found.set(known, (found.get(known) ?? 0) + 1);
    }
  }
  return found;
}

// Whether a pattern has letters of scripts that no passage of a side is in; figures are of every script.
function isOfAnotherScript(side, query) {
  if (!side.scripts?.length || /\p{N}/u.test(query)) return false;
  const letters = query.match(/\p{L}/gu) ?? [];
  const own = side.scripts.map(script => SCRIPTS[script]);
  if (!letters.length || own.includes(undefined)) return false;
  return letters.some(letter => !own.some(script => new RegExp(`[\\p{Script=${script}}]`, "u").test(letter)));
}

function listed(near) {
  const most = 12, order = [...near].sort((one, other) => other[1] - one[1]);
  return order.slice(0, most).map(([form, count]) => `${form} (${count})`).join(", ") + (order.length > most ? ` and ${order.length - most} more` : "");
}

/* --- The search ---------------------------------------------------------------- */

function setUpSearch(place) {
  const data = JSON.parse(place.querySelector("script[type='application/json']").textContent);
  const search = {data, place, patterns: new Patterns(data.rules), lines: [], counts: [], query: ""};
  const input = place.querySelector("input");
  let timer = 0;
  const run = () => { clearTimeout(timer); runSearch(search, input.value); };
  const settle = () => { run(); setAddress(search); };
  // Not at every letter: what is announced would interrupt itself.
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, 250); });
  input.addEventListener("keydown", event => { if (event.key === "Enter") settle(); });
  // The field has been left, or another side or language chosen.
  place.querySelector(".search").addEventListener("change", settle);
  addEventListener("hashchange", () => openAddress(search));
  place.querySelector("[value='copy']").addEventListener("click", () => copyLines(search));
  place.querySelector("[value='save']").addEventListener("click", () => saveLines(search));
  place.querySelector(".needs-script").hidden = true;
  place.querySelector(".search").hidden = false;
  if (!openAddress(search) && input.value) run();
}

function runSearch(search, query) {
  const {place, data} = search;
  let error = "";
  search.query = query;
  search.lines = [];
  search.counts = [];
  try {
    if (query) {
      const forms = search.patterns.parse(query), part = narrowed(search);
      search.lines = concordance(part, forms);
      search.counts = [...part.sides].map(([number, side]) => countOf(side, search.lines.filter(line => line.side === number).length,
        nearForms({...search, data: part}, number, forms), isOfAnotherScript(side, query)));
    }
  } catch (fault) {
    error = fault.message;
  }
  place.querySelector(".error").textContent = error;
  place.querySelector(".export [role='status']").textContent = "";
  const items = search.counts.map(count => withText("li", count));
  place.querySelector(".counts").replaceChildren(...(items.length ? [document.createElement("ul")] : []));
  place.querySelector(".counts ul")?.append(...items);
  const endless = endlessOf(data.rules);
  place.querySelector("tbody").replaceChildren(...search.lines.map(line => rowOf(line, data.sides[line.side].name, endless)));
  place.querySelector(".results").hidden = !search.lines.length;
  showKeywords(place.querySelector(".pst-scrollable-table-container"));
  place.dataset.query = query;
  showCitation(search);
}

// The sides, by their number, and the passages that are searched: all, or those of the side and the language that are chosen.
function narrowed(search) {
  const {data, place} = search, {side: name, lang} = fieldsOf(place);
  const isOf = (value, chosen) => !chosen?.value || value === chosen.value;
  const sides = new Map(data.sides.map((side, number) => [number, lang?.value ? side.languages[lang.value] && {...side, ...side.languages[lang.value]} : side])
    .filter(([, side]) => side && isOf(side.name, name)));
  return {...data, sides, segments: data.segments.filter(segment => sides.has(segment.side) && isOf(segment.language, lang))};
}

/* --- The address of a search: its query, side and language stand in the fragment ----- */

function fieldsOf(place) {
  return {q: place.querySelector("input"), side: place.querySelector("[name='side']"), lang: place.querySelector("[name='lang']")};
}

function fragmentOf({place}) {
  const parts = Object.entries(fieldsOf(place)).filter(([name, field]) => field && (field.value || name === "q"));
  if (document.querySelectorAll(".concordance").length > 1) parts.push(["in", {value: place.dataset.call}]);
  return String(new URLSearchParams(parts.map(([name, field]) => [name, field.value])));
}

// What the address asks of this search; none where it is of a passage, or of another search on the page.
function askedOf({place}) {
  const asked = new URLSearchParams(location.hash.slice(1));
  return asked.has("q") && [null, place.dataset.call].includes(asked.get("in")) ? asked : null;
}

// Each search is a step of the browser's history.
function setAddress(search) {
  const fragment = fragmentOf(search);
  // An event of the change would come later, when another search may stand in the field; it is for back and forward alone.
  if ((fragment !== "q=" || askedOf(search)) && location.hash.slice(1) !== fragment) history.pushState(null, "", `#${fragment}`);
}

function openAddress(search) {
  const {place} = search, asked = askedOf(search), fields = Object.entries(fieldsOf(place));
  const isEmpty = !location.hash && place.dataset.query;  // back to before the first search
  if (!isEmpty && (!asked || String(asked) === fragmentOf(search) && search.query === asked.get("q"))) return false;
  const unknown = [];
  for (const [name, field] of fields) {
    const value = asked?.get(name) ?? "";
    if (field) field.value = value;
    if (value && (!field || field.value !== value) && !isOnly(search, name, value)) unknown.push(value);
  }
  runSearch(search, asked?.get("q") ?? "");
  if (unknown.length) place.querySelector(".error").textContent = `The address asks for ${unknown.join(" and ")}, which is not here; all is searched.`;
  if (asked) place.scrollIntoView();
  return true;
}

// A list of one side or language is not shown, since it has nothing to choose.
function isOnly({data}, name, value) {
  const known = name === "side" ? data.sides.map(side => side.name) : data.sides.flatMap(side => Object.keys(side.languages));
  return new Set(known).size === 1 && known[0] === value;
}

function showCitation(search) {
  const {place, data, query, counts} = search, box = place.querySelector(".cite-box");
  box.hidden = !counts.length;
  const {lang} = fieldsOf(place), within = lang?.value ? `, ${lang.selectedOptions[0].textContent} alone` : "";
  box.querySelector("p").textContent = [`Search for “${query}” in ${data.about}${within}.`, ...counts, box.dataset.texts, "In:", box.dataset.book,
    `${box.dataset.page}${fragmentOf(search)}`].filter(Boolean).join(" ");
}

// "Not in the quoted passages" is all that excerpts can say; nothing is absent that stands in a near form, or was not searched.
function countOf(side, count, near = new Map(), elsewhere = false) {
  if (!side.passages) return `${side.name}: no passage is at hand, so none was searched.`;
  const rate = count / side.words * 1000;
  // Python rounds an exact half to the even digit.
  const shown = (rate % 1 === 0.25 ? rate - 0.01 : rate).toFixed(1);
  const found = `${count} in ${side.words.toLocaleString("en")} ${side.unit}, ${shown} per 1,000`;
  if (count) return `${side.name}: ${found}${near.size ? `; near: ${listed(near)}` : ""}.`;
  if (near.size) return `${side.name}: not in this form; near: ${listed(near)} (${found}).`;
  return elsewhere ? `${side.name}: not searched: the text is ${side.language}.` : `${side.name}: ${side.absence} (${found}).`;
}

function withText(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// A control of direction is shown by its number, and turns nothing around it, as `readouts.book.controls` has it.
function withControls(tag, text, attributes) {
  const element = withText(tag, "", attributes);
  for (const part of text.split(/([\u202a-\u202e\u2066-\u2069])/)) {
    const control = /^[\u202a-\u202e\u2066-\u2069]$/.test(part);
    const number = control && `U+${part.codePointAt(0).toString(16).toUpperCase()}`;
    element.append(control ? withText("span", part, {class: "control", "data-number": number}) : part);
  }
  return element;
}

// Of letters without end the first, and how many are left out, as `readouts.text.endless` has it; what is saved has all.
function withoutEnd(text, endless) {
  return text.replace(endless, (all, first) => {
    const number = [...all].length, left = number - [...first].length;
    return `${first}… (${number.toLocaleString("en")} letters without a break, ${left.toLocaleString("en")} are left out here)`;
  });
}

function endlessOf({unparted}) {
  const letter = `(?:(?![${unparted}])[\\p{L}\\p{N}_])`;
  return new RegExp(`(${letter}{60})${letter}{940,}`, "gu");
}

function rowOf(line, side, endless) {
  const row = document.createElement("tr");
  const passage = document.createElement("td");
  const language = {lang: line.language, dir: "auto"};
  passage.append(line.page === null ? line.docname : withText("a", line.docname, {href: `${line.page}#passage-${line.docname}`}));
  const left = document.createElement("td");
  left.className = "left";
  left.append(withControls("div", withoutEnd(line.pre, endless), language));
  const right = document.createElement("td");
  right.className = "right";
  right.append(withControls("div", withoutEnd(line.post, endless), language));
  const keyword = document.createElement("td");
  keyword.className = "keyword";
  keyword.append(withControls("mark", withoutEnd(line.keyword, endless), language));
  row.append(withText("td", side), passage, left, keyword, right);
  return row;
}

// On a narrow screen the table scrolls; it opens with the keywords in view.
function showKeywords(box) {
  const keyword = box.querySelector(".keyword");
  if (keyword) box.scrollLeft = keyword.offsetLeft - (box.clientWidth - keyword.offsetWidth) / 2;
}

/* --- Copies ------------------------------------------------------------------------ */

// A spreadsheet would take such a cell for a formula.
function defused(value) {
  return /^[=+\-@\t\r]/.test(value) ? "'" + value : String(value);
}

const COLUMNS = ["docname", "from", "to", "pre", "keyword", "post"];

function cellsOf(search, line) {
  return [search.data.sides[line.side].name, ...COLUMNS.map(name => line[name])].map(defused);
}

function csvOf(search) {
  const field = value => /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const rows = [["side", ...COLUMNS], ...search.lines.map(line => cellsOf(search, line))];
  return rows.map(row => row.map(field).join(",") + "\n").join("");
}

function textOf(search) {
  const flat = value => value.replace(/[\t\r\n]+/g, " ");
  const rows = [["side", ...COLUMNS], ...search.lines.map(line => cellsOf(search, line))];
  const heading = [`“${search.query}” in ${search.data.about}`, ...search.counts];
  return [...heading, "", ...rows.map(row => row.map(flat).join("\t"))].join("\n") + "\n";
}

async function copyLines(search) {
  const status = search.place.querySelector(".export [role='status']");
  status.textContent = await copyText(textOf(search)) ? "Copied." : "The browser does not allow copying.";
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Where the clipboard is closed to scripts, as on a page without TLS.
function copyBySelection(text) {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
}

function saveLines(search) {
  const name = search.query.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csvOf(search)], {type: "text/csv;charset=utf-8"}));
  link.download = `concordance-${search.place.dataset.call}-${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  search.place.querySelector(".export [role='status']").textContent = "Saved.";
}

document.querySelectorAll(".reader").forEach(setUpReader);
document.querySelectorAll(".concordance").forEach(setUpSearch);
