"""Hypothesis strategies: what the owner of a template does to it between two versions."""

import copy
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from shared_forms.language import FormDefinition, analysis, to_json
from tests.shared_forms.language.building import a_choice, a_page, a_question

Document = dict[str, Any]

EDITS = (
    "insert", "delete", "reorder", "elsewhere", "retype", "relabel", "rehelp", "need", "lock", "translate",
    "option_added", "option_removed", "page_added", "page_removed",
)  # fmt: skip


@st.composite
def updates(draw: st.DrawFn, old: FormDefinition, *, near: Iterable[str] = (), spared: Iterable[str] = ()) -> Any:
    """The next version of a template: up to four edits, each of which leaves a form without faults.

    near:    ids that edits are about rather than others.
    spared:  ids of pages and questions that no edit is about.
    """
    new, near = old, frozenset(near)
    for number in range(draw(st.integers(1, 4))):
        document = copy.deepcopy(to_json(new))
        everything = {page.id for page in new.pages} | {each.id for each in new.questions()}
        others = everything - near if near & everything and draw(st.integers(0, 2)) else set()
        _edit(draw, document, draw(st.sampled_from(EDITS)), number, others | frozenset(spared))
        edited = FormDefinition.model_validate(document)
        if not analysis.problems(edited):
            new = edited
    return new


def _edit(draw: st.DrawFn, document: Document, kind: str, number: int, spared: frozenset[str]) -> None:
    pages = [page for page in document["pages"] if page["id"] not in spared]
    questions = [(page, each) for page in document["pages"] for each in page["questions"] if each["id"] not in spared]
    if kind == "page_added":
        document["pages"].insert(draw(st.integers(0, 3)), a_page(f"new_p{number}", a_question(f"new_pq{number}")))
    elif kind in ("page_removed", "insert") and pages:
        page = draw(st.sampled_from(pages))
        if kind == "page_removed":
            if not spared & {each["id"] for each in page["questions"]}:
                document["pages"].remove(page)
        else:
            new = draw(st.sampled_from([a_question, a_choice]))(f"new{number}")
            new["label"] = draw(st.sampled_from([new["label"], "項目city_a"]))
            page["questions"].insert(draw(st.integers(0, 4)), new)
    elif questions:
        _edit_question(draw, document, kind, *draw(st.sampled_from(questions)))


def _edit_question(draw: st.DrawFn, document: Document, kind: str, page: Document, question: Document) -> None:
    if kind == "delete":
        page["questions"].remove(question)
    elif kind == "reorder":
        page["questions"].remove(question)
        page["questions"].insert(draw(st.integers(0, 3)), question)
    elif kind == "elsewhere":
        page["questions"].remove(question)
        draw(st.sampled_from(document["pages"]))["questions"].append(question)
    elif kind == "retype":
        kept = {"id": question["id"], "label": question["label"]}
        question.clear()
        question |= draw(st.sampled_from([a_question("q"), a_choice("q", "ab"), a_question("q", "date")])) | kept
    elif kind in ("relabel", "rehelp"):
        question["label" if kind == "relabel" else "help"] = draw(st.sampled_from(["新しいことば", "べつのことば"]))
    elif kind == "translate":
        words = question["label"]
        question["label"] = {"ja": words if isinstance(words, str) else words["ja"], "en": "Words"}
    elif kind == "need":
        question["required"] = not question.get("required", True)
    elif kind == "lock":
        question["locked"] = "条例で決まりました"
    elif kind.startswith("option") and question.get("options"):
        if kind == "option_added":
            question["options"].append({"id": "z", "label": draw(st.sampled_from(["新しい選択肢", "市の選択肢"]))})
        else:
            question["options"].remove(draw(st.sampled_from(question["options"])))
