from .servers import search_url, server  # noqa: F401 — fixtures
