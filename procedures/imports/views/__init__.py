"""The screens of the import: `runs` for records, `zips` for forms; both for those who may import only."""
