"""Going on with a draft on another device (再開): by its code, by the link of a mail, or back on the device it came from."""

import hashlib
import secrets
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from applications import resume_codes
from applications.actors import drafter_of
from applications.errors import AlreadyBegun, DraftGone, ResumeCodeRefused
from applications.models import Draft
from applications.selectors.drafts import form_of, with_form
from applications.selectors.resuming import linked
from applications.services import attempts
from applications.titles import title_in
from audit.events import AuditEvent
from audit.services import record
from notifications.services import promise
from tenants.context import current_municipality
from web.languages import JAPANESE
from web.templatetags.web import day

MOST_ATTEMPTS, WINDOW_MINUTES = 10, 15
MOST_MAILS, MAIL_MINUTES = 3, 60
MOST_BROWSERS_KEPT = 10


def open_by_code(typed: str, *, browser_hash: str, replaces: bool = False) -> Draft:
    """Move the draft of a resume code to this browser, with its files.

    replaces:  whether the browser's own draft of the same procedure may be thrown away.
    Raises     ResumeCodeRefused whatever is wrong with the code, AlreadyBegun, TooManyAttempts.
    """
    if not (code_hash := resume_codes.typed_hash(typed)):
        raise ResumeCodeRefused
    attempts.count(f"resume:{resume_codes.first_group(typed)}", most=MOST_ATTEMPTS, minutes=WINDOW_MINUTES)
    found = Draft.objects.filter(resume_hash=code_hash).values_list("pk", flat=True).first()
    if found is None:
        raise ResumeCodeRefused
    try:
        return _move(found, browser_hash=browser_hash, replaces=replaces, via="code")
    except DraftGone:
        raise ResumeCodeRefused from None


def open_by_link(token: str, *, browser_hash: str, replaces: bool = False) -> Draft:
    """Move the draft of a link to this browser. Raises DraftGone, AlreadyBegun."""
    draft = linked(token).draft
    if draft is None:
        raise DraftGone
    return _move(draft.pk, browser_hash=browser_hash, replaces=replaces, via="link")


def take_back(draft: Draft, *, browser_hash: str) -> Draft:
    """Go on where it was begun, after somebody went on elsewhere. Raises DraftGone, AlreadyBegun."""
    if browser_hash not in draft.earlier_browsers:
        raise DraftGone
    return _move(draft.pk, browser_hash=browser_hash, replaces=False, via="browser")


def leave(draft: Draft) -> None:
    """Take a draft away from its browser, so that only its code or link opens it again."""
    nobody = hashlib.sha256(secrets.token_bytes(32)).hexdigest()
    Draft.objects.filter(pk=draft.pk).update(browser_hash=nobody, earlier_browsers=[])


@transaction.atomic
def mail_link(draft: Draft, address: str) -> None:
    """Promise a mail with a link to the draft; the address is kept with the mail and nowhere else. Raises TooManyAttempts."""
    to_whom = salted_hmac("applications.resume_mail", address.lower(), algorithm="sha256").hexdigest()
    for what in (f"resume-mail:{to_whom}", f"resume-mail:{draft.pk}"):
        attempts.count(what, most=MOST_MAILS, minutes=MAIL_MINUTES)
    municipality, language = current_municipality(), get_language() or JAPANESE
    promise(
        "draft_saved",
        to=address,
        municipality=municipality.name,
        language=language,
        procedure=title_in(form_of(draft), draft.procedure).get(language),
        kept_until=day(draft.expires_at),
        draft_id=str(draft.pk),
        resume_address=settings.KYODO.address(municipality.host, "/resume/"),
    )
    record(AuditEvent.DRAFT_LINK_MAILED, actor=drafter_of(draft.pk), subject=str(draft.pk))


@transaction.atomic
def _move(draft_id: UUID, *, browser_hash: str, replaces: bool, via: str) -> Draft:
    draft = with_form().select_for_update(of=("self",)).filter(pk=draft_id, corrects=None).first()
    if draft is None or draft.expires_at <= timezone.now():
        raise DraftGone
    if draft.browser_hash == browser_hash:
        return draft
    own = Draft.objects.filter(browser_hash=browser_hash, procedure=draft.procedure_id, corrects=None)
    if replaces:
        own.delete()
    elif own.exists():
        raise AlreadyBegun
    left = [draft.browser_hash, *(each for each in draft.earlier_browsers if each != browser_hash)]
    draft.browser_hash, draft.earlier_browsers = browser_hash, left[:MOST_BROWSERS_KEPT]
    draft.assisted_by = ""  # whoever opens it elsewhere goes on alone
    draft.save(update_fields=["browser_hash", "earlier_browsers", "assisted_by"])
    record(AuditEvent.DRAFT_MOVED, actor=drafter_of(draft.pk), subject=str(draft.pk), via=via)
    return draft
