"""The editors' side of the search: what they rule, what found nothing, why a result stands where it stands."""
