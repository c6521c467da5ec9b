"""A field of a Django form as the design system draws it: label, help, control, error, each tied to the control."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField, CheckboxInput, RadioSelect, Select, Textarea
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

# Everything else is one line of text.
_KINDS = ((Textarea, "textarea"), (RadioSelect, "radios"), (Select, "select"), (CheckboxInput, "checkbox"))


def kind_of(field: BoundField) -> str:
    """How a field is drawn unless a page says otherwise: input, textarea, select, radios or checkbox."""
    return next((kind for widget, kind in _KINDS if isinstance(field.field.widget, widget)), "input")


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DrawnField:
    """What field.html shows.

    of:      the field, with what was typed and what is wrong with it.
    kind:    as in `kind_of`.
    help:    one sentence, or "".
    unit:    a word behind the control (円), or "".
    need:    whether an answer is needed, in the words of a page in another language; "" for the Japanese ones.
    extras:  more attributes of the control; the empty ones are left out.
    """

    of: BoundField
    kind: str
    label: str
    help: str
    is_optional: bool
    unit: str
    need: str
    extras: dict[str, str]

    @property
    def id(self) -> str:
        return str(self.of.auto_id)

    @property
    def errors(self) -> list[str]:
        return [str(error) for error in self.of.errors]

    @property
    def value(self) -> str:
        """What was typed, or what is filled in before; a password is never sent back."""
        if self.extras.get("type") == "password":
            return ""
        return str(self.of.field.widget.format_value(self.of.value()) or "")

    @property
    def is_ticked(self) -> bool:
        return bool(self.of.value())

    @property
    def attributes(self) -> SafeString:
        """Everything inside the control's tag but what it holds."""
        extras = {name: value for name, value in self.extras.items() if value}
        return flatatt({"id": self.id, "name": self.of.html_name, **extras, **self._state()})

    @property
    def state(self) -> SafeString:
        """What is wrong and where the help is, for each radio button."""
        return flatatt(self._state())

    def _state(self) -> dict[str, str]:
        places = [f"{self.id}-error"] * bool(self.errors) + [f"{self.id}-help"] * bool(self.help)
        invalid = {"aria-invalid": "true"} if self.errors else {}
        return invalid | ({"aria-describedby": " ".join(places)} if places else {})

    def options(self) -> Iterator[Option]:
        """The choices in their order; only asked of fields that have some."""
        chosen = "" if self.of.value() is None else str(self.of.value())
        for value, label in getattr(self.of.field, "choices", ()):
            yield Option(str(value), str(label), str(value) == chosen)
