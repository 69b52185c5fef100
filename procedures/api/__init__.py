"""Open data: the records of procedures as JSON, `/api/procedures/` and `/api/procedures/<code>/`."""
