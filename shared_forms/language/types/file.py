"""Attached files (添付)."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from common.file_sizes import MEGABYTE, size
from shared_forms.language.json_schemas import Schema
from shared_forms.language.refusals import ErrorCode, NotAccepted, Problem, refuse
from shared_forms.language.stored_file import StoredFile
from shared_forms.language.types.base import AnswerValue, Files, GetList, QuestionBase, Reader, Reading

ContentType = Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$")]


class FileQuestion(QuestionBase):
    """One file or several, already stored; the answer is the list of their ids.

    min_files:  how many there must be, where there are any at all.
    """

    limits: ClassVar[tuple[str, ...]] = ("min_files", "max_files", "max_size_bytes", "accept")

    type: Literal["file"]
    min_files: Annotated[int, Field(strict=True, ge=1, le=20)] = 1
    max_files: Annotated[int, Field(strict=True, ge=1, le=20)] = 1
    max_size_bytes: Annotated[int, Field(strict=True, ge=1, le=100 * MEGABYTE)] = 10 * MEGABYTE
    accept: tuple[ContentType, ...] = Field(
        default=("application/pdf", "image/jpeg", "image/png"), min_length=1, max_length=20
    )

    def reader(self) -> Reader:
        def read(raw: Any, reading: Reading) -> list[str] | None:
            if not isinstance(raw, (str, list)) or not all(isinstance(item, str) for item in raw):
                raise refuse(ErrorCode.WRONG_SHAPE)
            ids = self.typed(raw)
            problems = tuple(self._problems(ids, reading.files))
            if problems:
                raise NotAccepted(*problems)
            return ids or None

        return read

    def answer_schema(self) -> Schema:
        return {
            "type": "array",
            "items": {"type": "string", "minLength": 1},
            "uniqueItems": True,
            "minItems": self.min_files,
            "maxItems": self.max_files,
        }

    def _problems(self, ids: list[str], files: Files) -> list[Problem]:
        if len(ids) > self.max_files:
            return list(refuse(ErrorCode.TOO_MANY_FILES, max=self.max_files).problems)
        if 0 < len(ids) < self.min_files:
            return list(refuse(ErrorCode.TOO_FEW_FILES, min=self.min_files).problems)
        return [problem for file_id in ids for problem in self._file_problems(files.get(file_id))]

    def _file_problems(self, file: StoredFile | None) -> tuple[Problem, ...]:
        if file is None:
            return refuse(ErrorCode.FILE_MISSING).problems
        if file.content_type not in self.accept:
            return refuse(ErrorCode.FILE_TYPE, name=file.name).problems
        if file.size_bytes > self.max_size_bytes:
            return refuse(ErrorCode.FILE_TOO_LARGE, name=file.name, max_bytes=self.max_size_bytes).problems
        return ()

    def from_form_data(self, getlist: GetList) -> list[str]:
        return self.typed(getlist(self.id))

    def typed(self, raw: object) -> list[str]:
        given = [raw] if isinstance(raw, str) else raw if isinstance(raw, list) else []
        return list(dict.fromkeys(item for item in given if isinstance(item, str) and item))

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        return tuple(_described(files[file_id]) if file_id in files else file_id for file_id in self.typed(value))

    def contradictions(self) -> Iterator[str]:
        if self.min_files > self.max_files:
            yield "ファイルの最少の数が、最多の数より大きくなっています。"


def _described(file: StoredFile) -> str:
    return f"{file.name}（{size(file.size_bytes)}）"
