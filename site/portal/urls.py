"""Every address of the portal; the only place that knows every room."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.views import serve

from feedback import urls as feedback_urls
from home import urls as home_urls
from portal.api import api
from portal.core import urls as core_urls
from portal.files.views import serve_media
from portal.operations import urls as operations_urls
from portal.search import urls as search_urls
from procedures import urls as procedure_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("portal.files.document_urls")),
    path("media/<path:path>", serve_media, name="portal_media"),
    path("", include(operations_urls)),
    path("", include(core_urls)),
    path("", include(search_urls)),
    path("api/", api.urls),
    path("", include(procedure_urls)),
    path("", include(feedback_urls)),
    path("", include(home_urls)),
    # Wagtail's own pattern knows no dots; a procedure's code has them (/thu-tuc/1.003838/).
    re_path(r"^((?:[\w.-]+/)+)$", serve),
    path("", include(wagtail_urls)),
]
