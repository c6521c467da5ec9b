"""The form language (様式の言語): what a form is, what an answer is, how a city makes a form its own."""

from shared_forms.language.compiled_form import CompiledForm, FaultyForm, compile, compiled  # noqa: A004
from shared_forms.language.definition import FormDefinition, Page, content_hash, json_schema, to_json
from shared_forms.language.refusals import AnswerError, ErrorCode, Errors
from shared_forms.language.stored_file import StoredFile
from shared_forms.language.texts import Text
from shared_forms.language.types import Question

__all__ = [
    "AnswerError",
    "CompiledForm",
    "ErrorCode",
    "Errors",
    "FaultyForm",
    "FormDefinition",
    "Page",
    "Question",
    "StoredFile",
    "Text",
    "compile",
    "compiled",
    "content_hash",
    "json_schema",
    "to_json",
]
