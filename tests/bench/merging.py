"""An update of a form of sixty questions on its way to 1,741 cities, each of which changed a dozen things of its own."""

import copy
import random
import time
from typing import Any

from tests.bench.parsing import definition

CITIES = 1741
LIMIT_MS = 5


def merging() -> float:
    """Milliseconds of processor time for one merge, on average over all cities."""
    from shared_forms.language import FormDefinition
    from shared_forms.language.merge import merge
    from shared_forms.language.overlay import Overlay, apply

    old, new = (FormDefinition.model_validate(document) for document in (definition(), _update(definition())))
    overlays = [Overlay.model_validate({"operations": _changes(random.Random(city))}) for city in range(CITIES)]
    for overlay in overlays[:20]:
        apply(old, overlay)
    begun = time.process_time()
    for overlay in overlays:
        merge(old, new, overlay)
    return (time.process_time() - begun) / CITIES * 1000


def _update(document: dict[str, Any]) -> dict[str, Any]:
    """One question more, one less, one elsewhere, five in other words."""
    new = copy.deepcopy(document)
    first, second, third = (page["questions"] for page in new["pages"])
    for question in first[:5]:
        question["label"] = f"{question['label']}（新）"
    second.insert(3, {"id": "added", "type": "text", "label": "新しい項目"})
    second.append(third.pop(7))
    third.pop(11)
    return new


def _changes(chance: random.Random) -> list[dict[str, Any]]:
    """Four labels, three hidden, two moved, two own questions, one option."""
    choices = ["q3", "q23", "q43"]
    names = [f"q{number}" for number in chance.sample(range(60), 16) if f"q{number}" not in choices]
    places = names[9:]
    return [
        *({"op": "relabel", "target": name, "text": "市のことば"} for name in names[:4]),
        *({"op": "move", "target": name, "after": place} for name, place in zip(names[7:9], places, strict=False)),
        *(
            {
                "op": "add_question",
                "question": {"id": f"city_{place}", "type": "text", "label": f"市の{place}"},
                "after": place,
            }
            for place in places[2:4]
        ),
        {"op": "add_option", "target": chance.choice(choices), "option": {"id": "city_o", "label": "その他"}},
        *({"op": "hide", "target": name} for name in names[4:7]),
    ]
