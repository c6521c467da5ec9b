"""Hypothesis strategies: any JSON, definitions without faults, answers that are valid and answers that nearly are."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from shared_forms.language import FormDefinition, StoredFile
from tests.shared_forms.language.building import TODAY, a_choice, a_page, a_question

FILES = {f"f{number}": StoredFile(f"f{number}", f"写真{number}.jpg", 1000, "image/jpeg") for number in range(1, 4)} | {
    "huge": StoredFile("huge", "大きい.pdf", 10**9, "application/pdf"),
    "exe": StoredFile("exe", "a.exe", 5, "text/x-sh"),
}

_CURIOUS = "\x00\t\r\n\u200b\u202e\u3000\ufeff\ue000\ud842\u3099\U000e0100ｶﾞ㍻㋿①½－ー〒＠.元"


def any_text() -> st.SearchStrategy[str]:
    """Text of any characters, half surrogate pairs included, with a liking for curious ones."""
    return st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(_CURIOUS), st.sampled_from("aあ1")))


def any_json() -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | any_text()
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text(), inner, max_size=4)
    )


def japanese(longest: int = 20) -> st.SearchStrategy[str]:
    return st.text("西村明日香さん髙𠮷﨑ーA1 ", min_size=1, max_size=longest).filter(str.strip)


def _attributes(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    common = {"required": st.booleans()}
    by_kind: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "text": {"characters": st.sampled_from(["any", "digits"])},
        "person_name": {"kana": st.booleans()},
        "date": {"min": st.none() | st.just({"today": -30}), "max": st.none() | st.just({"today": 0})},
        "number": {"decimals": st.integers(0, 3), "unit": st.sampled_from([None, "人"])},
        "month": {"max": st.sampled_from([None, {"this_month": 0}])},
        "time": {"step_minutes": st.sampled_from([1, 15])},
        "consent": {"statement": st.just("同意します。")},
        "file": {"max_files": st.integers(1, 3)},
    }
    if kind == "computed":
        return st.just({})
    if kind == "static":
        return st.fixed_dictionaries({"required": st.just(False), "look": st.sampled_from(["plain", "notice"])})
    return st.fixed_dictionaries({**common, **by_kind.get(kind, {})})


@st.composite
def conditions(draw: st.DrawFn, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    """A condition over earlier questions."""

    @st.composite
    def simple(draw: st.DrawFn) -> dict[str, Any]:
        question = draw(st.sampled_from(earlier))
        reference = {"question": question["id"]}
        if question["type"] == "yes_no":
            return reference | {"is": draw(st.booleans())}
        if question["type"] == "multiple_choice":
            return reference | {"includes": draw(st.sampled_from("abc"))}
        if question["type"] in ("choice", "select"):
            return reference | {"in": draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=3))}
        if question["type"] == "date":
            bound = draw(st.sampled_from(["at_least", "at_most", "more_than", "less_than"]))
            return reference | {bound: {"today": draw(st.integers(-20, 0))}}
        if question["type"] in ("number", "money", "computed"):
            return reference | {draw(st.sampled_from(["at_least", "less_than"])): draw(st.integers(0, 2000))}
        return reference | {"answered": True}

    several = st.lists(simple(), min_size=1, max_size=3)
    return draw(
        simple()
        | st.builds(lambda inner: {"not": inner}, simple())
        | st.builds(lambda inner: {"all": inner}, several)
        | st.builds(lambda inner: {"any": inner}, several)
    )


def _conditional(draw: st.DrawFn, question: dict[str, Any], earlier: list[dict[str, Any]]) -> None:
    """Let anything about a question depend on what is asked before."""
    if draw(st.booleans()):
        question["show_when"] = draw(conditions(earlier))
    if question["required"] and draw(st.booleans()):
        question["required_when"] = draw(conditions(earlier))
    for option in question.get("options", ())[1:]:
        if draw(st.integers(0, 3)) == 0:
            option["show_when"] = draw(conditions(earlier))


@st.composite
def _checks(draw: st.DrawFn, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Up to two checks, beside the last question, when everything is answered."""
    number = draw(st.integers(0, 2))
    wrong = [draw(conditions(questions)) for _ in range(number)]
    return [
        {"id": f"c{place}", "at": questions[-1]["id"], "wrong_when": each, "message": "直してください。"}
        for place, each in enumerate(wrong)
    ]


KINDS = (
    "text",
    "long_text",
    "kana",
    "person_name",
    "date",
    "month",
    "time",
    "choice",
    "yes_no",
    "consent",
    "email",
    "phone",
    "address",
    "file",
    "number",
    "money",
    "static",
    "computed",
    "group",
    "corporate_number",
    "invoice_number",
    "multiple_choice",
    "select",
    "bank_account",
)
WITH_OPTIONS = ("choice", "select", "multiple_choice")

