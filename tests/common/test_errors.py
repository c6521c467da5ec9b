"""A refusal carries its code and its sentence."""

from common.errors import DomainError


class Closed(DomainError):
    code = "closed"


def test_code_comes_from_the_class_or_from_the_place():
    assert Closed("受付は終わりました。").code == "closed"
    assert Closed("受付は終わりました。", code="not_yet_open").code == "not_yet_open"
    assert DomainError("できません。").code == "refused"


def test_message_is_the_sentence():
    error = Closed("受付は終わりました。")
    assert error.message == str(error) == "受付は終わりました。"
