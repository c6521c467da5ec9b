"""Our addresses, and two more behind the same middleware."""

from django.urls import include, path

from tests.bench import views

urlpatterns = [
    path("bench/empty/", views.empty),
    path("bench/select/", views.select),
    path("", include("config.urls.municipality")),
]
