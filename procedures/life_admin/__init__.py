"""The life of procedures in the admin: decisions, versions, what waits, the report of the five working days."""
