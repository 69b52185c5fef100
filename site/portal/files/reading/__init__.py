"""Plain text of documents, without Django: run in a process of its own (`python -m portal.files.reading pdf`).

A reader of foreign files may hang, take all memory or crash; a process of its own is ended then, and nothing else.
"""

#: characters of a file that are read
MOST_TEXT = 100_000


def tidy(text: str) -> str:
    """Return `text` without empty lines and runs of white space, cut at `MOST_TEXT` characters."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:MOST_TEXT]
