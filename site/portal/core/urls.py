"""Addresses that browsers ask for by themselves."""

from django.urls import path

from .views import favicon

urlpatterns = [path("favicon.ico", favicon, name="favicon")]
