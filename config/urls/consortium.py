"""Every address of the consortium: the secretariat."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.urls.secretariat")),
    path("", include("accounts.urls")),
    path("billing/", include("billing.urls.secretariat")),
    path("", include("web.urls")),
]

handler400 = "web.views.bad_request"
handler403 = "web.views.permission_denied"
handler404 = "web.views.page_not_found"
handler500 = "web.views.server_error"
