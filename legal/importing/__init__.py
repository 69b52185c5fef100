"""Reading records of legal documents from files of others.

`cells` reads what stands in a cell, `readers` makes records of rows, `duplicates` joins the rows of one document,
`service` writes records into pages. What can't be read for certain stays verbatim and is said (`Notice`).
"""
