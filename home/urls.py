"""The map of the site, for people and for machines."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from .views import site_tree

urlpatterns = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("so-do-trang/", site_tree, name="site_tree"),
]
