"""Addresses beside the catalogue's pages."""

from django.urls import URLPattern, path, re_path

from .catalogue.views import count_visit
from .opendata.views import open_data, open_data_file
from .posting import kiosk, views
from .views import qr_code

# Regular expressions: `core.reserved` would take the beginning of a plain pattern, the catalogue's own address.
_SET = r"(?P<slug>[-a-zA-Z0-9_]+)"

urlpatterns: list[URLPattern] = [
    re_path(r"^thu-tuc/dem/$", count_visit, name="procedure_visit"),
    path("du-lieu-mo/", open_data, name="open_data"),
    path("du-lieu-mo/<str:name>", open_data_file, name="open_data_file"),
    re_path(r"^(?P<path>thu-tuc/[-a-zA-Z0-9_]+/)qr\.svg$", qr_code, name="procedure_qr"),
    re_path(r"^thu-tuc/niem-yet/$", views.posting_sets, name="posting_sets"),
    re_path(rf"^thu-tuc/niem-yet/{_SET}/$", views.posting_set, name="posting_set"),
    re_path(rf"^thu-tuc/niem-yet/{_SET}/(?P<size>a3|a4)\.pdf$", views.posting_paper, name="posting_paper"),
    re_path(rf"^thu-tuc/kiosk/{_SET}/$", kiosk.kiosk, name="kiosk"),
    re_path(rf"^thu-tuc/kiosk/{_SET}/sw\.js$", kiosk.kiosk_worker, name="kiosk_worker"),
    re_path(rf"^thu-tuc/kiosk/{_SET}/danh-muc\.json$", kiosk.kiosk_contents, name="kiosk_contents"),
    re_path(
        rf"^thu-tuc/kiosk/{_SET}/(?P<key>[-.a-zA-Z0-9_]+)/$", kiosk.kiosk_procedure, name="kiosk_procedure"
    ),
]
