"""A line of text in a form of people at work, whose errors say what to do."""

from typing import Any

from django import forms


class LineField(forms.CharField):
    """A line of text of at most `max_length` characters; every error names it by its label.

    width:  the room it takes (4, 8, 16, money), or "" for a whole line; for pages that draw the control by itself.
    """

    def __init__(self, *, label: str, max_length: int, width: str = "", **kwargs: Any) -> None:
        messages = {
            "required": f"{label}を入力してください。",
            "max_length": f"{label}は{max_length}文字までで入力してください。",
            "null_characters_not_allowed": f"{label}に使えない文字が入っています。入力し直してください。",
        }
        super().__init__(label=label, max_length=max_length, error_messages=messages, **kwargs)
        self.widget.attrs["class"] = f"input input--{width}" if width else "input"
