// What the workbench shows. Texts become text nodes and nothing else, so that no text is markup.
const workbench = (() => {
  const CONTROL = /[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/;
  const AT_FIRST = 40000; // characters of a text that a column shows at first

  function el(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
    made.append(...children.flat());
    return made;
  }

  // A character that is not seen and changes what is seen is shown by its number.
  const shown = text => CONTROL.test(text) ? text.split(new RegExp(`(${CONTROL.source})`)).map(part => {
    if (!CONTROL.test(part)) return part;
    return el("span", {class: "control"}, `U+${part.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  }) : [text];

  const whole = number => number.toLocaleString("en");
  const cell = (value, attributes = {}) => el("td", attributes, typeof value === "string" ? shown(value) : value);

  function table(caption, columns, rows) {
    const made = el("table", {class: "table"}, el("caption", {}, shown(caption)), el("thead", {}, el("tr", {}, columns.map(name => el("th", {scope: "col"}, shown(name))))), el("tbody", {}, rows));
    return el("div", {class: "scrolled", tabindex: "0", role: "region", "aria-label": caption}, made);
  }

  // --- Side by side ---------------------------------------------------------------
  function switches(codes, frames, seen) {
    const boxes = frames.flatMap((frame, i) => seen.has(frame.frame) ? [el("label", {},
      el("input", {type: "checkbox", value: i, checked: ""}), " ",
      el("span", {class: `code frame-${i % 8 + 1} lane-0 ends`, "data-letters": frame.letters}, shown(frame.label)))] : []);
    const off = frames.map((_, i) => `.reader:has(input[value="${i}"]:not(:checked)) .columns .is-${i}`);
    const style = off.length ? `${off.join()} { border-bottom-color: transparent; } ${off.map(one => `${one}::after`).join()} { content: none; }` : "";
    return el("fieldset", {class: "frames"}, el("legend", {}, "Frames marked"), boxes, el("style", {}, style));
  }

  function passage({pieces, marks}, names) {
    let place = 0;
    const cut = pieces.map(([text, over]) => {
      place += [...text].length;
      const content = over.map(number => marks[number]).sort((a, b) => a.lane - b.lane).reduce((inner, mark) => {
        const i = names.frame.get(mark.frame);
        const ends = mark.end === place ? " ends" : "";
        return [el("span", {class: `code frame-${i % 8 + 1} is-${i} lane-${Math.min(mark.lane, 3)}${ends}`, "data-letters": names.letters[i]}, inner)];
      }, shown(text));
      return over.length ? el("mark", {class: "coded"}, content) : content;
    });
    const notes = marks.map(mark => el("li", {}, "“", el("bdi", {}, shown(mark.keyword)), "”: ", shown(names.code.get(mark.code)), mark.stance === "asserted" ? "" : `, ${mark.stance}`));
    const said = `${whole(marks.length)} coded ${marks.length === 1 ? "stretch" : "stretches"}`;
    return el("figure", {class: "passage"}, el("blockquote", {dir: "auto"}, el("p", {}, cut.flat())),
      marks.length ? el("details", {class: "notes"}, el("summary", {}, said), el("ul", {}, notes)) : []);
  }

  function column(one, paragraphs, names) {
    const size = `${one.date ? `${one.date}: ` : ""}${one.completeness}, ${one.language || "language not known"}, ${whole(one.n_tokens)} words`;
    const made = el("div", {class: "column", role: "group", "aria-label": `${one.side}, ${size}`},
      el("h3", {class: "column-title"}, el("bdi", {}, shown(one.side)), " ", el("span", {}, size)));
    const show = (from, most) => {
      let characters = 0, i = from;
      for (; i < paragraphs.length && characters < most; i++) {
        made.append(passage(paragraphs[i], names));
        characters += paragraphs[i].pieces.reduce((sum, [text]) => sum + text.length, 0);
      }
      if (i < paragraphs.length) {
        const more = el("button", {type: "button"}, `Show ${whole(paragraphs.length - i)} more paragraphs`);
        more.onclick = () => { more.remove(); show(i, Infinity); };
        made.append(more);
      }
    };
    show(0, AT_FIRST);
    return made;
  }

  function reader(codebook, documents, texts) {
    const names = {
      frame: new Map(codebook.frames.map((one, i) => [one.frame, i])), letters: codebook.frames.map(one => one.letters),
      code: new Map(codebook.codes.map(one => [one.code, one.label])),
    };
    const seen = new Set(Object.values(texts).flat().flatMap(paragraph => paragraph.marks.map(mark => mark.frame)));
    return [switches(codebook.codes, codebook.frames, seen), el("div", {class: "columns"}, documents.map(one => column(one, texts[one.document_id], names)))];
  }

  // --- Tables -----------------------------------------------------------------------
  function counts(codebook, documents, rows) {
    const found = new Map(rows.map(row => [JSON.stringify([row.document_id, row.level, row.name]), row]));
    const sides = documents.map(one => documents.filter(other => other.side === one.side).length > 1 ? one.document_id : one.side);
    const line = (level, {label, [level]: name}) => {
      const own = documents.map(one => found.get(JSON.stringify([one.document_id, level, name])));
      return own.some(Boolean) ? [el("tr", {}, el("th", {scope: "row"}, shown(label)),
        own.map(row => el("td", {"data-type": "number"}, row ? `${whole(row.frequency)} (${row.rate.toFixed(1)})` : "0")))] : [];
    };
    return ["frame", "code"].map(level => table(`How often each ${level} is found: coded stretches, and in brackets for each 1,000 words`,
      [level === "frame" ? "Frame" : "Code", ...sides], codebook[`${level}s`].flatMap(one => line(level, one))));
  }

  function alone(codebook, rows) {
    const label = new Map(codebook.codes.map(one => [one.code, one.label]));
    const cards = rows.map(row => el("li", {},
      el("p", {}, el("strong", {}, shown(label.get(row.code))), ": ", el("bdi", {}, shown(row.side)), ` (${whole(row.frequency)}), and not `, el("bdi", {}, shown(row.other))),
      el("blockquote", {dir: "auto"}, shown(row.sentence)),
      el("p", {}, "Of ", el("bdi", {}, shown(row.other)), ": ", shown(row.said), "."),
      row.nearest ? [el("p", {}, "Nearest there:"), el("blockquote", {dir: "auto"}, shown(row.nearest))] : []));
    return rows.length ? el("ol", {class: "cards"}, cards) : el("p", {}, "No code is found in one account alone. At least two accounts of one event are needed, in languages for which the codebook has patterns.");
  }

  function says(documents, rows, said) {
    const of = Map.groupBy ? Map.groupBy(rows, row => row.side) : rows.reduce((map, row) => map.set(row.side, [...(map.get(row.side) || []), row]), new Map());
    return [el("p", {class: "hint"}, "A draft by rules is a proposal, and often wrong: save the sheet, and confirm it sentence by sentence."),
      [...of].map(([side, own]) => table(`Sentences of ${side}`, ["Speaker", "Verb", "Sentence"],
        own.slice(0, 300).map(row => el("tr", {}, cell(row.speaker), cell(row.verb === "none" ? "" : `${row.verb} (${row.stance})`), cell(row.text, {dir: "auto"}))))),
      rows.length > 300 ? el("p", {class: "hint"}, "Of each side the first 300 sentences at most are shown; the sheet has all.") : [],
      said.map(line => el("p", {class: "hint"}, shown(line)))].flat();
  }

  function lines(found) {
    const rows = found.lines.slice(0, 500).map(row => el("tr", {}, cell(row.side), cell(row.pre, {class: "pre"}), el("td", {class: "keyword"}, el("mark", {}, shown(row.keyword))), cell(row.post)));
    const number = `${whole(found.lines.length)} ${found.lines.length === 1 ? "line" : "lines"}${found.lines.length > 500 ? ", of which 500 are shown" : ""}`;
    return [rows.length ? table(number, ["Side", "Before", "Found", "After"], rows) : el("p", {}, "No line."), found.said.map(line => el("p", {}, shown(line)))].flat();
  }

  return {el, shown, whole, reader, counts, alone, says, lines};
})();
