"""Addresses of the staff's pages about procedures, below `/staff/`."""

from django.urls import path

from catalog.views.staff import adding, customising, listing, publishing, receiving, sharing, spreading

urlpatterns = [
    path("procedures/", listing.procedures, name="staff_procedures"),
    path("procedures/templates/", sharing.templates, name="staff_templates"),
    path("procedures/templates/<uuid:version_id>/", sharing.template, name="staff_template"),
    path("procedures/templates/<uuid:version_id>/adopt/", sharing.adopt, name="staff_adopt"),
    path("procedures/<uuid:procedure_id>/", customising.procedure, name="staff_procedure"),
    path("procedures/<uuid:procedure_id>/at/<slug:target>/", customising.procedure, name="staff_element"),
    path(
        "procedures/<uuid:procedure_id>/at/<slug:target>/<slug:action>/",
        customising.change,
        name="staff_change_element",
    ),
    path("procedures/<uuid:procedure_id>/add/", adding.question, name="staff_add_question"),
    path("procedures/<uuid:procedure_id>/facts/", adding.facts, name="staff_facts"),
    path("procedures/<uuid:procedure_id>/differences/", publishing.differences, name="staff_differences"),
    path("procedures/<uuid:procedure_id>/preview/", publishing.preview, name="staff_preview"),
    path("procedures/<uuid:procedure_id>/publish/", publishing.publish, name="staff_publish"),
    path("procedures/<uuid:procedure_id>/period/", receiving.period, name="staff_period"),
    path("procedures/<uuid:procedure_id>/close/", receiving.close, name="staff_close"),
    path("procedures/<uuid:procedure_id>/reopen/", receiving.reopen, name="staff_reopen"),
    path("procedures/<uuid:procedure_id>/spread/", spreading.spread, name="staff_spread"),
    path(
        "procedures/<uuid:procedure_id>/spread/<uuid:placement_id>/remove/",
        spreading.remove,
        name="staff_remove_placement",
    ),
    path(
        "procedures/<uuid:procedure_id>/spread/<uuid:placement_id>/poster.pdf",
        spreading.poster_page,
        name="staff_poster",
    ),
    path(
        "procedures/<uuid:procedure_id>/spread/<uuid:placement_id>/code.png",
        spreading.code_image,
        name="staff_code_image",
    ),
    path("procedures/<uuid:procedure_id>/details/", listing.details, name="staff_details"),
]
