"""Every address of a city: residents at `/`, staff at `/staff/`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/", include("applications.urls.staff")),
    path("staff/", include("catalog.urls.staff")),
    path("staff/", include("billing.urls.staff")),
    path("staff/", include("portal.urls.staff")),
    path("staff/", include("accounts.urls")),
    path("api/v1/", include("applications.urls.api")),
    path("", include("applications.urls.resident")),
    path("", include("portal.urls.resident")),
    path("", include("web.urls")),
]

handler400 = "web.views.bad_request"
handler403 = "web.views.permission_denied"
handler404 = "web.views.page_not_found"
handler500 = "web.views.server_error"
