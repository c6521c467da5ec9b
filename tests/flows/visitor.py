"""Somebody without JavaScript at a city's door: reads a page, fills in what is there, presses a button."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


class Form:
    """One form of a page: where it goes, and what the browser would send untouched."""

    def __init__(self, action: str, enctype: str) -> None:
        self.action, self.enctype = action, enctype
        self.values: dict[str, list[str]] = {}
        self.controls: set[str] = set()
        self.buttons: list[tuple[str, str, str]] = []


class _Reader(HTMLParser):
    """Collects forms, headings, links and plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.words: list[str] = []
        self._link: str | None = None
        self._textarea: str | None = None
        self._select: str | None = None
        self._button: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = {name: value or "" for name, value in attrs}
        form = self.forms[-1] if self.forms else None
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("enctype", "")))
        elif tag == "a" and "href" in given:
            self._link = given["href"]
        elif tag == "input" and form and "name" in given:
            form.controls.add(given["name"])
            kind = given.get("type", "text")
            if kind not in ("radio", "checkbox", "file") or "checked" in given:
                form.values.setdefault(given["name"], []).append(given.get("value", ""))
        elif tag == "textarea" and form:
            form.controls.add(given["name"])
            form.values[given["name"]] = [""]
            self._textarea = given["name"]
        elif tag == "select" and form:
            form.controls.add(given["name"])
            self._select = given["name"]
        elif tag == "option" and form and self._select and "selected" in given:
            form.values[self._select] = [given["value"]]
        elif tag == "button" and form:
            self._button = given
            form.buttons.append((given.get("name", ""), given.get("value", ""), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None
        elif tag == "textarea":
            self._textarea = None
        elif tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        text = data.strip()
        if self._textarea is not None:
            self.forms[-1].values[self._textarea][0] += data.removeprefix("\n")
        if not text:
            return
        self.words.append(text)
        if self._link is not None:
            self.links.setdefault(text, self._link)
        if self._button is not None:
            name, value, words = self.forms[-1].buttons[-1]
            self.forms[-1].buttons[-1] = (name, value, words + text)


class Page:
    """One answer of the server."""

    def __init__(self, response: HttpResponse, address: str) -> None:
        self.response, self.address, self.status = response, address, response.status_code
        self.html = response.content.decode()
        reader = _Reader()
        reader.feed(self.html)
        self.forms, self.links, self.text = reader.forms, reader.links, " ".join(reader.words)


class Visitor:
    """A browser with its own cookies at one city."""

    def __init__(self, host: str = "sakai.localhost") -> None:
        self.host = host
        self.client = Client(
            SERVER_NAME=host, HTTP_HOST=host, HTTP_ORIGIN=f"http://{host}", raise_request_exception=True
        )
        self.page: Page

    def get(self, address: str) -> Page:
        return self._arrive(self.client.get(address), address)

    def post(self, address: str, values: dict[str, Any], **extra: Any) -> Page:
        return self._arrive(self.client.post(address, values, **extra), address)

    def follow(self, words: str) -> Page:
        """Follow the link with these words."""
        return self.get(self.page.links[words])

    def send(self, button: str, **answers: Any) -> Page:
        """Fill in the form that has this button, and press it. Names with a dot are written with two underscores."""
        form = next(form for form in self.page.forms if any(words == button for _, _, words in form.buttons))
        name, value, _ = next(each for each in form.buttons if each[2] == button and (each[0] or True))
        values: dict[str, Any] = dict(form.values)
        for key, answer in answers.items():
            control = key.replace("__", ".")
            assert control in form.controls, f"the page does not ask for {control}"
            values[control] = answer
        if name:
            values[name] = value
        target = form.action or self.page.address.partition("?")[0] + _query(self.page.address)
        return self.post(target, values)

    def lose_cookies(self) -> None:
        """The browser was closed, or its cookies were thrown away."""
        self.client.cookies.clear()

    def _arrive(self, response: HttpResponse, address: str) -> Page:
        hops = 0
        while response.status_code in (301, 302, 303, 307):
            address = response["Location"]
            response = self.client.get(address.partition("#")[0])
            hops += 1
            assert hops < 6, f"redirects without end at {address}"
        self.page = Page(response, address.partition("#")[0])
        return self.page


def _query(address: str) -> str:
    question = address.partition("?")[2]
    return f"?{question}" if question else ""
