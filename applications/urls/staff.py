"""The staff's addresses of applications, below `/staff/`."""

from django.urls import path

from applications.views import (
    staff,
    staff_actions,
    staff_amendment,
    staff_approval,
    staff_board,
    staff_bulk,
    staff_corrections,
    staff_figures,
    staff_files,
    staff_messages,
    staff_notes,
    staff_substitutes,
)

urlpatterns = [
    path("", staff.home, name="staff_home"),
    path("applications/board/", staff_board.notices, name="staff_board"),
    path("applications/bulk/", staff_bulk.choose, name="staff_bulk"),
    path("applications/bulk/begin/", staff_bulk.begin, name="staff_bulk_begin"),
    path("applications/bulk/<uuid:run_id>/", staff_bulk.result, name="staff_bulk_run"),
    path("figures/", staff_figures.overview, name="staff_figures"),
    path("figures/figures.csv", staff_figures.overview_file, name="staff_figures_file"),
    path("figures/<uuid:procedure_id>/", staff_figures.procedure, name="staff_procedure_figures"),
    path("figures/<uuid:procedure_id>/months.csv", staff_figures.months_file, name="staff_months_file"),
    path("figures/<uuid:procedure_id>/pages.csv", staff_figures.pages_file, name="staff_pages_file"),
    path("applications/<str:receipt_number>/", staff.application, name="staff_application"),
    path(
        "applications/<str:receipt_number>/attachments/<uuid:attachment_id>/",
        staff_files.picture,
        name="staff_attachment",
    ),
    path(
        "applications/<str:receipt_number>/attachments/<uuid:attachment_id>/original/",
        staff_files.original,
        name="staff_original",
    ),
    path(
        "applications/<str:receipt_number>/attachments/<uuid:attachment_id>/<slug:size>/",
        staff_files.preview,
        name="staff_preview",
    ),
    path("applications/<str:receipt_number>/start/", staff_actions.start_review, name="staff_start_review"),
    path("applications/<str:receipt_number>/acknowledge/", staff_actions.acknowledge, name="staff_acknowledge"),
    path("applications/<str:receipt_number>/assign/", staff_actions.assign, name="staff_assign"),
    path("applications/<str:receipt_number>/return/", staff_actions.return_for_correction, name="staff_return"),
    path("applications/<str:receipt_number>/amend/<slug:question_id>/", staff_amendment.amend, name="staff_amend"),
    path(
        "applications/<str:receipt_number>/return/revoke/",
        staff_corrections.revoke,
        name="staff_revoke_correction",
    ),
    path("applications/<str:receipt_number>/messages/", staff_messages.write, name="staff_write_message"),
    path("applications/<str:receipt_number>/notes/", staff_notes.write, name="staff_write_note"),
    path("notes/", staff_notes.mine, name="staff_notes"),
    path("applications/<str:receipt_number>/propose/", staff_approval.propose, name="staff_propose"),
    path("applications/<str:receipt_number>/decide/", staff_approval.decide, name="staff_decide"),
    path("applications/<str:receipt_number>/take-back/", staff_approval.take_back, name="staff_take_back"),
    path("applications/<str:receipt_number>/approve/", staff_actions.approve, name="staff_approve"),
    path("applications/<str:receipt_number>/reject/", staff_actions.reject, name="staff_reject"),
    path("applications/<str:receipt_number>/close/", staff_actions.close, name="staff_close_application"),
    path("approvals/", staff_approval.approvals, name="staff_approvals"),
    path("approvals/substitutes/", staff_substitutes.substitutes, name="staff_substitutes"),
    path(
        "approvals/substitutes/<uuid:substitution_id>/remove/",
        staff_substitutes.remove,
        name="staff_remove_substitute",
    ),
]
