"""The secretariat's addresses, at the consortium's own host."""

from django.urls import path

from portal.views import advisers, announcements, guide, municipality, offers, secretariat, template_drafts, templates

urlpatterns = [
    path("", secretariat.overview, name="secretariat_home"),
    path("municipalities/new/", secretariat.new_municipality, name="new_municipality"),
    path("municipalities/requests/<str:code>/", secretariat.municipality_request, name="municipality_request"),
    path("municipalities/<str:code>/", municipality.municipality, name="municipality"),
    path("municipalities/<str:code>/suspend/", municipality.suspend, name="suspend_municipality"),
    path("municipalities/<str:code>/resume/", municipality.resume, name="resume_municipality"),
    path("municipalities/<str:code>/plan/", municipality.plan, name="municipality_plan"),
    path("municipalities/<str:code>/contacts/new/", municipality.add_contact, name="new_contact"),
    path("municipalities/<str:code>/contacts/<uuid:contact_id>/", municipality.contact, name="contact"),
    path(
        "municipalities/<str:code>/contacts/<uuid:contact_id>/remove/",
        municipality.remove_contact,
        name="remove_contact",
    ),
    path("help/", guide.guide, name="guide"),
    path("help/<slug:slug>/", guide.guide_page, name="guide_page"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/new/", announcements.new_announcement, name="new_announcement"),
    path("announcements/<uuid:announcement_id>/", announcements.announcement, name="announcement"),
    path("announcements/<uuid:announcement_id>/withdraw/", announcements.withdraw, name="withdraw_announcement"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<uuid:template_id>/", templates.template, name="template"),
    path("templates/<uuid:template_id>/draft/", template_drafts.draft, name="template_draft"),
    path("templates/<uuid:template_id>/draft/add/", template_drafts.add, name="template_draft_add"),
    path("templates/<uuid:template_id>/draft/add-page/", template_drafts.add_page, name="template_draft_add_page"),
    path("templates/<uuid:template_id>/draft/undo/", template_drafts.step, {"way": "undo"}, name="template_draft_undo"),
    path("templates/<uuid:template_id>/draft/redo/", template_drafts.step, {"way": "redo"}, name="template_draft_redo"),
    path("templates/<uuid:template_id>/draft/preview/", template_drafts.preview, name="template_draft_preview"),
    path("templates/<uuid:template_id>/draft/publish/", template_drafts.publish, name="template_draft_publish"),
    path("templates/<uuid:template_id>/draft/rehearse/", template_drafts.rehearse, name="template_rehearse"),
    path("templates/<uuid:template_id>/release/", template_drafts.release, name="template_release"),
    path("templates/<uuid:template_id>/draft/discard/", template_drafts.discard, name="template_draft_discard"),
    path("templates/<uuid:template_id>/draft/at/<slug:target>/", template_drafts.draft, name="template_draft_element"),
    path(
        "templates/<uuid:template_id>/draft/at/<slug:target>/<slug:action>/",
        template_drafts.change,
        name="template_draft_change",
    ),
    path("templates/offers/", offers.index, name="offers"),
    path("templates/offers/<uuid:offer_id>/", offers.offer, name="offer"),
    path("templates/offers/<uuid:offer_id>/preview/", offers.preview, name="offer_preview"),
    path("templates/versions/<uuid:version_id>/", templates.version, name="template_version"),
    path("advisers/", advisers.advisers, name="advisers"),
    path("advisers/appoint/", advisers.appoint, name="appoint_adviser"),
    path("advisers/<uuid:adviser_id>/dismiss/", advisers.dismiss, name="dismiss_adviser"),
    path("advisers/enter/<uuid:access_id>/", advisers.enter, name="enter_city"),
]