# Of the types whose answers are written in a few ways, some that every question of the type accepts.
WRITTEN = {
    "long_text": ["1行目\r\n2行目", "髙橋"],
    "kana": ["ﾆｼﾑﾗ あすか", "オーサカ"],
    "month": ["2026-11", {"year": "令和8", "month": "4"}],
    "time": ["10:30", "午後3時", "１０時半"],
    "yes_no": [True, False, "yes", "no"],
    "consent": [True, "yes"],
    "email": ["a@example.jp", "Ａ．ｂ＠Example.JP", "x..y.@docomo.ne.jp"],
    "phone": ["072-233-1101", "+81 90 1234 5678", "０１２０１２３４５６"],
    "number": [0, "0", "１，２００", "3 人", "¥12,000円", "０", 7],
    "money": [0, "0", "１，２００", "¥12,000円", "０", 7],
    "corporate_number": ["7000012050002", "Ｔ７０００－０１２０５０００２"],
    "invoice_number": ["7000012050002", "t7000-0120-50002"],
}


def _blank_question(name: str, kind: str) -> dict[str, Any]:
    more = {"text": "よくお読みください。"} if kind == "static" else {}
    return a_choice(name) | {"type": kind} if kind in WITH_OPTIONS else a_question(name, kind, **more)


@st.composite
def _a_group(draw: st.DrawFn, name: str, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows of up to three questions, which look back in their row and out of it; the first is always asked."""
    inner: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from([kind for kind in KINDS if kind not in ("file", "group", "static", "computed")]))
        question = _blank_question(f"{name}_{number}", kind) | draw(_attributes(kind))
        if earlier or inner:
            _conditional(draw, question, [*earlier, *inner])
        inner.append(question if inner else {name: value for name, value in question.items() if name != "show_when"})
    return a_question(
        name, "group", item_label="#人目", questions=inner, min_items=draw(st.integers(0, 2)), max_items=3
    )


@st.composite
def computations(draw: st.DrawFn, earlier: list[dict[str, Any]]) -> dict[str, Any] | None:
    """A rule over earlier questions; None while there is nothing to compute with."""

    def of(*kinds: str) -> list[str]:
        return [question["id"] for question in earlier if question["type"] in kinds]

    groups = [question for question in earlier if question["type"] == "group"]
    in_rows = [(group["id"], inner) for group in groups for inner in group["questions"]]
    rules: list[dict[str, Any]] = [{"count": group["id"]} for group in groups]
    rules += [
        {"sum_of": {"group": group, "question": inner["id"]}}
        for group, inner in in_rows
        if inner["type"] in ("number", "money")
    ]
    if numbers := of("number", "money", "computed"):
        rules.append({"sum": draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=3))})
    days = [{"today": -30}, {"fiscal_year": 1, "at": "start"}, {"fiscal_year": 0, "at": "end"}, "2026-04-01"]
    for birth in (dates := of("date")):
        rules.append(
            {"age": {"birth": birth, "on": draw(st.sampled_from([*days, {"question": dates[0], "days": 400}]))}}
        )
    whole = [question["id"] for question in earlier if question["type"] == "number" and not question.get("decimals")]
    for chosen in of("choice", "select"):
        times = {"times": draw(st.sampled_from(whole))} if whole and draw(st.booleans()) else {}
        rules.append({"fee": {"by": chosen, "table": {"a": 300, "b": 0, "c": 1250}, **times}})
    return draw(st.sampled_from(rules)) if rules else None


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A form without faults, as JSON: conditions and limits look back, ids are unique."""
    pages, earlier = [], []
    for page_number in range(draw(st.integers(1, 3))):
        page = a_page(f"p{page_number}")
        if earlier and draw(st.booleans()):
            page["show_when"] = draw(conditions(earlier))
        for _ in range(draw(st.integers(1, 4))):
            kind = draw(st.sampled_from(KINDS))
            name = f"q{len(earlier)}"
            if kind == "computed" and (rule := draw(computations(earlier))):
                question = a_question(name, kind, compute=rule, required=False)
            elif kind == "group":
                question = draw(_a_group(name, earlier))
            else:
                kind = "number" if kind == "computed" else kind
                question = _blank_question(name, kind)
            question |= draw(_attributes(kind))
            if earlier:
                _conditional(draw, question, earlier)
            dates = [other["id"] for other in earlier if other["type"] == "date"]
            if kind == "date" and dates and draw(st.booleans()):
                question["min"] = {"question": draw(st.sampled_from(dates)), "days": -60}
            page["questions"].append(question)
            earlier.append(question)
        pages.append(page)
    return {"title": "様式", "kind": "application", "pages": pages, "checks": draw(_checks(earlier))}


def definitions() -> st.SearchStrategy[FormDefinition]:
    return documents().map(FormDefinition.model_validate)


def valid_answer(question: Any) -> st.SearchStrategy[Any]:
    """Raw answers that the question accepts."""
    if question.type == "text":
        return st.from_regex(r"[0-9]{1,20}", fullmatch=True) if question.characters == "digits" else japanese()
    if question.type in WRITTEN:
        return st.sampled_from(WRITTEN[question.type])
    if question.type == "person_name":
        kana = st.sampled_from(["にしむら", "ニシムラ", "ｱｽｶ"])
        return st.fixed_dictionaries(
            {"family": japanese(), "given": japanese(), "family_kana": kana, "given_kana": kana},
            optional={"note": japanese() | st.just("")},
        )
    if question.type == "date":
        return st.integers(0, 20).map(lambda days: TODAY - timedelta(days=days)).flatmap(written_date)
    if question.type == "multiple_choice":
        options = [option.id for option in question.options if option.show_when is None]
        chosen = st.lists(st.sampled_from(options), min_size=1, unique=True)
        return st.fixed_dictionaries({"chosen": chosen, "other": japanese()}) | chosen
    if question.type == "bank_account":
        codes = {"bank_code": st.sampled_from(["", "0001"]), "branch_code": st.sampled_from(["", "００１"])}
        holder = {"holder_kana": st.sampled_from(["ｻｶｲ ﾊﾅｺ", "さかい　はなこ", "カ）サカイショウジ"])}
        number = {
            "account_number": st.sampled_from(["0123456", "１２３"]),
            "kind": st.sampled_from(["ordinary", "current"]),
        }
        names = {"bank_name": japanese(), "branch_name": japanese()}
        return st.fixed_dictionaries({**names, **codes, **number, **holder})
    if question.type in ("choice", "select"):
        return st.sampled_from([option.id for option in question.options if option.show_when is None])
    if question.type == "address":
        codes = st.sampled_from(["5900078", "590-0078", "〒５９０－００７８"])
        return st.fixed_dictionaries(
            {"postal_code": codes, "city": japanese(), "street": japanese(), "building": st.just("") | japanese()}
        )
    if not question.is_asked:
        return st.just("")
    if question.type == "group":
        return st.lists(
            st.fixed_dictionaries({inner.id: valid_answer(inner) for inner in question.questions if inner.is_asked}),
            min_size=max(1, question.min_items),
            max_size=question.max_items,
        )
    return st.lists(st.sampled_from(["f1", "f2", "f3"]), min_size=1, max_size=question.max_files, unique=True)


def written_date(day: date) -> st.SearchStrategy[Any]:
    """The ways in which people write one day of our time."""
    year = st.sampled_from([str(day.year), f"R{day.year - 2018}", f"令和{day.year - 2018}年", f"{day.year}年"])
    parts = year.map(lambda written: {"year": written, "month": f"{day.month:02}", "day": f"{day.day}日"})
    return parts | st.just(day.isoformat())


def nearly_valid(question: Any) -> st.SearchStrategy[Any]:
    """Answers of the right shape with anything in them, valid ones and any JSON."""
    parts = st.dictionaries(st.sampled_from(question.parts or ("x",)), any_text() | any_json(), max_size=4)
    if question.type == "group":
        row = st.fixed_dictionaries({}, optional={inner.id: nearly_valid(inner) for inner in question.questions})
        return st.lists(row | any_json(), max_size=5) | any_json()
    return valid_answer(question) | parts | any_text() | any_json() | st.lists(st.sampled_from([*FILES, "gone", ""]))


@st.composite
def forms_with_raw(draw: st.DrawFn) -> tuple[FormDefinition, dict[str, Any]]:
    """A form, and raw answers to some of its questions and to some that it does not have."""
    definition = draw(definitions())
    raw = {question.id: draw(nearly_valid(question)) for question in definition.questions() if draw(st.booleans())}
    return definition, {**raw, "stray": draw(any_json())}


@st.composite
def forms_with_valid_answers(draw: st.DrawFn) -> tuple[FormDefinition, dict[str, Any]]:
    """A form without checks, and answers that all its questions accept."""
    definition = draw(definitions()).model_copy(update={"checks": ()})
    return definition, {question.id: draw(valid_answer(question)) for question in definition.questions()}
