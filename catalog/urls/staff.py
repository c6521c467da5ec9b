"""Addresses of the staff's pages about procedures, below `/staff/`."""

from django.urls import path

from catalog.views.staff import (
    adding,
    customising,
    datasets,
    deciding,
    desks,
    keeping,
    listing,
    planning,
    publishing,
    receiving,
    sharing,
    spreading,
)

urlpatterns = [
    path("procedures/", listing.procedures, name="staff_procedures"),
    path("procedures/templates/", sharing.templates, name="staff_templates"),
    path("procedures/templates/<uuid:version_id>/", sharing.template, name="staff_template"),
    path("procedures/templates/<uuid:version_id>/adopt/", sharing.adopt, name="staff_adopt"),
    path("procedures/plan/", planning.plan, name="staff_plan"),
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
    path("procedures/<uuid:procedure_id>/appeals/", deciding.appeal_notice, name="staff_appeal_notice"),
    path("procedures/<uuid:procedure_id>/desks/", desks.desks, name="staff_desks"),
    path("procedures/<uuid:procedure_id>/approval/", deciding.approval_route, name="staff_approval_route"),
    path("procedures/<uuid:procedure_id>/retention/", keeping.retention, name="staff_retention_period"),
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
    path("procedures/lists/", datasets.index, name="staff_lists"),
    path("procedures/lists/<slug:dataset_slug>/", datasets.dataset, name="staff_list"),
    path("procedures/lists/<slug:dataset_slug>/settings/", datasets.settings, name="staff_list_settings"),
    path("procedures/lists/<slug:dataset_slug>/list.csv", datasets.export, name="staff_list_export"),
    path("procedures/lists/<slug:dataset_slug>/import/", datasets.import_file, name="staff_list_import"),
    path("procedures/lists/<slug:dataset_slug>/import/confirm/", datasets.confirm_import, name="staff_list_confirm"),
    path("procedures/lists/<slug:dataset_slug>/entries/<int:number>/", datasets.entry, name="staff_list_entry"),
    path(
        "procedures/lists/<slug:dataset_slug>/entries/<int:number>/close/",
        datasets.close_entry,
        name="staff_list_close",
    ),
    path(
        "procedures/lists/<slug:dataset_slug>/entries/<int:number>/reopen/",
        datasets.reopen_entry,
        name="staff_list_reopen",
    ),
]
