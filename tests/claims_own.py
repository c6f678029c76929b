"""The sentences on one's own readouts that say how the package works; the tests of each command hold them."""

RULES = [
    ("own.md", "of any two sides or more, of one event or many"),
    ("own.md", "two invented accounts of a call that never was"),
    ("own.md", "It is never a regular expression"),
    ("own.md", "Only of a full text is anything called absent"),
    ("languages.md", "they neither cut a word nor count in it"),
    ("languages.md", "for thirty more languages"),
    ("languages.md", "and download nothing"),
    ("languages.md", "Words of two languages are never set against each other"),
    ("languages.md", "Where neither says it, it is guessed from the script"),
    ("languages.md", "only patterns without a language are looked for in it"),
    ("fetching.md", "lists what would be asked and asks nothing"),
    ("fetching.md", "takes the whole of the text and nothing else"),
    ("fetching.md", "of which nothing is called absent, until you have compared it with the page"),
    ("fetching.md", "never sooner than the site’s Retry-After"),
    ("fetching.md", "nothing is asked of a site whose robots.txt cannot be read"),
    ("speed.md", "conc has neither wildcards nor a way to code many patterns"),
    ("speed.md", "made anew, never trusted"),
    ("speed.md", "are never in memory together"),
    ("speed.md", "a part changes nothing, so it counts once"),
    ("captions", "so they do less"),
]
