"""The secretariat's addresses, at the consortium's own host."""

from django.urls import path

from portal.views import secretariat

urlpatterns = [
    path("", secretariat.overview, name="secretariat_home"),
    path("municipalities/new/", secretariat.new_municipality, name="new_municipality"),
    path("municipalities/requests/<str:code>/", secretariat.municipality_request, name="municipality_request"),
]
