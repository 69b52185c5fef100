"""Search: one analysis, one plan and one ranking over whichever engine holds the index."""
