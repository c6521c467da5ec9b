"""Addresses of what staff read from the secretariat, below `/staff/`."""

from django.urls import path

from portal.views import guide, staff, staff_advisers, staff_records

urlpatterns = [
    path("help/", guide.guide, name="guide"),
    path("help/<slug:slug>/", guide.guide_page, name="guide_page"),
    path("records/", staff_records.records, name="staff_records"),
    path("records/records.csv", staff_records.records_file, name="staff_records_file"),
    path("announcements/", staff.announcements, name="staff_announcements"),
    path("announcements/<uuid:announcement_id>/", staff.announcement, name="staff_announcement"),
    path("advisers/", staff_advisers.advisers, name="staff_advisers"),
    path("advisers/grant/", staff_advisers.grant, name="grant_adviser"),
    path("advisers/<uuid:grant_id>/end/", staff_advisers.end, name="end_adviser"),
    path("advise/leave/", staff_advisers.leave, name="leave_as_adviser"),
    path("advise/out/", staff_advisers.out, name="adviser_is_out"),
    path("advise/<str:token>/", staff_advisers.enter, name="enter_as_adviser"),
]
