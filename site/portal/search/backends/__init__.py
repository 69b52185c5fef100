"""The portal's search backend for Wagtail and django-modelsearch, whichever engine answers."""

from .backend import SearchBackend

__all__ = ["SearchBackend"]
