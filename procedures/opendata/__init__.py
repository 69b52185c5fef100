"""Open data as files: nightly dumps of the catalogue, with a dictionary of its fields."""
