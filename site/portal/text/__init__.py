"""Vietnamese text without Django: one way to clean, fold, cut, compare and read it, for every room."""

from .codes import find_codes, parse_code
from .dates import parse_vi_date
from .folding import fold, fold_in_place
from .law_numbers import LawNumber, find_law_numbers, parse_law_number
from .normalising import normalise
from .slugs import slugify_vi
from .sorting import sort_key
from .tones import search_syllable, tone_key
from .working_days import add_working_days, holiday_name, is_working_day, working_days_between

__all__ = [
    "LawNumber",
    "add_working_days",
    "find_codes",
    "find_law_numbers",
    "fold",
    "fold_in_place",
    "holiday_name",
    "is_working_day",
    "normalise",
    "parse_code",
    "parse_law_number",
    "parse_vi_date",
    "search_syllable",
    "slugify_vi",
    "sort_key",
    "tone_key",
    "working_days_between",
]
