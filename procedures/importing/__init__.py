"""Reading records of procedures from files of others into the canonical record.

`readers` finds the shape of a file and gives its rows; the modules of each table read cells; `service` writes
records into pages. What can't be read for certain stays verbatim and is said (`Notice`).
"""
