"""What the three kinds of tokens of a document are called, in every engine."""

TITLE, BODY, START = TABLES = ("portal_search_title", "portal_search_body", "portal_search_start")
