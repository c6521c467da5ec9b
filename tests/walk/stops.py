"""A page to stop at, and the address that leads there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.addresses import filled

SEND = "main form[method=post] .button:visible"


@dataclass(frozen=True, slots=True)
class Stop:
    """A page as somebody sees it.

    route:   of the URL conf; its place holders are filled from `words`, then from those of the world.
    who:     whose cookies the browser brings.
    typed:   what is typed before the button is pressed, by selector; with it, or with `press`, the answer is looked at.
    press:   the button, when it is not the first of the page's form.
    status:  what the server answers.
    """

    route: str
    who: str = "nobody"
    words: Mapping[str, object] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] | None = None
    press: str = ""
    status: int = 200

    def address(self, words: Mapping[str, object]) -> str:
        query = f"?{urlencode(self.query)}" if self.query else ""
        return filled(self.route, {**words, **self.words}) + query

    @property
    def button(self) -> str:
        """What is pressed to get there, "" for a page that is only opened."""
        return self.press or (SEND if self.typed is not None else "")

    @property
    def name(self) -> str:
        """A name to find it again by, in words and in the names of pictures."""
        parts = [
            re.sub(r"<(\w+:)?(\w+)>", r"\2", self.route),
            self.who,
            *map(str, self.words.values()),
            *self.query.values(),
        ]
        parts += [str(self.status)] if self.status != 200 else []
        parts += ["sent"] if self.button else []
        return "_".join(part.strip("/").replace("/", "-") for part in parts if part)
