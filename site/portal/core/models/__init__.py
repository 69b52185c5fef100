from .alert import Alert
from .base import BasePage
from .imported import ImportedPage
from .navigation import Navigation
from .settings import SiteSettings
from .stamp import PublicationStamp

__all__ = ["Alert", "BasePage", "ImportedPage", "Navigation", "PublicationStamp", "SiteSettings"]
