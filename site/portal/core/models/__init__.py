from .base import BasePage
from .settings import SiteSettings
from .stamp import PublicationStamp

__all__ = ["BasePage", "PublicationStamp", "SiteSettings"]
