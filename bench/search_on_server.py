"""What a benchmark of the search needs of a search server: its index, filled with what the database holds."""

import os


def fill() -> float | None:
    """Build the index of the server that SEARCH_URL names; return the documents a second. None without a server."""
    if not os.environ.get("SEARCH_URL"):
        return None
    from portal.search import outbox
    from portal.search.engines import server_index, server_link

    link = server_link()
    if link is None:
        raise RuntimeError("SEARCH_URL is set, but not known to the settings.")
    # Filling the database noted every row; the build reads them all.
    outbox.forget_server()
    built = server_index.build(link.server.client)
    return built.rows / built.seconds
