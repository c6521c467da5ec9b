"""Keep whom the secretariat calls in a municipality (連絡先)."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor
from common.errors import DomainError
from tenants import policies
from tenants.models import Contact, Municipality


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What is known of a person; phone or email at least."""

    duty: str
    name: str
    section: str
    phone: str
    email: str


class CannotKeepContacts(DomainError):
    """The wrong person."""

    code = "cannot_keep_contacts"


@transaction.atomic
def add_contact(code: str, facts: ContactFacts, *, actor: Actor) -> Contact:
    """Add somebody to the contacts of a municipality. Raises CannotKeepContacts."""
    _check(actor)
    contact = Contact(municipality=Municipality.objects.get(code=code), **asdict(facts))
    contact.save(force_insert=True)
    record(AuditEvent.CONTACT_SAVED, actor=actor, subject=code, duty=contact.duty)
    return contact


@transaction.atomic
def change_contact(contact_id: UUID, facts: ContactFacts, *, actor: Actor) -> Contact:
    """Change what is known of a contact. Raises CannotKeepContacts."""
    _check(actor)
    contact = _locked(contact_id)
    for name, value in asdict(facts).items():
        setattr(contact, name, value)
    contact.save()
    record(AuditEvent.CONTACT_SAVED, actor=actor, subject=contact.municipality.code, duty=contact.duty)
    return contact


@transaction.atomic
def remove_contact(contact_id: UUID, *, actor: Actor) -> None:
    """Forget a contact: nothing of the person is kept. Raises CannotKeepContacts."""
    _check(actor)
    contact = _locked(contact_id)
    contact.delete()
    record(AuditEvent.CONTACT_REMOVED, actor=actor, subject=contact.municipality.code, duty=contact.duty)


def _check(actor: Actor) -> None:
    if not policies.can_manage_municipalities(actor):
        raise CannotKeepContacts("連絡先は、事務局の管理者だけが変えられます。")


def _locked(contact_id: UUID) -> Contact:
    return Contact.objects.select_related("municipality").select_for_update(of=("self",)).get(pk=contact_id)
