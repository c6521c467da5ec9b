"""The receipt with all answers, for keeping and printing (申請の控え)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from applications.models import Application
from applications.selectors.pages import ApplicationPage, Section, application_page
from applications.status_codes import status_code
from shared_forms.templatetags.words import plain
from tenants.context import current_municipality
from web.templatetags.web import day, moment
from web.typesetting import qr_code, typeset

_DOCUMENT = "applications/documents/receipt.typ"


def receipt_document(application: Application) -> bytes:
    """A PDF of what was sent, with the present answers and the way to the status page."""
    municipality = current_municipality()
    page = application_page(application)
    status_address = settings.KYODO.address(municipality.host, reverse("status"))
    return typeset(
        _DOCUMENT,
        {
            "title": gettext("申請の控え"),
            "lang": (get_language() or "ja")[:2],
            "municipality": municipality.name,
            "procedure": application.procedure.title,
            "number": application.receipt_number,
            "qr": qr_code(f"{status_address}?receipt={application.receipt_number}"),
            "qr_words": gettext("申請の状況を見る"),
            "facts": _facts(application, len(page.versions)),
            "head": [gettext("項目"), gettext("回答")],
            "sections": [_section(section) for section in page.sections],
            "notes": [
                *_amended(page),
                gettext("申請の状況は、%(address)s で、受付番号と照会コードを入力するとわかります。")
                % {"address": status_address},
                gettext("照会コードは、ほかの人に知らせないでください。"),
            ],
        },
    )


def file_name(application: Application) -> str:
    """What the file is called when it is kept: nothing about the person."""
    return f"{application.receipt_number}.pdf"


def _facts(application: Application, versions: int) -> list[dict[str, object]]:
    corrected = gettext("（%(count)d回目の内容）") % {"count": versions} if versions > 1 else ""
    facts = [
        (gettext("受付番号"), application.receipt_number, True),
        (gettext("照会コード"), status_code(application.pk), True),
        (gettext("届いた日時"), f"{day(application.arrived_at)} {_clock(application)}{corrected}", False),
        (gettext("担当課"), application.department.name, False),
    ]
    return [{"label": label, "text": text, "large": large} for label, text, large in facts]


def _amended(page: ApplicationPage) -> list[str]:
    """That the answers are not all as they were handed in."""
    if not page.amendments:
        return []
    return [gettext("担当課が直したところを含みます。直したところと理由は、申請の状況の画面で見られます。")]


def _clock(application: Application) -> str:
    return moment(application.arrived_at).partition(" ")[2]


def _section(section: Section) -> dict[str, object]:
    rows = ({"label": plain(answer.label), "lines": list(answer.lines)} for answer in section.answers)
    return {"title": plain(section.title), "answers": list(rows)}
