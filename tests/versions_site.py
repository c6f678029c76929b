"""Pages of a site on this machine that are altered between two runs of `readouts fetch --again`."""

from fetch_site import EN, kremlin
from readouts.__main__ import main
from tables import rows_of

SHORT = ["--allow-private", "--delay", "0", "--retries", "0", "--timeout", "5"]
ALTERED = [EN[0], EN[1].replace("railway", "canal"), *EN[2:]]


def fetch(folder, *urls, options=()):
    """Run the command on a list of addresses; its exit code."""
    path = folder / "list.txt"
    path.write_text("\n".join(urls) + "\n")
    return main(["fetch", str(path), "--out", str(folder / "out"), *SHORT, *options])


def again(folder, *urls, options=()):
    """Ask once more."""
    return fetch(folder, *urls, options=["--again", *options])


def address(site, name="1"):
    """An address whose page is read as one of a known site."""
    return site.url(path(name))


def path(name="1"):
    return f"/web/http://en.kremlin.ru/{name}"


def serve(site, texts, name="1", headers=None, **how):
    """The page that is served from now on."""
    site.answers[path(name)] = []
    site.page(path(name), kremlin(texts, **how), headers)


def versions(folder):
    """The rows of versions.csv."""
    return rows_of(folder / "out" / "versions.csv")
