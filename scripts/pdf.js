// Turn the single page into the pages that are printed; return its bookmarks, its lost anchors and its characters.
//
// `pdf.py` calls this in the browser, with {title, lines, footer, evidence}. What works by a click is written out (the codes of
// a passage, how to cite a figure), what cannot work on paper goes (the search, the downloads), and a title page and
// contents come first.
edition => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = element => element.textContent.replace(/\s+/g, " ").trim();
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const rename = (element, tag) => {
    const renamed = make(tag, {}, ...element.childNodes);
    for (const {name, value} of element.attributes) renamed.setAttribute(name, value);
    element.replaceWith(renamed);
  };
  // A line with the page on which an anchor stands: filled in after the first print, as wide before as after.
  const line = (anchor, title) => make("li", {}, make("a", {href: `#${anchor}`}, make("span", {}, title), make("span", {class: "dots"}),
                                                      make("span", {class: "page-number", "data-anchor": anchor}, "000")));

  // --- The chapters side by side, each with its part; the first page of the book has no part -------------------
  all(".headerlink, .bd-article script, .concordance input, .reader :is(input, button)").forEach(element => element.remove());
  const captions = all(".bd-docs-nav .caption-text").map(text);
  const wrappers = all(".bd-article .toctree-wrapper").filter(wrapper => !wrapper.parentNode.closest(".toctree-wrapper"));
  const chapterAt = (anchor, part) => {
    const chapter = anchor.nextElementSibling;
    chapter.prepend(anchor);
    chapter.className = "chapter";
    chapter.dataset.part = part;
    return chapter;
  };
  const partOf = (anchor, number) => anchor.id.startsWith("document-chapters/evidence/") ? "Evidence" : captions[number] ?? "";
  const below = wrappers.flatMap((wrapper, number) => all(":scope > span[id^='document-']", wrapper).map(anchor => chapterAt(anchor, partOf(anchor, number))));
  wrappers.forEach(wrapper => wrapper.remove());
  const front = chapterAt(document.querySelector(".bd-article span[id^='document-']"), "");
  all("h2", front).forEach(heading => rename(heading, "h3"));
  rename(front.querySelector("h1"), "h2");
  // The evidence is an appendix, the last part, wherever it stands in the site.
  const inEvidence = chapter => chapter.dataset.part === "Evidence";
  const chapters = [front, ...below.filter(chapter => !inEvidence(chapter)), ...below.filter(inEvidence)];
  const own = selector => chapters.flatMap(chapter => all(selector, chapter));
  const heading = section => text(section.querySelector("h2, h3"));

  own(".finding-title").forEach(title => rename(title, "h3"));
  own(".code-entry > h3, .reader .columns h3").forEach(title => rename(title, "h4"));
  // --- The evidence: its entries are numbered; an edition without it names these numbers, one with it their pages ---
  const numberOf = new Map(own(".finding-entry").map((entry, number) => [entry.id, number + 1]));
  if (!edition.evidence) {
    const gone = new Set(chapters.filter(inEvidence).flatMap(chapter => [chapter, ...all("[id]", chapter)]).map(element => `#${element.id}`));
    chapters.splice(0, Infinity, ...chapters.filter(chapter => !inEvidence(chapter)));
    own("a[href^='#']").filter(link => gone.has(decodeURIComponent(link.getAttribute("href")))).forEach(link => {
      const number = numberOf.get(decodeURIComponent(link.hash).slice(1));
      if (number && !link.closest("td, th")) link.append(make("sup", {class: "beside"}, `E${number}`));
      link.removeAttribute("href");
    });
  }
  for (const [id, number] of edition.evidence ? numberOf : []) {
    own(`.finding-entry[id="${CSS.escape(id)}"] > h3`)[0]?.prepend(make("span", {class: "entry-number"}, `E${number} `));
  }
  own("a[href^='#finding-']").filter(link => !link.closest("td, th, svg, .finding-entry")).forEach(link => {
    const page = make("span", {class: "page-number", "data-anchor": decodeURIComponent(link.hash).slice(1)}, "000");
    link.append(make("sup", {class: "beside"}, "p. ", page));
  });

  // Several chapters have a section of the same name, and so of the same anchor; only the contents link to it.
  const taken = new Set();
  for (const element of chapters.flatMap(chapter => [chapter, ...all("[id]", chapter)])) {
    while (taken.has(element.id)) element.id += "-again";
    taken.add(element.id);
  }

  // --- Under each exhibit: how to cite it, where its files are, and what drew it --------------------------------
  for (const cell of own(".cell, figure.exhibit:not(.cell figure)")) {
    const code = cell.querySelector(".cell_input pre");
    const cite = cell.querySelector(".cite-box > p");
    const files = all(".files a[href]", cell).map(link => link.getAttribute("href").replace(/^(\.\.\/)+/, ""));
    // One name, and of the others what they have beyond its stem.
    const stem = files[0]?.replace(/\.[^/]*$/, "");
    const endings = files.slice(1).map(name => name.startsWith(`${stem}.`) ? name.slice(stem.length) : name);
    const about = make("p", {class: "about"});
    if (cite) about.append("Cite as: ", ...cite.childNodes, " ");
    if (files.length) about.append(`Files: ${[files[0], ...endings].join(", ")}. `);
    // Code that stands open is printed itself.
    if (code?.closest("details")) about.append("Made by ", make("code", {}, code.textContent.trim().split("\n").at(-1)), ".");
    all("details.above-input, .exhibit-foot", cell).forEach(element => element.remove());
    if (text(about)) (cell.querySelector(".legend") ?? cell).append(about);
  }

  // --- What is shown by a click ------------------------------------------------------------------------------------
  for (const notes of own("details.notes")) {
    const list = notes.querySelector("ul");
    list.className = "codes";
    notes.replaceWith(make("p", {class: "codes-title"}, "Codes of this passage"), list);
  }
  for (const made of own(".finding-entry > details")) {
    made.querySelector("summary").remove();
    made.replaceWith(...made.childNodes);
  }
  own(".concordance").forEach(search => search.replaceWith(make("p", {class: "instead"}, "The search is part of the site.")));
  // A gallery repeats every figure; here it is a list of them.
  for (const chapter of chapters.filter(chapter => chapter.querySelector(".card-figure"))) {
    const rows = own("figure.exhibit").map(figure => line(figure.id, `${text(figure.querySelector(".caption-number"))}  ${text(figure.querySelector("figcaption strong"))}`));
    all(".card-figure", chapter).forEach(card => card.remove());
    chapter.append(make("ul", {class: "page-list"}, ...rows));
  }

  // A file of the site is named; it cannot be opened from here.
  for (const link of own("a[href]:not([href^='#'], [href^='http:'], [href^='https:'])")) {
    const name = link.getAttribute("href").replace(/^(\.\.\/)+/, "");
    link.replaceWith(name.endsWith(text(link)) ? name : `${text(link)} (${name})`);
  }

  // --- Evidence: what many entries repeat stands once, and they refer to it -----------------------------------------
  const paragraphs = Map.groupBy(own(".finding-entry > p:not(.uses, :has(a))").filter(paragraph => text(paragraph).length > 150), text);
  const repeated = [...paragraphs].filter(([words, places]) => places.length > 3);
  const notes = make("ol", {class: "notes-of-evidence"});
  repeated.forEach(([words, places], number) => {
    const id = `note-of-evidence-${number + 1}`;
    notes.append(make("li", {id}, ...places[0].cloneNode(true).childNodes));
    places.forEach(place => place.replaceChildren(`${words.split(":")[0]}: `, make("a", {href: `#${id}`}, `note ${number + 1}`), "."));
  });
  const evidence = chapters.find(chapter => chapter.querySelector(".finding-entry"));
  if (repeated.length) evidence.querySelector(".finding-entry").before(make("p", {class: "notes-title"}, "Notes to which the entries of all chapters refer:"), notes);
  // A mark inside a form of a picture that is not printed has no place: its figure has one.
  for (const link of own(".finding-entry .uses a")) {
    const figure = own(`svg [id="${CSS.escape(link.hash.slice(1))}"]`)[0]?.closest("figure[id]");
    if (figure) link.setAttribute("href", `#${figure.id}`);
  }

  // --- What should stand on one page, and what may be set in columns -----------------------------------------------
  own(".finding-entry").filter(entry => text(entry).length < 1800).forEach(entry => entry.classList.add("whole"));
  own("table").filter(table => text(table).length < 700 && table.rows.length < 14).forEach(table => table.classList.add("whole"));
  own("table").filter(table => table.rows[0].cells.length < 4 && table.rows.length > 80).forEach(table => table.parentNode.classList.add("in-columns"));
  own("img").forEach(image => image.loading = "eager");

  // --- Title page, contents, bookmarks -------------------------------------------------------------------------------
  const [subtitle, ...lines] = edition.lines;
  const title = make("section", {class: "title-page"}, make("h1", {}, edition.title), make("p", {class: "subtitle"}, subtitle), ...lines.map(words => make("p", {}, words)));
  // Only what is linked to has a place that a bookmark can name.
  const contents = make("nav", {class: "page-list", id: "contents"}, make("h2", {}, make("a", {href: "#contents"}, "Contents")));
  const bookmarks = [{level: 0, title: "Contents", anchor: "contents"}];
  let part = "";
  for (const chapter of chapters) {
    if (chapter.dataset.part !== part) {
      part = chapter.dataset.part;
      contents.append(make("p", {class: "part"}, part));
      bookmarks.push({level: 0, title: part, anchor: chapter.id});
    }
    const level = part ? 1 : 0;
    bookmarks.push({level, title: heading(chapter), anchor: chapter.id});
    const entry = line(chapter.id, heading(chapter));
    // The chapters below it stand in it, after its own sections.
    const sections = all(":scope > section:not(.finding-entry), :scope > .toctree-wrapper > section", chapter);
    bookmarks.push(...sections.map(section => ({level: level + 1, title: heading(section), anchor: section.id})));
    entry.append(make("ul", {}, ...sections.map(section => line(section.id, heading(section)))));
    contents.append(make("ul", {class: "of-chapter"}, entry));
  }

  // --- The page: no theme, whose styles are those of a screen; each chapter a kind of page, for its running head ------
  all("link[rel=stylesheet]").filter(link => link.href.includes("/_static/styles/")).forEach(link => link.remove());
  const rules = chapters.map((chapter, number) => {
    chapter.style.page = `chapter-${number}`;
    return `@page chapter-${number} { @top-left { content: ${JSON.stringify(heading(chapter))}; } }`;
  });
  document.head.append(make("style", {}, `@page { @bottom-left { content: ${JSON.stringify(edition.footer)}; } }`, "@page title { @bottom-left { content: none; } }", ...rules));
  document.documentElement.dataset.theme = "light";
  document.body.replaceChildren(make("main", {class: "bd-article edition"}, title, contents, ...chapters));

  const anchors = all("a[href^='#']").map(link => decodeURIComponent(link.getAttribute("href").slice(1)));
  const lost = [...new Set(anchors.filter(anchor => !document.getElementById(anchor)))];
  return {bookmarks, lost, characters: [...new Set(document.body.textContent)].join("")};
}
