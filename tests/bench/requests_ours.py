"""A city with one published form, and drafts that wait to be sent. Prints the cookies and bodies as JSON lines."""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from tests.bench import world
from tests.bench.servers import post

HOST = "sakai.localhost"
PAGE = "/p/bench/apply/page/"


def prepare(drafts: int) -> list[str]:
    """Publish the form in 堺市 once and make drafts; returns one sending request for each."""
    from django.utils import timezone

    from applications.models import Draft
    from catalog.models import Procedure
    from tenants.context import in_municipality
    from tests.factories.applications import a_procedure

    with in_municipality("m_271403"):
        procedure = Procedure.objects.filter(slug="bench").first() or a_procedure("bench", world.definition())
        now, tokens = timezone.now(), [secrets.token_urlsafe(32) for _ in range(drafts)]
        rows = [
            Draft(
                procedure=procedure,
                published_form_id=procedure.current_form_id,
                browser_hash=hashlib.sha256(token.encode()).hexdigest(),
                answers=world.answers(),
                page="page",
                changed_at=now,
                expires_at=now + timedelta(days=30),
            )
            for token in tokens
        ]
        Draft.objects.bulk_create(rows)
    return [
        post(
            HOST,
            "/p/bench/apply/check/",
            urlencode({"draft": str(row.pk), "version": row.version, "confirm": "1"}),
            cookie=f"browser={token}",
        )
        for row, token in zip(rows, tokens, strict=True)
    ]
