"""The shared forms at the secretariat's desk: versions, and who adopted which, as cities told."""

from uuid import uuid4

import pytest

from accounts.roles import Role
from portal.selectors.templates import template_lines
from shared_forms.models import TemplateVersion
from tenants import context, figures
from tests.factories.accounts import a_person, signed_in
from tests.factories.forms import a_template


def reported(*versions: TemplateVersion) -> dict[str, object]:
    """What a city tells that made a procedure of each of these versions."""
    procedures = [
        {
            "slug": f"p-{number}",
            "title": f"{version.template.title}の手続",
            "department": "課",
            "template_id": str(version.template_id),
            "template_version": version.number,
            "is_online": number == 0,
        }
        for number, version in enumerate(versions)
    ]
    return {"told_at": "2026-11-22T09:00:00+09:00", "people": 1, "administrators": [], "procedures": procedures}


@pytest.fixture
def client(db, client_at):
    with context.in_consortium():
        person = a_person(Role.VIEWER)
    return signed_in(client_at("localhost"), person)


def test_who_adopted_which_version(client, sakai, toyonaka, django_assert_max_num_queries):
    first = a_template("dogs")
    second = a_template("dogs", title="犬の登録（新）")
    a_template("cats", title="猫の登録")
    figures.receive("city_report", reported(first, second), sender=sakai)
    figures.receive("city_report", reported(first), sender=toyonaka)

    with context.in_consortium():
        lines = {line.latest.template.slug: line for line in template_lines()}
    assert lines["dogs"].latest.number == 2
    assert (lines["dogs"].cities, lines["dogs"].online, lines["dogs"].behind) == (2, 2, 2)
    assert (lines["cats"].cities, lines["cats"].online, lines["cats"].behind) == (0, 0, 0)

    with django_assert_max_num_queries(12):
        page = client.get(f"/templates/{first.template_id}/").text
    assert page.index("第2版を見る") < page.index("第1版を見る")
    assert page.index("堺市") < page.index("豊中市")
    assert page.count("最新ではありません") == 2
    assert "猫の登録" in client.get("/templates/").text


def test_every_version_can_be_looked_at_and_none_be_sent(client):
    first = a_template("dogs")
    a_template("dogs", title="犬の登録（新）")

    guide = client.get(f"/templates/versions/{first.pk}/")
    page = client.get(f"/templates/versions/{first.pk}/?page=dog_page")

    assert "第1版" in guide.text
    assert "犬の名前" in page.text
    assert client.get(f"/templates/versions/{first.pk}/?page=nowhere").status_code == 404
    assert client.get(f"/templates/versions/{uuid4()}/").status_code == 404
    assert client.get(f"/templates/{uuid4()}/").status_code == 404
    assert client.post(f"/templates/versions/{first.pk}/").status_code == 405
