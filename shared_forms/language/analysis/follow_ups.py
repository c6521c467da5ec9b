"""What comes after the form, and which answers go over: asked here, and such as can be handed over."""

from collections import Counter
from collections.abc import Iterator

from shared_forms.language.analysis.faults import Fault, FaultCode
from shared_forms.language.definition import FormDefinition
from shared_forms.language.follow_up import GIVEN_ANEW


def follow_ups(definition: FormDefinition) -> Iterator[Fault]:
    """Faults of `next`; whether the other form has its questions is known only where both are."""
    for procedure, times in Counter(follow_up.procedure for follow_up in definition.next).items():
        if times > 1:
            yield Fault(FaultCode.FOLLOW_UP, "", f"つながる手続「{procedure}」が2回以上書かれています。")
    for name in (here for follow_up in definition.next for here in follow_up.hand_over.values()):
        question = definition.question(name)
        if question is None:
            yield Fault(FaultCode.UNKNOWN_QUESTION, "", f"つながる手続に引き継ぐ項目「{name}」がありません。")
        elif group := definition.group_of(name):
            message = (
                f"『{question.label}』は、くり返す項目の中にあって1つに決まらないので、つながる手続に引き継げません。"
                f"項目「{group}」ごと引き継いでください。"
            )
            yield Fault(FaultCode.FOLLOW_UP, question.id, message)
        elif question.type in GIVEN_ANEW:
            message = f"『{question.label}』の答えは、つながる手続に引き継げません。あらためて聞いてください。"
            yield Fault(FaultCode.FOLLOW_UP, question.id, message)
