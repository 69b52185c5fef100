"""Addresses beside the catalogue's pages."""

from django.urls import URLPattern, path

from .catalogue.views import count_visit

urlpatterns: list[URLPattern] = [
    path("dem-thu-tuc/", count_visit, name="procedure_visit"),
]
