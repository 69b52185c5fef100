"""Import on the screen: upload, dry run, preview, application by the task worker, undo, forms from a .zip.

`uploads` judges a file, `running` lets one worker at a time go on with a piece of work, `checking`, `applying` and
`undoing` are its phases, `forms` the files of forms. The reading and writing of records is `procedures.importing`.
"""
