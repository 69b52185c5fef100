from .question import Question
from .rating import Rating, RatingSummary

__all__ = ["Question", "Rating", "RatingSummary"]
