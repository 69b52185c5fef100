"""Addresses of the search; that for programs is given by `portal.api`."""

from django.urls import path

from . import views

urlpatterns = [
    path("tim-kiem/", views.search_page, name="search"),
    path("tim-kiem/goi-y/", views.suggestions, name="search_suggestions"),
    path("tim-kiem/rss/", views.feed, name="search_feed"),
]
