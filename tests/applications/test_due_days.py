"""閉庁日 and the reminders of what is due: who may close, what it changes, and exactly one mail."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils.timezone import localdate

from accounts.models import User
from accounts.roles import Role
from applications import due
from applications.errors import ActionRefused
from applications.models import Application, ClosingDay, Substitution
from applications.services.closing_days import add_closing_day, remove_closing_day
from applications.services.due_reminders import remind
from notifications.models import Notification
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.applications import a_department, a_procedure, an_application, an_application_row, staff_of

TUESDAY = date(2026, 11, 24)


def test_what_arrives_is_due_later_when_the_city_is_closed_meanwhile(in_sakai):
    administrator = staff_of(a_department(), Role.ADMINISTRATOR)
    procedure = a_procedure(standard_days=3)
    before = an_application(procedure)
    first = due.working_days_after(localdate(), 1)
    add_closing_day(first, "市の記念日", actor=administrator)

    after = an_application(procedure, browser_hash="c" * 64)
    assert before.due_on == due.working_days_after(localdate(), 3)
    assert after.due_on == due.working_days_after(localdate(), 4)
    assert Application.objects.get(pk=before.pk).due_on == before.due_on  # as it was promised
    remove_closing_day(first, actor=administrator)
    assert not ClosingDay.objects.exists()


def test_only_administrators_close(in_sakai):
    for role in set(Role) - {Role.ADMINISTRATOR}:
        actor = staff_of(a_department(), role)
        for act in (
            lambda who: add_closing_day(TUESDAY, "", actor=who),
            lambda who: remove_closing_day(TUESDAY, actor=who),
        ):
            with pytest.raises(ActionRefused):
                act(actor)
    assert not ClosingDay.objects.exists()


def test_the_page(sakai, client_at):
    with in_municipality(sakai):
        administrator, clerk = a_person(Role.ADMINISTRATOR), a_person(Role.PROCESSOR)
    client, day = signed_in(client_at("sakai.localhost"), administrator), (localdate() + timedelta(days=30)).isoformat()

    assert "閉庁日はありません" in client.get("/staff/closing-days/").text
    assert client.post("/staff/closing-days/", {"day": "いつか"}).status_code == 422
    assert "創立記念日" in client.post("/staff/closing-days/", {"day": day, "name": "創立記念日"}, follow=True).text
    assert "閉庁日はありません" in client.post("/staff/closing-days/", {"day": day, "do": "remove"}, follow=True).text
    assert signed_in(client_at("sakai.localhost"), clerk).get("/staff/closing-days/").status_code == 403


def mails() -> list[tuple[str, str, str, str]]:
    rows = Notification.objects.filter(template="applications_due")
    return sorted((row.to, row.context["late"], row.context["today"], row.context["near"]) for row in rows)


@pytest.fixture
def three_people(in_sakai):
    """Each with their applications: one due today and more, one due in a week, one away with something due in three days."""
    people = [staff_of(a_department(), Role.PROCESSOR, name=name) for name in ("今日", "来週", "休暇")]
    procedure = a_procedure()
    days = [(0, -2), (0, 0), (0, 1), (0, 9), (1, 7), (2, due.NEAR_DAYS)]
    for number, (whose, left) in enumerate(days):
        an_application_row(procedure, number, assignee_id=UUID(people[whose].id), due_on=TUESDAY + timedelta(days=left))
    return people


def test_one_mail_for_all_of_it_once_a_day(three_people):
    address = {User.objects.get(pk=person.id).name: User.objects.get(pk=person.id).email for person in three_people}

    assert remind(TUESDAY) == 2
    assert remind(TUESDAY) == 0
    assert mails() == sorted([(address["今日"], "1", "1", "1"), (address["休暇"], "0", "0", "1")])


def test_a_substitute_is_told_and_nobody_on_closed_days(three_people):
    _, there, away = three_people
    Substitution.objects.create(
        person_id=UUID(away.id), substitute_id=UUID(there.id), begins_on=TUESDAY, ends_on=TUESDAY
    )
    assert remind(date(2026, 11, 23)) == 0  # 勤労感謝の日
    ClosingDay.objects.create(day=TUESDAY)
    assert remind(TUESDAY) == 0
    ClosingDay.objects.all().delete()

    assert remind(TUESDAY) == 2
    assert User.objects.get(pk=there.id).email in {to for to, *_ in mails()}
    assert User.objects.get(pk=away.id).email not in {to for to, *_ in mails()}
    assert "西村" not in str(list(Notification.objects.values_list("context", flat=True)))
