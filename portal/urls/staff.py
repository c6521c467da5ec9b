"""Addresses of what staff read from the secretariat, below `/staff/`."""

from django.urls import path

from portal.views import staff

urlpatterns = [
    path("announcements/", staff.announcements, name="staff_announcements"),
    path("announcements/<uuid:announcement_id>/", staff.announcement, name="staff_announcement"),
]
