"""The design system's own page."""

from django.urls import path

from web import views

urlpatterns = [path("_components/", views.components, name="components")]
