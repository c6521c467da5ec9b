"""The switch of languages, and the design system's own page."""

from django.urls import path

from web import views

urlpatterns = [
    path("language/", views.switch_language, name="language"),
    path("_components/", views.components, name="components"),
]
