"""Addresses by which machines ask how the portal is."""

from django.urls import path

from . import views

urlpatterns = [
    path("healthz", views.alive, name="healthz"),
    path("readyz", views.ready, name="readyz"),
]
