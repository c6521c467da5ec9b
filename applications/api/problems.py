"""Errors as RFC 9457 asks: `application/problem+json`, with a sentence for the one who reads the log."""

from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

CONTENT_TYPE = "application/problem+json"


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """What a program is told instead; None for what nobody foresaw, which is a fault of ours."""
    response = exception_handler(error, context)
    if response is None:
        return None
    status = HTTPStatus(response.status_code)
    response.data = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": _words(error)}
    response.content_type = CONTENT_TYPE
    return response


def _words(error: Exception) -> str:
    if isinstance(error, ValidationError) and isinstance(error.detail, dict):
        return " ".join(f"{name}: {' '.join(map(str, words))}" for name, words in error.detail.items())
    return str(error.detail) if isinstance(error, APIException) else "見つかりません。"
