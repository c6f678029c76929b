// The theme takes the focus away from a button that was pressed, so that its
// tooltip goes. The book has no tooltips, and who uses the keyboard would
// start again from the top of the page.
document.addEventListener("DOMContentLoaded", () => {
  const buttons = ".theme-switch-button, .search-button, .primary-toggle, .secondary-toggle";
  document.querySelectorAll(buttons).forEach(button => { button.blur = () => {}; });
});

// A button below the book's citation copies it. Where the browser does not allow that, the words are selected instead.
document.addEventListener("DOMContentLoaded", () => {
  for (const words of document.querySelectorAll(".cite-book > .reference-in-words")) {
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.textContent = "Copy this citation";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words.textContent);
        said.textContent = " Copied.";
      } catch {
        getSelection().selectAllChildren(words);
        said.textContent = " The browser does not allow copying; the words are selected.";
      }
    });
    words.after(button, said);
  }
});

// On a narrow screen a long table shows its first rows, and a button the others; book.css hides both elsewhere. Rows that a
// link leads to are shown, and whoever pressed the button goes on from the first row that it brought.
document.addEventListener("DOMContentLoaded", () => {
  const FIRST = 12, LONG = 20;
  for (const box of document.querySelectorAll(".pst-scrollable-table-container")) {
    const rows = box.querySelector(":scope > table > tbody")?.rows ?? [];
    if (rows.length <= LONG || box.closest(".concordance")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "all-rows";
    button.textContent = `Show all ${rows.length.toLocaleString("en")} rows`;
    button.addEventListener("click", () => {
      box.classList.remove("folded");
      rows[FIRST].tabIndex = -1;
      rows[FIRST].focus();
    });
    const show = () => {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && box.contains(target) && target.closest("tbody")) {
        box.classList.remove("folded");
        target.scrollIntoView();
      }
    };
    box.classList.add("folded");
    box.after(button);
    show();
    addEventListener("hashchange", show);
  }
});

// On a narrow screen a word opens the source that a caption names; exhibits.css hides the word elsewhere. A link that leads
// into a source opens it.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".caption-text .provenance").forEach((source, number) => {
    const button = document.createElement("button");
    const open = opened => button.setAttribute("aria-expanded", opened);
    source.id ||= `provenance-${number + 1}`;
    button.type = "button";
    button.className = "shows-provenance";
    button.textContent = "Source";
    button.setAttribute("aria-label", `Source: ${source.closest(".caption-text").querySelector("strong").textContent}`);
    button.setAttribute("aria-controls", source.id);
    button.addEventListener("click", () => open(button.getAttribute("aria-expanded") == "false"));
    source.before(button);
    const show = () => {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && source.contains(target)) {
        open(true);
        target.scrollIntoView();
      }
    };
    open(false);
    show();
    addEventListener("hashchange", show);
  });
});
