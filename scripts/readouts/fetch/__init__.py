"""Official readouts from the sites that published them: `addresses`, `client`, `encodings`, `pages`, `downloads`,
put together by `collect`, which is what the command ``readouts fetch`` calls.

Nothing here is imported by the book; a build reaches no network.
"""
