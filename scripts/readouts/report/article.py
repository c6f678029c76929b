"""What the press article through which the passages come says in its own words."""

from collections.abc import Iterator

from .context import Context
from .findings import Finding, WithheldText, slug
from .naming.rules import FILE

NEEDS: tuple[str, ...] = ("article_terms", FILE)


def findings(context: Context) -> Iterator[Finding]:
    """Give how often each term stands in the article's own words: ``article-<pattern>``."""
    for row in context.data.tables["article_terms"].itertuples():
        text = WithheldText(
            "the article’s own words, without the passages that it quotes",
            f"{row.n_tokens} words",
            sha256=row.sha256,
        )
        yield Finding(
            slug("article", row.pattern),
            row.frequency,
            f"{row.pattern} in the article’s own words",
            (row.n_tokens, "words"),
            patterns=(row.pattern,),
            withheld=(text,),
        )
