"""A browser without a screen for ``./dev smoke``: cookies, redirects, and forms sent with all that stands in them."""

import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from typing import Self
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener
from xml.etree.ElementTree import Element

import tinyhtml5

TIMEOUT_SECONDS = 20
NOT_SENT = {"submit", "button", "reset", "image", "file"}


class BrowserError(Exception):
    """A page is not what a person would expect of it; says which page and why."""


class Page:
    """One answer. ``root`` is the parsed HTML, ``None`` for anything else."""

    def __init__(self, url: str, status: int, kind: str, content: bytes) -> None:
        self.url, self.status, self.kind, self.content = url, status, kind, content
        is_html = kind.startswith("text/html")
        self.root = tinyhtml5.parse(content, namespace_html_elements=False) if is_html else None

    @property
    def text(self) -> str:
        return " ".join("".join(self.root.itertext()).split()) if self.root is not None else ""

    @property
    def title(self) -> str:
        return "".join(self.root.find(".//title").itertext()).strip()

    def forms(self) -> Iterator["Form"]:
        for element in self.root.iter("form"):
            yield Form(self, element)

    def form(self, part_of_action: str = "", *, holding: str = "") -> "Form":
        """The first posting form whose address holds the text and which has a field of that name."""
        for form in self.forms():
            if form.method == "post" and part_of_action in form.url and (not holding or holding in form.values):
                return form
        raise BrowserError(f"{self.url} ({self.title}) has no form for “{part_of_action}{holding}”")

    def links(self) -> list[str]:
        """Every address on the page."""
        return [urljoin(self.url, element.get("href")) for element in self.root.iter("a") if element.get("href")]

    def link(self, part_of_address: str) -> str:
        """The first address on the page that holds the text."""
        for address in self.links():
            if part_of_address in address:
                return address
        raise BrowserError(f"{self.url} ({self.title}) has no link to “{part_of_address}”")


class Form:
    """A form as it stands on the page; fill it with ``with_values`` and send it with ``Browser.send``."""

    def __init__(self, page: Page, element: Element) -> None:
        self.url = urljoin(page.url, element.get("action") or page.url)
        self.method = element.get("method", "get").lower()
        self.values: dict[str, str] = {}
        self.radios: list[tuple[str, str]] = []
        # Of a form with several; press one by adding it to ``values``.
        self.buttons: list[tuple[str, str]] = []
        self._options: dict[str, dict[str, str]] = {}
        for field in element.iter():
            name = field.get("name")
            if name and field.tag == "button":
                self.buttons.append((name, field.get("value", "")))
            if not name or field.get("type") in NOT_SENT:
                continue
            if field.get("type") == "radio":
                self.radios.append((name, field.get("value", "on")))
            if field.tag == "textarea":
                self.values[name] = "".join(field.itertext()).removeprefix("\n")
            elif field.tag == "select":
                options = list(field.iter("option"))
                chosen = [option for option in options if option.get("selected") is not None] or options[:1]
                self.values[name] = _value(chosen[0]) if chosen else ""
                self._options[name] = {"".join(option.itertext()).strip(): _value(option) for option in options}
            elif field.tag == "input" and (
                field.get("type") not in {"checkbox", "radio"} or field.get("checked") is not None
            ):
                self.values[name] = field.get("value", "")

    def option(self, name: str, label: str) -> str:
        """The value of the choice that reads so; raises ``BrowserError`` when there is none."""
        try:
            return self._options[name][label]
        except KeyError:
            raise BrowserError(f"{self.url} has no choice “{label}” in {name}") from None

    def with_values(self, **values: str) -> Self:
        """Fill fields; raises ``BrowserError`` for one that the form does not have."""
        known = {*self.values, *(name for name, _value in self.radios)}
        if missing := values.keys() - known:
            raise BrowserError(f"{self.url} has no field {', '.join(sorted(missing))}")
        self.values |= values
        return self


class Browser:
    """One person's browser at one site."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, url: str) -> Page:
        return self._request(Request(urljoin(self.base, url)))  # noqa: S310 -- our own server

    def send(self, form: Form, *, may_ask: bool = False) -> Page:
        """Send a form; one that is refused is a ``BrowserError``, unless it ``may_ask`` which match was meant."""
        data = urlencode(form.values).encode()
        page = self._request(Request(form.url, data, {"Referer": form.url}))  # noqa: S310 -- our own server
        if page.status != 200 and not (may_ask and page.status == 422):
            raise BrowserError(f"{form.url} answered {page.status}: {page.text[:300]}")
        return page

    def wait_for(self, url: str, part_of_address: str, *, seconds: float) -> str:
        """Ask for a page again until it has a link that holds the text; returns the link's address."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            try:
                return self.open(url).link(part_of_address)
            except BrowserError:
                time.sleep(0.1)
        raise BrowserError(f"{url} had no link to “{part_of_address}” after {seconds:.0f} s")

    def _request(self, request: Request) -> Page:
        try:
            answer = self._opener.open(request, timeout=TIMEOUT_SECONDS)
        except HTTPError as error:
            answer = error
        with answer:
            kind = answer.headers.get("Content-Type", "")
            return Page(answer.url, answer.status, kind, answer.read())


def _value(option: Element) -> str:
    return option.get("value", "".join(option.itertext()))
