"""The addresses of the URL confs, for tests that try every one of them."""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module

from django.urls import URLPattern, URLResolver


def routes(urlconf: str) -> list[str]:
    """Every route of a URL conf, in its order."""
    return list(_routes(import_module(urlconf).urlpatterns, ""))


def filled(route: str, words: Mapping[str, object]) -> str:
    """The address of a route; words for one place (`resume/<token>`) come before those for any (`<token>`)."""
    plain = re.sub(r"<\w+:", "<", route)

    def word(found: re.Match[str]) -> str:
        fitting = [place for place in words if place.endswith(found[0]) and place in plain]
        assert fitting, f"what stands for {found[0]} in {route}?"
        return str(words[max(fitting, key=len)])

    return "/" + re.sub(r"<\w+>", word, plain)


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route
