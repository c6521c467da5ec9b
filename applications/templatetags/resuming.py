"""What opens a draft again: derived when it is shown or mailed, so that no row holds it."""

from uuid import UUID

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

from applications import resume_codes, signed_links
from applications.models import Draft

register = template.Library()


@register.filter
def resume_token(draft_id: str) -> str:
    """The last part of the link to a draft, from its identifier as text."""
    return signed_links.token(signed_links.RESUME, UUID(draft_id))


@register.filter
def resume_code(draft: Draft) -> str:
    """The resume code of a draft, "" for one that has none."""
    return resume_codes.resume_code(draft.pk, draft.resume_hash)


@register.simple_tag
def code_image(code: str) -> SafeString:
    """A resume code as a picture (二次元コード), which a reader at the counter types for somebody."""
    return mark_safe(segno.make(code, error="m", micro=False).svg_inline(scale=4, border=2, light="#fff"))  # noqa: S308 - of letters alone
