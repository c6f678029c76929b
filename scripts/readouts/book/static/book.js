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
