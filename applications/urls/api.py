"""The addresses of a city's API, below `/api/v1/`; they end without a slash."""

from django.urls import path

from applications.api import description, views

urlpatterns = [
    path("applications", views.Changes.as_view(), name="api_changes"),
    path("applications/<str:receipt_number>", views.OneApplication.as_view(), name="api_application"),
    path(
        "applications/<str:receipt_number>/files/<uuid:attachment_id>",
        views.OneFile.as_view(),
        name="api_file",
    ),
    path("schema", description.schema, name="api_schema"),
    path("<path:rest>", views.Nothing.as_view(), name="api_nothing"),
]
