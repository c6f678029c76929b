"""Official readouts from the sites that published them: `addresses`, `client`, `encodings`, `pages`, `downloads`,
put together by `collect`.

`commands.fetch` is the command. Nothing here is imported by the book; a build reaches no network.
"""
