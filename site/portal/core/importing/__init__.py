"""What every import of records into pages shares: files, reports, what an editor changed, publication.

`files` takes a file apart into values, a room reads a value into a `Row`, its `PageImporter` writes rows into
pages, and `command.ImportCommand` is the command around both. What can't be read for certain stays verbatim and
is said (`Notice`).
"""
