"""Questions that consist of several typed texts, such as a name or an address."""

from collections.abc import Callable, Collection, Mapping
from operator import itemgetter
from typing import Any

from shared_forms.language.refusals import ErrorCode, NotAccepted, Problem, refuse
from shared_forms.language.typed_text import TextReader
from shared_forms.language.types.base import GetList

# From JSON that is not None to one text per part, None when all are blank; raises NotAccepted.
PartsReader = Callable[[Any], dict[str, str] | None]


def parts_reader(readers: Mapping[str, TextReader], *, optional: Collection[str] = ()) -> PartsReader:
    """Read an object with one text per part; a missing part is an error only beside one that was filled in."""
    pairs = tuple(readers.items())
    needed = itemgetter(*(part for part in readers if part not in optional))

    def read(raw: Any) -> dict[str, str] | None:
        try:
            values = {part: read_part(raw[part]) for part, read_part in pairs}
        except (NotAccepted, LookupError, TypeError):
            return _read_with_care(raw, pairs, optional)
        return values if "" not in needed(values) else _read_with_care(raw, pairs, optional)

    return read


def _read_with_care(
    raw: Any, pairs: tuple[tuple[str, TextReader], ...], optional: Collection[str]
) -> dict[str, str] | None:
    """The same for parts that are missing or refused, collecting everything that is wrong with them."""
    if not isinstance(raw, dict):
        raise refuse(ErrorCode.WRONG_SHAPE)
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for part, read_part in pairs:
        try:
            values[part] = "" if (typed := raw.get(part)) is None else read_part(typed)
        except NotAccepted as refusal:
            problems += (Problem(problem.code, part, problem.params) for problem in refusal.problems)
        else:
            if not values[part] and part not in optional:
                problems.append(Problem(ErrorCode.REQUIRED, part))
    if not any(values.values()) and all(problem.code is ErrorCode.REQUIRED for problem in problems):
        return None
    if problems:
        raise NotAccepted(*problems)
    return values


def typed_parts(raw: object, parts: tuple[str, ...]) -> dict[str, str]:
    """What each part's control shows again; anything that is not text counts as empty."""
    given = raw if isinstance(raw, dict) else {}
    return {part: value if isinstance(value := given.get(part), str) else "" for part in parts}


def parts_from_form_data(question_id: str, parts: tuple[str, ...], getlist: GetList) -> dict[str, str]:
    """The controls `<question>.<part>` as one object."""
    return {part: values[0] if (values := getlist(f"{question_id}.{part}")) else "" for part in parts}
