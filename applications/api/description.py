"""The description of the API (OpenAPI 3.1): as JSON for programs, and in rows for the page that people read."""

from dataclasses import dataclass
from functools import cache
from json import dumps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from applications.api.authentication import BearerToken


class BearerTokenScheme(OpenApiAuthenticationExtension):
    """How the description of the API names it."""

    target_class = BearerToken
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "職員の画面で作ったトークン"}


@cache
def document() -> dict[str, Any]:
    """The whole description, made once per process; it is the same in every city."""
    generator = SchemaGenerator(urlconf="applications.urls.api", api_version="1")
    described: dict[str, Any] = generator.get_schema(request=None, public=True)
    return described


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The description for programs. It tells of no city's data, so it asks for no token."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@dataclass(frozen=True, slots=True)
class Operation:
    """One address, as the reference page shows it."""

    path: str
    summary: str
    words: str
    parameters: tuple[dict[str, Any], ...]
    answers: tuple[str, ...]
    example: str


def operations() -> list[Operation]:
    """Every address of the API, in the order of the description."""
    return [
        Operation(
            path=f"/api/v1{path}",
            summary=each["summary"],
            words=each["description"],
            parameters=tuple(each.get("parameters", ())),
            answers=tuple(each["responses"]),
            example=_example(each["responses"]["200"]),
        )
        for path, methods in document()["paths"].items()
        for each in methods.values()
    ]


def _example(answer: dict[str, Any]) -> str:
    examples = [
        example["value"] for content in answer["content"].values() for example in content.get("examples", {}).values()
    ]
    return dumps(examples[0], ensure_ascii=False, indent=2) if examples else ""
