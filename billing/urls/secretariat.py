"""Contracts and contributions, at the consortium's own host."""

from django.urls import path

from billing.views.secretariat import allocating, contracts, figures, settling, simulating

DRAFT = "<uuid:contract_id>/drafts/<int:number>/"

urlpatterns = [
    path("", contracts.contracts, name="contracts"),
    path("new/", contracts.new_contract, name="new_contract"),
    path("figures/", figures.base_figures, name="base_figures"),
    path("figures/new/", figures.enter, name="enter_figures"),
    path("figures/template.xlsx", figures.figures_template, name="figures_template"),
    path("figures/census/", figures.take_census, name="take_census"),
    path("figures/<uuid:figures_id>/", figures.figures_set, name="figures_set"),
    path("<uuid:contract_id>/", allocating.contract, name="contract"),
    path("<uuid:contract_id>/edit/", contracts.edit_contract, name="edit_contract"),
    path("<uuid:contract_id>/next-year/", contracts.next_year, name="next_year"),
    path("<uuid:contract_id>/calculate/", allocating.calculate, name="calculate"),
    path("<uuid:contract_id>/reopen/", allocating.reopen_contract, name="reopen_contract"),
    path("<uuid:contract_id>/simulate/", simulating.simulation, name="simulation"),
    path("<uuid:contract_id>/simulate/keep/", simulating.keep, name="keep_scenario"),
    path("<uuid:contract_id>/scenarios/", simulating.scenarios, name="scenarios"),
    path("<uuid:contract_id>/scenarios/compare.xlsx", simulating.compared_workbook, name="compared_workbook"),
    path("<uuid:contract_id>/scenarios/compare.pdf", simulating.compared_pdf, name="compared_pdf"),
    path("<uuid:contract_id>/scenarios/<uuid:scenario_id>/show/", simulating.show, name="show_scenario"),
    path("<uuid:contract_id>/scenarios/<uuid:scenario_id>/remove/", simulating.remove, name="remove_scenario"),
    path("<uuid:contract_id>/settlement/", settling.settlement, name="settlement"),
    path("<uuid:contract_id>/settlement/<uuid:settlement_id>/decide/", settling.decide, name="decide_settlement"),
    path(DRAFT, allocating.contract, name="draft"),
    path(f"{DRAFT}consult/", allocating.consult_draft, name="consult_draft"),
    path(f"{DRAFT}replies/", allocating.replies, name="replies"),
    path(f"{DRAFT}replies/<uuid:share_id>/", allocating.answer_city, name="answer_city"),
    path(f"{DRAFT}confirm/", allocating.confirm_draft, name="confirm_draft"),
    path(f"{DRAFT}shares.csv", allocating.shares_file, {"kind": "csv"}, name="shares_file"),
    path(f"{DRAFT}shares.xlsx", allocating.shares_file, {"kind": "xlsx"}, name="shares_workbook"),
    path(f"{DRAFT}statements/", allocating.statements, name="statements"),
    path(f"{DRAFT}statements/<str:code>/", allocating.statements, name="statement"),
]
