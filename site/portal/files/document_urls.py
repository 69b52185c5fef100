"""Addresses of documents: the names are Wagtail's, the view is the portal's."""

from django.urls import path, re_path
from wagtail.documents.views.serve import authenticate_with_password

from .views import serve_document

urlpatterns = [
    re_path(r"^(\d{1,18})/(.*)$", serve_document, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
