from .base import BasePage
from .settings import SiteSettings

__all__ = ["BasePage", "SiteSettings"]
