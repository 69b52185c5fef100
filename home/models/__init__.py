from .home_page import HomePage
from .organisation_index import OrganisationIndexPage
from .organisation_page import OrganisationPage
from .standing_page import StandingPage

__all__ = ["HomePage", "OrganisationIndexPage", "OrganisationPage", "StandingPage"]
