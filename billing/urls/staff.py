"""Addresses of a city's own contributions, below `/staff/`."""

from django.urls import path

from billing.views import staff

urlpatterns = [
    path("contributions/", staff.own_shares, name="own_shares"),
    path("contributions/<uuid:share_id>/", staff.own_share, name="own_share"),
    path("contributions/<uuid:share_id>/statement.pdf", staff.own_share_pdf, name="own_share_pdf"),
    path("contributions/<uuid:share_id>/agree/", staff.agree_to_share, name="agree_to_share"),
    path("contributions/<uuid:share_id>/ask/", staff.ask_about_share, name="ask_about_share"),
]
