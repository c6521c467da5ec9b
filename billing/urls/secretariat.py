"""Contracts and contributions, at the consortium's own host."""

from django.urls import path

from billing.views import secretariat

urlpatterns = [
    path("", secretariat.contracts, name="contracts"),
    path("new/", secretariat.new_contract, name="new_contract"),
    path("<uuid:contract_id>/", secretariat.contract, name="contract"),
    path("<uuid:contract_id>/edit/", secretariat.edit_contract, name="edit_contract"),
    path("<uuid:contract_id>/calculate/", secretariat.calculate, name="calculate"),
    path("<uuid:contract_id>/drafts/<int:number>/", secretariat.contract, name="draft"),
    path("<uuid:contract_id>/drafts/<int:number>/confirm/", secretariat.confirm_draft, name="confirm_draft"),
    path("<uuid:contract_id>/drafts/<int:number>/shares.csv", secretariat.shares_file, name="shares_file"),
    path("<uuid:contract_id>/drafts/<int:number>/statements/", secretariat.statements, name="statements"),
    path("<uuid:contract_id>/drafts/<int:number>/statements/<str:code>/", secretariat.statements, name="statement"),
]
