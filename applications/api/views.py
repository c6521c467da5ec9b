"""The addresses of the API: parse, look up in a selector, record the opening, answer."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from applications.api import examples
from applications.api.authentication import ProgramRequest
from applications.api.problems import CONTENT_TYPE
from applications.api.serializers import (
    MOST,
    ApplicationWithAnswersSerializer,
    Asked,
    ChangesSerializer,
    ProblemSerializer,
)
from applications.models import Application
from applications.selectors.applications import visible_to
from applications.selectors.drafts import latest_answers
from applications.selectors.feed import changes_after
from applications.selectors.pages import AttachmentRow, application_page
from applications.selectors.staff import attachments_of
from applications.services import opening
from applications.views import serving
from shared_forms.language.texts import JAPANESE


def _problems(*statuses: int) -> dict[Any, Any]:
    return {(status, CONTENT_TYPE): OpenApiResponse(ProblemSerializer) for status in statuses}


AFTER = OpenApiParameter(
    "after",
    {"type": "integer", "minimum": 0, "maximum": 10**18 - 1, "default": 0},
    description="この位置より後の変更を返す。最初は省くか0。次からは前回のnext_after",
)
LIMIT = OpenApiParameter(
    "limit",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": MOST},
    description="一度に返す変更の数。1から100まで",
)
NUMBER = OpenApiParameter("receipt_number", str, OpenApiParameter.PATH, description="受付番号")


class Changes(APIView):
    """What changed since a position."""

    @extend_schema(
        operation_id="changes",
        summary="申請の変更を、位置の順に",
        description=(
            "受付・審査・修正・決定などで申請が変わるたびに、その申請がここに現れる。next_afterを覚えておき、"
            "次のafterに渡せば、ひとつも抜けず、同じ順で届く。氏名や回答は含まない。"
        ),
        parameters=[AFTER, LIMIT],
        responses={200: ChangesSerializer} | _problems(400, 401, 406, 429),
        examples=[OpenApiExample("変更", examples.CHANGES, response_only=True, status_codes=["200"])],
    )
    def get(self, request: ProgramRequest) -> Response:
        asked = Asked(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        after, limit = asked.validated_data["after"], asked.validated_data["limit"]
        changes = changes_after(after, limit=limit, actor=request.user)
        page = {
            "changes": changes,
            "next_after": changes[-1].position if changes else after,
            "has_more": len(changes) == limit,
        }
        return Response(ChangesSerializer(page).data)


class OneApplication(APIView):
    """One application; its opening is recorded."""

    @extend_schema(
        operation_id="application",
        summary="申請ひとつを、回答と添付とともに",
        description="開いたことは、トークンの名前とともに監査記録に残る。",
        parameters=[NUMBER],
        responses={200: ApplicationWithAnswersSerializer} | _problems(401, 404, 406, 429),
        examples=[OpenApiExample("申請", examples.APPLICATION, response_only=True, status_codes=["200"])],
    )
    def get(self, request: ProgramRequest, receipt_number: str) -> Response:
        application = _found(request, receipt_number)
        opening.open_application(application, actor=request.user)
        with override(JAPANESE):
            page = application_page(application)
        values = latest_answers(application)
        answers = [
            {
                "question": answer.question,
                "label": answer.label.get(JAPANESE),
                "value": values.get(answer.question),
                "lines": answer.lines,
                "files": [_file(request, receipt_number, file) for file in answer.attachments],
            }
            for section in page.sections
            for answer in section.answers
        ]
        application.version, application.answers = page.versions[-1].number, answers  # type: ignore[attr-defined]
        return Response(ApplicationWithAnswersSerializer(application).data)


class OneFile(APIView):
    """One file of an application, to the byte; its opening is recorded."""

    @extend_schema(
        operation_id="file",
        summary="添付ひとつ",
        description="送られたままの中身。開いたことは監査記録に残る。",
        parameters=[NUMBER, OpenApiParameter("attachment_id", UUID, OpenApiParameter.PATH, description="添付の識別子")],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY} | _problems(401, 404, 406, 429),
    )
    def get(self, request: ProgramRequest, receipt_number: str, attachment_id: UUID) -> FileResponse:
        application = _found(request, receipt_number)
        file = get_object_or_404(attachments_of(application), pk=attachment_id)
        opening.open_attachment(file, actor=request.user, what="original")
        return serving.original(file)


class Nothing(APIView):
    """An address that is not there, told as a program can read it."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: ProgramRequest, rest: str) -> Response:
        raise Http404


def _found(request: ProgramRequest, receipt_number: str) -> Application:
    if "\0" in receipt_number:  # nothing the database could be asked for
        raise Http404
    return get_object_or_404(visible_to(request.user), receipt_number=receipt_number)


def _file(request: ProgramRequest, receipt_number: str, file: AttachmentRow) -> dict[str, Any]:
    return {
        "id": file.id,
        "name": file.name,
        "content_type": file.content_type,
        "size_bytes": file.size_bytes,
        "href": reverse("api_file", [receipt_number, file.id], request=request),
    }
