// Notes at the links of terms, citations and numbers. A note shows while its
// link is pointed at or has the keyboard's focus, stays while the pointer is on
// it, and goes with Escape. Without this file each link leads where it leads.
"use strict";

const NOTED = "a[aria-describedby^='about-']";
const GAP = 6; // so that the mark of the focus stays in sight

class HoverNotes {
  constructor() {
    this.link = null;
    this.note = null;
    this.timer = 0;
    for (const note of document.querySelectorAll(".about")) {
      note.popover = "manual"; // above all else, and never cut off by what scrolls
      note.hidden = false;
    }
    document.addEventListener("pointerover", event => this.enter(event));
    document.addEventListener("pointerout", event => this.leave(event));
    document.addEventListener("focusin", event => this.focus(event));
    document.addEventListener("focusout", () => { if (!this.note?.matches(":hover")) this.close(); });
    document.addEventListener("pointerdown", event => this.press(event));
    document.addEventListener("click", event => this.click(event));
    document.addEventListener("keydown", event => { if (event.key === "Escape") this.close(); });
    for (const name of ["resize", "beforeprint", "pagehide"]) addEventListener(name, () => this.close());
  }

  holds(element) {
    return this.link !== null && element instanceof Node && (this.link.contains(element) || this.note.contains(element));
  }

  open(link, x) {
    clearTimeout(this.timer);
    if (link === this.link) return;
    this.close();
    this.link = link;
    this.note = document.getElementById(link.getAttribute("aria-describedby"));
    this.note.showPopover();
    this.place(x);
  }

  close() {
    clearTimeout(this.timer);
    this.note?.hidePopover();
    this.link = this.note = null;
  }

  later(act, wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, wait);
  }

  // Under the line of the link that is pointed at, or its last one; above it
  // where there is no room below; always within the screen.
  place(x) {
    const lines = [...this.link.getClientRects()];
    const line = lines.find(rect => rect.left <= x && x <= rect.right) || lines.at(-1);
    const {offsetWidth: width, offsetHeight: height, style} = this.note;
    const below = line.bottom + GAP + height <= innerHeight || line.top < height + GAP;
    const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8));
    style.left = `${left + scrollX}px`;
    style.top = `${(below ? line.bottom + GAP : line.top - height - GAP) + scrollY}px`;
  }

  enter(event) {
    if (event.pointerType === "touch") return;
    if (this.holds(event.target)) {
      clearTimeout(this.timer);
      return;
    }
    const link = event.target.closest(NOTED);
    // Not at once: a pointer on its way crosses many links. Nor again after
    // Escape, while the pointer stays on the link.
    if (link && !link.contains(event.relatedTarget)) this.later(() => this.open(link, event.clientX), 100);
  }

  leave(event) {
    if (event.pointerType === "touch" || !event.target.closest(`${NOTED}, .about`)) return;
    if (this.holds(event.relatedTarget)) return;
    // Time to reach the note across a gap. What the keyboard opened stays.
    if (this.link !== null && this.link !== document.activeElement) this.later(() => this.close(), 300);
    else clearTimeout(this.timer);
  }

  focus(event) {
    const link = event.target.closest(NOTED);
    if (link && link.matches(":focus-visible")) this.open(link);
  }

  press(event) {
    this.touched = event.pointerType === "touch";
    if (!this.holds(event.target)) this.close();
  }

  // A finger has no hover: its first tap on a term or a citation shows the
  // note, and a second one follows the link. A number leads to its evidence.
  click(event) {
    const link = event.target.closest(NOTED);
    if (!link || !this.touched || link === this.link || link.matches(".finding")) return;
    event.preventDefault();
    this.open(link, event.clientX);
  }
}

// A browser without popovers has the links.
if (HTMLElement.prototype.showPopover) new HoverNotes();
