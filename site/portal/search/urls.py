"""Addresses of the search."""

from django.urls import path

from . import views

urlpatterns = [
    path("tim-kiem/", views.search_page, name="search"),
    path("tim-kiem/goi-y/", views.suggestions, name="search_suggestions"),
    path("api/search/", views.api, name="search_api"),
]
