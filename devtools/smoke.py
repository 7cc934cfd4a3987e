"""``./dev smoke``: the main job end to end over the whole stack, as a coordinator does it in a browser.

Starts everything on free ports with an empty data folder, logs an order, picks two facilitators, records the outcome,
downloads the order report and the register, stops it all. The last line is one JSON object
``{"ok": bool, "steps": {name: seconds}}``; the exit code is 1 when any step fails.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from devtools.assets import prepare_checkout
from devtools.browser import Browser, BrowserError, Page
from devtools.signals import exit_on_signals
from devtools.stack import Stack, StackError
from verkosto.demo.accounts import PASSWORD, account

DOCUMENT_SECONDS = 30


class Smoke:
    """The steps, timed in the order they are done."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.steps[name] = round(time.perf_counter() - start, 2)

    def run(self, var: Path) -> None:
        """All steps over a new stack; raises what fails."""
        stack = Stack(var, environ={"DEMO": "1"})
        try:
            with self.step("start"):
                stack.load_demo().start_processes()
            self.main_job(Browser(stack.url))
        finally:
            with self.step("stop"):
                stack.stop()

    def main_job(self, browser: Browser) -> None:
        coordinator = account("coordinator")
        with self.step("sign in"):
            page = browser.open("/tili/kirjaudu/")
            page = browser.send(page.form(holding="password").with_values(login=coordinator.email, password=PASSWORD))
            home = browser.open(f"/v/{coordinator.network}/")
            _expect(home.status == 200, home, "the home page of the network")
        bank = f"/v/{coordinator.network}/pankki"
        with self.step("log an order"):
            form = browser.open(f"{bank}/tilaukset/uusi/").form(holding="organisation")
            choices = {
                "method": form.option("method", "Teemaneuvonpito"),  # two consultants lead it
                "organisation_text": "Kotkan",
                "contact_text": account("orderer").name,
                "summary": "Savutesti: ennakointidialogi perhetyön suunnittelusta",
                "wished": "mahdollisimman pian",
                "kind": "planning",
                "participants": "8 perhetyöntekijää",
            }
            order = answer_questions(browser, browser.send(form.with_values(**choices), may_ask=True))
            _expect("/tilaukset/" in order.url and "Savutesti" in order.text, order, "the order that was logged")
        with self.step("pick two facilitators"):
            team = browser.open(order.link("/vetajat/"))
            for _slot in range(2):
                form = team.form(holding="reply_by")
                form.values["agreed"] = next(value for name, value in form.buttons if name == "agreed")
                team = browser.send(form)
            taken = {link for link in team.links() if link.endswith("/poista/")}
            _expect(len(taken) == 2, team, "two facilitators")
        with self.step("record the outcome"):
            page = browser.open(order.url)
            form = browser.open(page.link("/tulos/")).form(holding="version")
            today = date.today().strftime("%d.%m.%Y")  # noqa: DTZ011 -- what a person types
            page = browser.send(form.with_values(outcome="carried_out", held=today))
            _expect(page.url == order.url, page, "the order with its outcome")
        with self.step("order report"):
            self._download(browser, browser.send(page.form("/raportti/")))
        with self.step("register"):
            form = browser.open(f"{bank}/rekisteri/").form(holding="first")
            self._download(browser, browser.send(form.with_values(first="2008")))

    def _download(self, browser: Browser, page: Page) -> None:
        """Wait for the worker and take the file."""
        address = browser.wait_for(page.url, "/lataa/", seconds=DOCUMENT_SECONDS)
        file = browser.open(address)
        is_whole = file.content.startswith(b"%PDF-1.7") and b"%%EOF" in file.content[-32:]
        _expect(file.status == 200 and is_whole, file, "a whole PDF")


def main() -> int:
    exit_on_signals()
    smoke, ok = Smoke(), False
    with tempfile.TemporaryDirectory(prefix="verkosto-smoke-", ignore_cleanup_errors=True) as folder:
        try:
            prepare_checkout()
            smoke.run(Path(folder))
            ok = True
        except (BrowserError, StackError, OSError) as error:
            print(f"{list(smoke.steps)[-2:]}: {error}", file=sys.stderr)
        finally:
            print(json.dumps({"ok": ok, "steps": smoke.steps}, ensure_ascii=False))
    return int(not ok)


def answer_questions(browser: Browser, page: Page) -> Page:
    """Answer a form that asks which of several matches was meant, with the first of each."""
    for form in page.forms():
        choices = dict(reversed([(name, value) for name, value in form.radios if name.endswith("_choice")]))
        if choices:
            return browser.send(form.with_values(**choices))
    return page


def _expect(condition: bool, page: Page, what: str) -> None:
    if not condition:
        raise BrowserError(f"{page.url} ({page.status}) is not {what}: {page.text[:300]}")


if __name__ == "__main__":
    sys.exit(main())
