"""自動保存, over HTTP: what is typed is kept without a press, never twice, never in place of something newer."""

from typing import Any

import pytest

from accounts.roles import Role
from applications.models import Draft
from applications.services.review import return_for_correction, start_review
from tenants.context import in_municipality
from tests.factories.applications import a_department, a_procedure, staff_of
from tests.flows.test_resident_applies import DOG, OWNER, applications, drafts, fill_in
from tests.flows.test_resident_resumes import code_on, open_with
from tests.flows.visitor import Visitor

PAGE = "/p/dog-death/apply/owner_page/"
TYPED = {"owner.family": "西", "owner.given": "", "owner.family_kana": "", "owner.given_kana": "", "email": ""}


@pytest.fixture
def visitor(sakai) -> Visitor:
    with in_municipality(sakai):
        a_procedure()
    return Visitor()


def autosave(visitor: Visitor, page: str = PAGE, *, version: str = "", shown: str = "owner email", **typed: Any):
    return visitor.client.post(page, {"autosave": "1", "version": version, "shown": shown, **TYPED, **typed})


def test_what_is_typed_is_kept_and_goes_on_from_there(visitor):
    first = autosave(visitor)
    assert (first.status_code, drafts()[0].answers["owner"]["family"]) == (200, "西")
    assert first.json()["words"].endswith("に保存しました")
    assert first.client.cookies["browser"]["max-age"] == ""
    second = autosave(visitor, version=first.json()["version"], **{"owner.family": "西村"})
    assert second.json()["draft"] == first.json()["draft"] == str(drafts()[0].pk)

    page = visitor.get(PAGE)
    assert page.forms[-1].values["owner.family"] == ["西村"]
    assert second.json()["version"] in page.html
    assert "エラー" not in page.html


def test_nothing_typed_begins_nothing(visitor):
    answer = autosave(visitor, **{"owner.family": ""})

    assert (answer.status_code, drafts(), dict(visitor.client.cookies)) == (204, [], {})


def test_an_older_screen_never_overwrites_a_newer_one(visitor):
    visitor.get(PAGE)
    visitor.send("次へ", **OWNER)
    kept = drafts()[0].answers

    assert autosave(visitor).status_code == 409  # sent before the page was, arrived after it
    assert autosave(visitor, version="2026-11-22T00:00:00+00:00").status_code == 409
    assert drafts()[0].answers == kept


def test_a_draft_that_is_gone_is_not_begun_anew(visitor):
    version = autosave(visitor).json()["version"]
    visitor.post("/p/dog-death/discard/", {})

    assert autosave(visitor, version=version).status_code == 409
    assert drafts() == []


def test_after_sending_and_after_moving_it_keeps_nothing(visitor):
    visitor.get(PAGE)
    visitor.send("保存して中断する", **OWNER)
    (draft,) = drafts()
    open_with(Visitor(), code_on(visitor))
    with in_municipality("m_271403"):
        version = Draft.objects.get().version
    moved = autosave(visitor, version=version, draft=str(draft.pk))

    assert moved.status_code == 409
    assert drafts()[0].answers == draft.answers


def test_what_is_no_page_and_what_is_too_long_is_refused(visitor):
    assert autosave(visitor, "/p/dog-death/apply/nowhere/").status_code == 404
    assert autosave(visitor, **{"owner.family": "あ" * 600_000}).status_code == 413
    assert autosave(visitor, shown="\0 x").status_code == 204


def test_a_correction_is_kept_as_well(visitor):
    fill_in(visitor)
    visitor.send("この内容で申請する", confirm="1")
    (application,) = applications()
    with in_municipality("m_271403"):
        staff = staff_of(a_department(), Role.PROCESSOR)
        start_review(application.pk, actor=staff)
        return_for_correction(application.pk, actor=staff, comments={"dog_name": "名前"})
    page = f"/applications/{application.pk}/correct/dog_page/"
    typed = {name.replace("__", "."): value for name, value in DOG.items()}
    unchanged = {"shown": "dog_name", "dog_name": "ポチ"}
    assert autosave(visitor, page, **unchanged).status_code == 204

    first = autosave(visitor, page, **typed | {"shown": "dog_name", "dog_name": "ポチ丸"})
    assert (first.status_code, drafts()[0].answers["dog_name"]) == (200, "ポチ丸")
    assert drafts()[0].corrects_id == application.pk
    second = autosave(visitor, page, version=first.json()["version"], **unchanged)
    assert (second.status_code, drafts()[0].answers["dog_name"]) == (200, "ポチ")
