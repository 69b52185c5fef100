"""Understands what people type: input methods, slips, abbreviations, everyday words, the words by which they ask."""

from .question import Alternative, Correction, Question
from .reading import MAX_QUERY, MAX_SYLLABLES, read

__all__ = ["MAX_QUERY", "MAX_SYLLABLES", "Alternative", "Correction", "Question", "read"]
