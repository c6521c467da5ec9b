"""A million sealed records: written by the database, sealed by the sealer, then verified as `audit_verify` does."""

import time

from django.db import connections

from tenants.context import as_owner, in_municipality

SCHEMA = "m_271403"
RECORDS = 1_000_000
LIMIT_SECONDS = 30
_FILL = f"""
    INSERT INTO {SCHEMA}.audit_auditrecord (id, at, event, actor_kind, actor_id, actor_name, subject, detail)
    SELECT gen_random_uuid(), timestamptz '2026-04-01' + n * interval '7 seconds', 'application.opened', 'staff',
        md5((n %% 300)::text), '職員 ' || n %% 300, format('27140-R8-%%s-0', lpad((n / 8)::text, 7, '0')),
        jsonb_build_object('version', n %% 3, 'question', 'owner_name')
    FROM generate_series(1, %s) AS n
"""


def fill() -> None:
    """Write the records and seal them."""
    from audit.sealing import seal_all

    with as_owner(), connections["owner"].cursor() as cursor:
        cursor.execute(_FILL, [RECORDS])
    with in_municipality(SCHEMA):
        if seal_all() < RECORDS:
            raise RuntimeError("not everything was sealed")
    with as_owner(), connections["owner"].cursor() as cursor:
        cursor.execute(f"ANALYZE {SCHEMA}.audit_auditrecord, {SCHEMA}.audit_seal")


def verifying() -> float:
    """Seconds to follow the whole chain."""
    from audit.verification import verify

    started = time.perf_counter()
    with in_municipality(SCHEMA):
        verdict = verify({})
    if not verdict.is_sound or verdict.fitting < RECORDS:
        raise RuntimeError(f"the chain is not sound: {verdict}")
    return time.perf_counter() - started
