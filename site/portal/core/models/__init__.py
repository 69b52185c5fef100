from .base import BasePage
from .imported import ImportedMixin
from .settings import SiteSettings
from .stamp import PublicationStamp

__all__ = ["BasePage", "ImportedMixin", "PublicationStamp", "SiteSettings"]
