// The theme takes the focus away from a button that was pressed, so that its
// tooltip goes. The book has no tooltips, and who uses the keyboard would
// start again from the top of the page.
document.addEventListener("DOMContentLoaded", () => {
  const buttons = ".theme-switch-button, .search-button, .primary-toggle, .secondary-toggle";
  document.querySelectorAll(buttons).forEach(button => { button.blur = () => {}; });
});
