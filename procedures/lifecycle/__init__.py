"""The life of a procedure by law: plain functions on versions, differences and deadlines."""
