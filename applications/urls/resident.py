"""The residents' addresses of procedures and applications, at the root of a city."""

from django.urls import include, path

from applications.views.resident import (
    answering,
    check,
    correction,
    files,
    notice,
    paper,
    placement,
    postal_code,
    prefilled,
    procedure,
    receipt,
    resume,
    saved,
    status,
)

# Below a form and below a correction alike; pages name them from where they stand.
_FILES = [
    path("files/<uuid:file_id>/thumbnail/", files.thumbnail),
    path("files/<uuid:file_id>/remove/", files.remove),
    path("files/<uuid:file_id>/restore/", files.restore),
    path("<slug:page_id>/files/<slug:question_id>/", files.add),
]

urlpatterns = [
    path("q/<str:code>/", placement.short_address, name="short_address"),
    path("p/<slug:slug>/", procedure.procedure_page, name="procedure"),
    path("p/<slug:slug>/paper/", paper.newest_paper_form, name="newest_paper_form"),
    path("p/<slug:slug>/paper/<int:number>/", paper.paper_form_page, name="paper_form"),
    path("p/<slug:slug>/notice/", notice.send_from_card, name="send_notice"),
    path("p/<slug:slug>/forget/", notice.forget, name="forget_device"),
    path("p/<slug:slug>/discard/", procedure.discard, name="discard_draft"),
    path("p/<slug:slug>/leave/", saved.leave, name="leave_draft"),
    path("p/<slug:slug>/take-back/", procedure.take_back, name="take_back"),
    path("p/<slug:slug>/taken/", prefilled.taken, name="taken_over"),
    path("p/<slug:slug>/apply/", procedure.begin, name="apply"),
    path("p/<slug:slug>/apply/check/", check.check_answers, name="check"),
    path("p/<slug:slug>/apply/saved/", saved.saved, name="saved"),
    path("p/<slug:slug>/apply/", include(_FILES)),
    path("p/<slug:slug>/apply/<slug:page_id>/", procedure.form_page, name="form_page"),
    path("resume/", resume.enter_code, name="resume"),
    path("resume/<str:token>/", resume.open_link, name="resume_link"),
    path("postal-code/", postal_code.addresses, name="postal_code"),
    path("next/<str:token>/", prefilled.hand_over, name="hand_over"),
    path("status/", status.enter, name="status"),
    path("applications/<uuid:application_id>/", status.application_status, name="application"),
    path("applications/<uuid:application_id>/done/", receipt.receipt, name="receipt"),
    path("applications/<uuid:application_id>/receipt.pdf", receipt.receipt_pdf, name="receipt_pdf"),
    path("applications/<uuid:application_id>/again/", prefilled.apply_again, name="apply_again"),
    path("applications/<uuid:application_id>/messages/", answering.answer, name="answer"),
    path("applications/<uuid:application_id>/withdraw/", status.withdraw_application, name="withdraw"),
    path("applications/<uuid:application_id>/correct/", correction.begin, name="correct"),
    path("applications/<uuid:application_id>/correct/check/", correction.check_answers, name="correct_check"),
    path("applications/<uuid:application_id>/correct/saved/", correction.saved, name="correct_saved"),
    path("applications/<uuid:application_id>/correct/", include(_FILES)),
    path("applications/<uuid:application_id>/correct/<slug:page_id>/", correction.form_page, name="correct_page"),
]
