"""A poster for a place (ポスター): what the procedure is, its QR code and its short address, on one sheet of A4."""

from django.conf import settings

from catalog.models import Placement
from catalog.selectors import compiled_form
from tenants.context import current_municipality
from web.typesetting import qr_code, typeset

_DOCUMENT = "catalog/documents/poster.typ"


def short_address(placement: Placement) -> str:
    """The whole address as the code has it."""
    return settings.KYODO.address(current_municipality().host, f"/q/{placement.code}/")


def as_printed(placement: Placement) -> str:
    """The address as people type it: without https:// and the last stroke."""
    return short_address(placement).split("://", 1)[1].rstrip("/")


def poster(placement: Placement) -> bytes:
    """A PDF. placement: with its procedure, department and current form."""
    procedure = placement.procedure
    form = procedure.current_form
    assert form is not None  # only published procedures are made known
    guide = compiled_form(form.pk, form.content_hash).definition.guide
    phone = str(guide.phone or procedure.department.phone)
    department = str(guide.department or procedure.department.name)
    facts = [
        ("入力にかかる時間", f"約{guide.minutes}分" if guide.minutes else ""),
        ("費用", str(guide.fee or "")),
        ("用意するもの", "、".join(str(thing) for thing in guide.bring)),
    ]
    return typeset(
        _DOCUMENT,
        {
            "title": procedure.title,
            "municipality": current_municipality().name,
            "summary": str(guide.summary or ""),
            "invitation": "スマートフォンで、いつでも申請できます",
            "facts": [{"label": label, "text": text} for label, text in facts if text],
            "qr": qr_code(short_address(placement)),
            "qr_words": "二次元コードを読み取ってください",
            "address": as_printed(placement),
            "other_ways": "スマートフォンをお使いでない方は、窓口でも手続できます。",
            "department": f"{department}　電話 {phone}" if phone else department,
            "place": placement.name,
        },
    )
