"""Old template, new template and a city's changes, brought together (三者の統合)."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared_forms.language.definition import FormDefinition
from shared_forms.language.merge.carrying import carry
from shared_forms.language.merge.collisions import Choice, Collision, Level
from shared_forms.language.merge.elements import Elements
from shared_forms.language.merge.fitting import fit
from shared_forms.language.merge.meeting import meeting
from shared_forms.language.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Merge:
    """What comes of an update in one city.

    overlay:     the city's changes, to the new template.
    form:        the new template with them; it has no faults.
    collisions:  where the two sides met, in the order of the city's changes, with what is done about each.
    """

    overlay: Overlay
    form: FormDefinition
    collisions: tuple[Collision, ...]

    @property
    def level(self) -> Level:
        """How much the update asks of people, whatever of it they have decided by now."""
        levels = {collision.level for collision in self.collisions}
        return next((level for level in (Level.DECISION, Level.LOOK) if level in levels), Level.AUTOMATIC)

    @property
    def open(self) -> tuple[Collision, ...]:
        """What somebody has still to decide."""
        return tuple(collision for collision in self.collisions if collision.is_open)


def merge(
    old: FormDefinition, new: FormDefinition, overlay: Overlay, choices: Mapping[str, Choice] | None = None
) -> Merge:
    """Bring an update of a template together with a city's changes to the old one.

    The overlay fits the old template; both templates are without faults.
    choices:  what people decided, by the key of the collision; until then the first of its resolutions is carried out.
    """
    ground = meeting(Elements(old), Elements(new), overlay, choices or {})
    fitting, form = fit(carry(ground), ground)
    return Merge(fitting, form, tuple(ground.collisions.values()))
