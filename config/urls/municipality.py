"""Every address of a city: residents at `/`, staff at `/staff/`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/", include("accounts.urls")),
]
