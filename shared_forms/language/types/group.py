"""Questions that are asked again and again, one row for each child, dog or account (くり返す項目)."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from shared_forms.language.json_schemas import Schema, object_of
from shared_forms.language.refusals import AnswerError, ErrorCode, NotAccepted, Problem, refuse
from shared_forms.language.steps import Step, read_all, step
from shared_forms.language.texts import Text
from shared_forms.language.types.base import AnswerValue, Files, GetList, QuestionBase, Reader, Reading
from shared_forms.language.types.in_rows import QuestionInRow

MOST_ROWS = 50

# Names of the buttons that add a row (value: the group) and take one away (value: `<group>.<row>`).
ADD_ROW, REMOVE_ROW = "add_row", "remove_row"

Row = dict[str, Any]


class GroupQuestion(QuestionBase):
    """Rows of answers; the answer is a list of objects, each from question id to answer.

    min_items:   rows that stand there from the start, and that must be filled in if any is.
    max_items:   rows beyond which nothing can be added.
    item_label:  what one row is called; # stands for its number: "お子さん #人目".
    add_label:   words on the button that adds a row.

    In a page, rows are named by keys that the browser sends under the group's own name, controls `<group>.<key>.<question>`.
    Rows in which nothing was typed are left out of the answer.
    """

    has_rows: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = ("min_items", "max_items")

    type: Literal["group"]
    questions: tuple[QuestionInRow, ...] = Field(max_length=20)
    min_items: Annotated[int, Field(strict=True, ge=0, le=MOST_ROWS)] = 1
    max_items: Annotated[int, Field(strict=True, ge=1, le=MOST_ROWS)] = 10
    item_label: Text
    add_label: Text | None = None

    def inner(self) -> tuple[QuestionInRow, ...]:
        return self.questions

    def row_label(self, number: int | str, language: str) -> str:
        """What the row of a number, from 1, is called."""
        words = self.item_label.get(language)
        return words.replace("#", str(number)) if "#" in words else f"{words} {number}"

    def in_row(self, key: int | str) -> tuple[QuestionInRow, ...]:
        """The questions under the names they have in one row."""
        return tuple(
            question.model_copy(update={"id": f"{self.id}.{key}.{question.id}"}) for question in self.questions
        )

    def located(self, error: AnswerError) -> tuple[int, QuestionInRow, AnswerError] | None:
        """The row, from 0, the question in it and the error as one of that question; None for what concerns no row."""
        row, _, rest = (error.part or "").partition(".")
        name, _, part = rest.partition(".")
        question = next((each for each in self.in_row(row) if each.id.endswith(f".{name}")), None) if name else None
        if question is None:
            return None
        return int(row), question, AnswerError(question.id, part or None, error.code, error.params)

    def reader(self) -> Reader:
        steps = tuple(step(question) for question in self.questions)

        def read(raw: Any, reading: Reading) -> list[Row] | None:
            filled = [(number, row) for number, row in enumerate(_rows(raw)) if not self._is_blank_row(row)]
            if len(filled) > self.max_items:
                raise refuse(ErrorCode.TOO_MANY_ROWS, max=self.max_items)
            read_rows = [(number, *_read_row(steps, row, reading)) for number, row in filled]
            problems = [problem for number, _, errors in read_rows for problem in _in_row(number, errors)]
            if problems:
                raise NotAccepted(*problems)
            answers = [row for _, row, _ in read_rows if row]
            if answers and len(answers) < self.min_items:
                raise refuse(ErrorCode.TOO_FEW_ROWS, min=self.min_items)
            return answers or None

        return read

    def answer_schema(self) -> Schema:
        stored = {question.id: question.described_schema() for question in self.questions if question.is_stored}
        always = [question.id for question in self.questions if question.always_answered]
        return {
            "type": "array",
            "items": object_of(stored, always) | {"minProperties": 1},
            "minItems": max(1, self.min_items),
            "maxItems": self.max_items,
        }

    def known_in_row(self, row: Row, reading: Reading) -> Mapping[str, AnswerValue]:
        """What conditions in a row can look at: its acceptable answers, and behind them those of the form."""
        known: ChainMap[str, AnswerValue] = ChainMap({}, dict(reading.answers))
        read_all(
            tuple(step(question) for question in self.questions), row, Reading(reading.today, reading.files, known)
        )
        return known

    def from_form_data(self, getlist: GetList) -> list[Row]:
        """The rows as sent, with one more or one less if such a button was pressed."""
        removed = {value.removeprefix(f"{self.id}.") for value in getlist(REMOVE_ROW)}
        rows = [self._sent_row(key, getlist) for key in self.sent_keys(getlist) if key not in removed]
        return [*rows, {}] if self.id in getlist(ADD_ROW) and len(rows) < self.max_items else rows

    def sent_keys(self, getlist: GetList) -> list[str]:
        """The keys of the rows as sent."""
        keys = (key for key in dict.fromkeys(getlist(self.id)) if key.isascii() and key.isdigit() and len(key) <= 4)
        return list(keys)[:MOST_ROWS]

    def _sent_row(self, key: str, getlist: GetList) -> Row:
        pairs = zip(self.questions, self.in_row(key), strict=True)
        return {question.id: named.from_form_data(getlist) for question, named in pairs if question.is_asked}

    def typed(self, raw: object) -> list[Row]:
        """The rows to show, those that stand there from the start included."""
        given = [row if isinstance(row, dict) else {} for row in raw[:MOST_ROWS]] if isinstance(raw, list) else []
        return given + [{} for _ in range(self.min_items - len(given))]

    def is_blank(self, raw: object) -> bool:
        rows = self.typed(raw)
        return len(rows) <= self.min_items and all(map(self._is_blank_row, rows))

    def _is_blank_row(self, row: Row) -> bool:
        return all(question.is_blank(row.get(question.id)) for question in self.questions)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        """Each row below its name."""
        lines: list[str] = []
        for number, row in enumerate(self.typed(value), 1):
            lines.append(self.row_label(number, language))
            for question in self.questions:
                if question.id in row:
                    answer = " ".join(question.display(row[question.id], language, files))
                    lines.append(f"\u3000{question.label.get(language)}：{answer}")
        return tuple(lines)

    def contradictions(self) -> Iterator[str]:
        if not any(question.is_asked for question in self.questions):
            yield "くり返す項目が1つもありません。"
        elif not any(question.is_asked and question.show_when is None for question in self.questions):
            yield "くり返す項目のどれか1つは、条件なしでたずねてください。どの行にも書くものがないことがあります。"
        if self.min_items > self.max_items:
            yield "最も少ない件数が、最も多い件数より大きくなっています。"
        for question in self.questions:
            if question.initial(date.min) is not None:
                yield f"くり返す項目の中の『{question.label}』には、はじめの値を入れられません。"


def _rows(raw: Any) -> list[Row]:
    if raw == "":
        return []
    if not isinstance(raw, list) or len(raw) > 2 * MOST_ROWS or not all(isinstance(row, dict) for row in raw):
        raise refuse(ErrorCode.WRONG_SHAPE)
    return raw


def _read_row(steps: tuple[Step, ...], row: Row, reading: Reading) -> tuple[Row, list[AnswerError]]:
    answers: Row = {}
    errors = read_all(steps, row, Reading(reading.today, reading.files, ChainMap(answers, reading.answers)))
    return answers, errors


def _in_row(number: int, errors: list[AnswerError]) -> Iterator[Problem]:
    """The errors of a row as problems of the group, each at the part `<row>.<question>[.<part>]`."""
    for error in errors:
        place = f"{number}.{error.question}"
        yield Problem(error.code, f"{place}.{error.part}" if error.part else place, error.params)
