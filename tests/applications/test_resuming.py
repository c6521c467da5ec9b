"""再開: a draft goes on where its code or its link is shown, and nowhere else; the device it left may take it back."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from applications import resume_codes, signed_links
from applications.errors import AlreadyBegun, DraftGone, ResumeCodeRefused, TooManyAttempts
from applications.models import Draft
from applications.selectors.resuming import LinkState, linked, moved_away
from applications.services import drafts, resuming
from applications.services.submission import submit_application
from applications.spoken_codes import ALPHABET
from audit.models import AuditRecord
from common.identifiers import new_id
from notifications.models import Notification
from notifications.services import deliver
from tenants.context import in_municipality
from tests.factories.applications import BROWSER, DOG_ANSWERS, a_procedure

pytestmark = pytest.mark.usefixtures("in_sakai")
PHONE = "c" * 64


def begun(procedure=None, browser: str = BROWSER) -> Draft:
    """A draft with every answer, made as residents make it."""
    draft = drafts.start_draft(procedure or a_procedure(), browser_hash=browser)
    return drafts.save_page(draft, "owner_page", DOG_ANSWERS)


def code_of(draft: Draft) -> str:
    return resume_codes.resume_code(draft.pk, draft.resume_hash)


def test_a_code_has_twelve_letters_that_nobody_mixes_up():
    codes = {code_of_id(new_id()) for _ in range(300)}

    assert len(codes) == 300
    assert all(len(code) == 14 and code[4] == code[9] == "-" for code in codes)
    assert {letter for code in codes for letter in code} == {*ALPHABET, "-"}


def code_of_id(pk) -> str:
    return resume_codes.resume_code(pk, resume_codes.hash_for(pk))


def test_a_code_survives_a_new_key_while_the_old_one_is_known(settings):
    pk = new_id()
    kept, shown = resume_codes.hash_for(pk), code_of_id(pk)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]
    assert resume_codes.resume_code(pk, kept) == shown
    settings.SECRET_KEY_FALLBACKS = []
    assert resume_codes.resume_code(pk, kept) == ""
    assert resume_codes.typed_hash(shown) == kept


def test_the_code_moves_the_draft_and_nothing_else_does():
    draft = begun()
    code = code_of(draft)
    before = AuditRecord.objects.count()
    for wrong in ("", "AAAA-BBBB-CCCC", code[:-1], code + "0", "\0", "１２３"):
        with pytest.raises(ResumeCodeRefused):
            resuming.open_by_code(wrong, browser_hash=PHONE)
    assert AuditRecord.objects.count() == before
    assert Draft.objects.get().browser_hash == BROWSER

    wide = code.replace("-", " ").lower().translate({ord(each): ord(each) + 0xFEE0 for each in code.lower()})
    opened = resuming.open_by_code(wide, browser_hash=PHONE)
    assert (opened.pk, opened.browser_hash, opened.earlier_browsers) == (draft.pk, PHONE, [BROWSER])
    assert opened.answers == draft.answers
    record = AuditRecord.objects.latest("at")
    assert (record.event, record.subject, record.detail) == ("draft.moved", str(draft.pk), {"via": "code"})
    assert resuming.open_by_code(code, browser_hash=PHONE) == draft
    assert AuditRecord.objects.count() == before + 1


def test_codes_cannot_be_tried_out():
    draft = begun()
    code = code_of(draft)
    for _ in range(resuming.MOST_ATTEMPTS):
        with pytest.raises(ResumeCodeRefused):
            resuming.open_by_code(f"{code[:4]}-0000-0000", browser_hash=PHONE)

    with pytest.raises(TooManyAttempts):
        resuming.open_by_code(code, browser_hash=PHONE)


def test_what_cannot_be_a_code_is_not_counted():
    draft = begun()
    for _ in range(resuming.MOST_ATTEMPTS + 1):
        for typed in ("", code_of(draft)[:-1]):
            with pytest.raises(ResumeCodeRefused):
                resuming.open_by_code(typed, browser_hash=PHONE)

    assert resuming.open_by_code(code_of(draft), browser_hash=PHONE) == draft


def test_an_own_draft_is_never_thrown_away_unasked():
    procedure = a_procedure()
    draft, own = begun(procedure), begun(procedure, PHONE)
    with pytest.raises(AlreadyBegun):
        resuming.open_by_code(code_of(draft), browser_hash=PHONE)
    assert {each.pk for each in Draft.objects.all()} == {draft.pk, own.pk}

    resuming.open_by_code(code_of(draft), browser_hash=PHONE, replaces=True)
    assert Draft.objects.get() == draft


def test_an_expired_draft_and_a_correction_are_not_opened():
    draft = begun()
    code, token = code_of(draft), signed_links.token(signed_links.RESUME, draft.pk)
    past = timezone.now() - timedelta(minutes=1)
    Draft.objects.update(changed_at=past - Draft.LIFETIME, expires_at=past)

    with pytest.raises(ResumeCodeRefused):
        resuming.open_by_code(code, browser_hash=PHONE)
    with pytest.raises(DraftGone):
        resuming.open_by_link(token, browser_hash=PHONE)
    assert linked(token).state == LinkState.EXPIRED


def test_a_link_opens_the_draft_and_says_later_what_became_of_it(monkeypatch, toyonaka):
    draft = begun()
    token = signed_links.token(signed_links.RESUME, draft.pk)
    assert linked(token).state == LinkState.OPEN
    for wrong in (token[:-1], "x", token.upper(), signed_links.token(signed_links.HAND_OVER, draft.pk), "\0"):
        assert linked(wrong).state == LinkState.BROKEN
        with pytest.raises(DraftGone):
            resuming.open_by_link(wrong, browser_hash=PHONE)
    with in_municipality(toyonaka):
        assert linked(token).state == LinkState.BROKEN

    opened = resuming.open_by_link(token, browser_hash=PHONE)
    assert opened.browser_hash == PHONE
    submit_application(opened)
    assert linked(token).state == LinkState.SENT

    gone = signed_links.token(signed_links.RESUME, new_id())
    assert linked(gone).state == LinkState.DISCARDED
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + Draft.LIFETIME.total_seconds() + 5)
    assert linked(gone).state == LinkState.EXPIRED


def test_the_device_it_left_may_take_it_back_and_no_other():
    draft = begun()
    moved = resuming.open_by_code(code_of(draft), browser_hash=PHONE)
    assert moved_away(BROWSER, draft.procedure_id) == draft
    assert moved_away("", draft.procedure_id) is moved_away("d" * 64, draft.procedure_id) is None
    with pytest.raises(DraftGone):
        resuming.take_back(moved, browser_hash="d" * 64)

    back = resuming.take_back(moved, browser_hash=BROWSER)
    assert (back.browser_hash, back.earlier_browsers) == (BROWSER, [PHONE])
    assert moved_away(BROWSER, draft.procedure_id) is None


def test_the_mail_carries_a_link_that_no_row_holds(mailoutbox):
    draft = begun()
    resuming.mail_link(draft, "asuka@mail.example")
    row = Notification.objects.get()
    assert "resume/" in row.context["resume_address"]
    assert not any(signed_links.token(signed_links.RESUME, draft.pk)[:20] in str(each) for each in row.context.values())

    deliver(row.pk)
    (mail,) = mailoutbox
    link = next(line for line in mail.body.splitlines() if line.startswith("http"))
    assert linked(link.rstrip("/").rpartition("/")[2]).draft == draft
    assert "明日香" not in mail.body + mail.subject


def test_nobody_is_flooded_with_mails():
    draft = begun()
    for _ in range(resuming.MOST_MAILS):
        resuming.mail_link(draft, "asuka@mail.example")
    other = begun(a_procedure("cat"))

    for address in ("asuka@mail.example", "ASUKA@mail.example"):
        with pytest.raises(TooManyAttempts):
            resuming.mail_link(other, address)
    assert Notification.objects.count() == resuming.MOST_MAILS
