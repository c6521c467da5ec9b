"""Make a municipality: its row, host name, role, schema, tables and rights, in one transaction or not at all."""

from dataclasses import asdict

from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connections, transaction
from psycopg.errors import DuplicateObject, DuplicateSchema

from common.errors import DomainError
from tenants import directory
from tenants.context import as_owner
from tenants.models import Domain, Municipality, Plan, State
from tenants.municipalities import MunicipalityRecord
from tenants.roles import role
from tenants.services import migration, rights, schema_script

REMAINS = (DuplicateObject, DuplicateSchema)


class CannotCreateMunicipality(DomainError):
    """The municipality exists already, one of its unique names is taken, or remains of it lie in the database."""

    code = "cannot_create_municipality"


def create_municipality(record: MunicipalityRecord, *, plan: Plan = Plan.A) -> Municipality:
    """Add one municipality to the platform (自治体の構築), over the owner's connection.

    Raises CannotCreateMunicipality when its code, host name, corporate number, schema or role exists. Whatever goes wrong,
    nothing is left behind.
    """
    script = schema_script.statements()
    try:
        with as_owner(), transaction.atomic(using="owner"):
            municipality = _insert_rows(record, plan)
            _create_schema(municipality.schema_name, script)
    except IntegrityError as error:
        raise CannotCreateMunicipality(_whose(record)) from error
    except ProgrammingError as error:
        if isinstance(error.__cause__, REMAINS):
            raise CannotCreateMunicipality(
                f"{record.name}（{record.code}）のスキーマかロールが、データベースに残っています。運用担当者にお知らせください。"
            ) from error
        raise
    directory.forget()
    return municipality


def _whose(record: MunicipalityRecord) -> str:
    """Whose the name is that was taken: the municipality's own, or another's."""
    with as_owner():
        if Municipality.objects.using("owner").filter(code=record.code).exists():
            return f"{record.name}（{record.code}）はすでに登録されています。"
    return f"{record.name}のサブドメイン {record.slug} か法人番号が、登録済みの自治体と同じです。"


def _insert_rows(record: MunicipalityRecord, plan: Plan) -> Municipality:
    """The two rows; in bulk, because django-tenants' own save() would look at the application's connection."""
    municipality = Municipality(
        **asdict(record),
        plan=plan,
        state=State.ACTIVE,
        schema_name=f"m_{record.code}",
        schema_version=migration.code_version(),
    )
    host = f"{record.slug}.{settings.KYODO.base_domain}"
    Municipality.objects.using("owner").bulk_create([municipality])
    Domain.objects.using("owner").bulk_create([Domain(domain=host, tenant=municipality, is_primary=True)])
    return municipality


def _create_schema(schema_name: str, script: tuple[str, ...]) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(schema_script.one_message(_before(schema_name)))
        with as_owner(schema_name):
            cursor.execute(schema_script.one_message((*script, *rights.municipality_statements(schema_name))))


def _before(schema_name: str) -> tuple[str, ...]:
    """The city's role: may not log in, reads the shared tables, and may be taken on by the application's login."""
    city = role(schema_name)
    return (
        f'CREATE ROLE "{city}" NOLOGIN INHERIT',
        f'GRANT "{role("municipality")}" TO "{city}"',
        f'GRANT "{city}" TO "{role("app")}"',
        f'CREATE SCHEMA "{schema_name}"',
    )
