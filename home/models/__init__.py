from .home_page import HomePage
from .standing_page import StandingPage

__all__ = ["HomePage", "StandingPage"]
