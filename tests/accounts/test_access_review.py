"""The review of who may do what: what deserves a second look stands first, and looking is recorded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import access_review
from accounts.models import User
from accounts.roles import Role
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, signed_in


def concerns_of(name: str) -> tuple[str, ...]:
    return next(row.concerns for row in access_review.rows() if row.name == name)


def test_what_deserves_a_second_look(in_sakai):
    now, department = timezone.now(), a_department("保育課")
    for name, *roles in (("普通", Role.PROCESSOR), ("兼務", Role.PROCESSOR, Role.ADMINISTRATOR), ("昔", Role.VIEWER)):
        a_person(*roles, departments=(department,), name=name)
    a_person(Role.APPROVER, name="全権")
    a_person(Role.VIEWER, departments=(department,), name="招待")
    User.objects.filter(name="昔").update(last_login=now - timedelta(days=91))
    User.objects.filter(name="招待").update(created_at=now - timedelta(days=8))

    assert concerns_of("普通") == ()
    assert concerns_of("兼務") == ("管理者と処理担当を兼ねています",)
    assert concerns_of("昔") == ("90日以上、サインインしていません", "二要素認証がありません")
    assert concerns_of("全権") == ("すべての課の決裁ができます",)
    assert concerns_of("招待") == ("招待から7日たっても、サインインしていません",)
    assert access_review.rows()[-1].name == "普通"


def test_its_queries_do_not_grow(in_sakai, django_assert_num_queries):
    for number in range(12):
        a_person(Role.VIEWER, name=f"職員 {number}")
    with django_assert_num_queries(4):
        access_review.rows()


@pytest.mark.parametrize(("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.APPROVER, 403)])
def test_who_may_look(sakai, client_at, role, status):
    with in_municipality(sakai):
        client = signed_in(client_at("sakai.localhost"), a_person(role))

    for address in ("", "review.csv"):
        assert client.get(f"/staff/people/review/{address}").status_code == status


def test_looking_is_recorded(sakai, client_at):
    with in_municipality(sakai):
        client = signed_in(client_at("sakai.localhost"), a_person(Role.ADMINISTRATOR, name="管理 理子"))
    assert "まだ点検の記録がありません" in client.get("/staff/people/review/").text

    client.post("/staff/people/review/done/")

    assert "管理 理子さんです" in client.get("/staff/people/review/").text
    assert "管理 理子" in client.get("/staff/people/review/review.csv").content.decode("utf-8-sig")
