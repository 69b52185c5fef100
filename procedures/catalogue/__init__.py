"""The list of all procedures: what it is narrowed by, what it counts, what is most visited."""
