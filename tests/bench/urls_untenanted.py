"""The two views of nothing, alone."""

from django.urls import path

from tests.bench import views

urlpatterns = [path("bench/empty/", views.empty), path("bench/select/", views.select)]
