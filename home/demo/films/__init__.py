"""Short recordings for the sample performances: drawn, played and encoded when they are loaded."""

from .catalogue import FILMS, Film

__all__ = ["FILMS", "Film"]
