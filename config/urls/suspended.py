"""Every address of a city whose pages are closed (停止中): one page, in the visitor's language."""

from django.urls import URLPattern, URLResolver, path, re_path

from web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", views.switch_language, name="language"),
    re_path(r"", views.suspended),
]

handler400 = "web.views.bad_request"
handler500 = "web.views.server_error"
