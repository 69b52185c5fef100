"""Records of procedures as files: .json, .csv and .xlsx, written so that reading gives the same record again.

`columns` names sheets and columns, `cells` turns a value into a cell and back, `writing` and `reading` do whole
files, `source` takes records from pages. `docs/procedure-exchange.md` tells people the rules.
"""
