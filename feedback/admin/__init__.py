"""The editors' side: questions to answer, the report of ratings."""
