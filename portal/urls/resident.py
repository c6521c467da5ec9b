"""The residents' addresses that join several rooms, at the root of a city."""

from django.urls import path

from portal.views import resident

urlpatterns = [
    path("", resident.home, name="resident_home"),
    path("search/", resident.search, name="search"),
    path("help/", resident.help_page, name="help"),
]
