"""Every address of a city: residents at `/`, staff at `/staff/`."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
