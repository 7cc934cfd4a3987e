"""Orders with a word in their concern, the lives they lead, the people who look, and the places to look in."""

import io
import json
import zipfile
from base64 import b64decode
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from bank.enums import Status
from bank.queries import status_of
from bank.services import answer_question, ask_question, edit_order, return_order
from core import documents
from core.errors import DomainError
from network.enums import RoleKind
from tests.bank.test_order_property import Acts
from tests.factories.bank import BEHIND, MemberFactory, OrderFactory, on_day
from tests.factories.bank_life import SessionFactory
from tests.factories.bank_teams import PlaceFactory
from tests.factories.network import NetworkFactory, PersonFactory, RoleFactory, UserFactory
from verkosto.access import ACCESS, Open

# Searched for as the first, found as the second: what a search page or the log repeats of it is not a leak.
ASKED_FOR = "Kanarialintu"
WORD = f"{ASKED_FOR}0"
# Who may see the word, and where.
SHOWN = {
    ("coordinator", "bank:order-concern"), ("coordinator", "bank:order-update"),
    ("orderer", "bank:order-concern"), ("facilitator", "bank:order-concern"),
}  # fmt: skip
READERS = [*RoleKind.values, "another orderer", "another facilitator", "outsider", "no role", "anonymous"]
OF_AN_ORDER = ("order", "slot", "session", "bank invitation")
ROWS = [row for row in ACCESS if "GET" in row.methods and not isinstance(row.who, Open)]
PAGES = [row for row in ROWS if row.of in OF_AN_ORDER]
LISTS = [row for row in ROWS if not row.of]


class Place:
    """A network with a few orders and one person of each kind, each signed in once."""

    def __init__(self, method):
        self.network, self.method = NetworkFactory(), method
        self.users = {kind: UserFactory() for kind in READERS if kind != "anonymous"}
        for kind in RoleKind.values:
            RoleFactory(user=self.users[kind], network=self.network, kind=kind)
        for kind in ("orderer", "facilitator"):
            RoleFactory(user=self.users[f"another {kind}"], network=self.network, kind=kind)
        RoleFactory(user=self.users["outsider"], network=NetworkFactory(), kind="coordinator")
        self.orderer = PersonFactory(network=self.network, user=self.users["orderer"])
        MemberFactory(network=self.network, person__user=self.users["another facilitator"])
        self.members = [
            MemberFactory(network=self.network, person__user=self.users["facilitator"]),
            *MemberFactory.create_batch(2, network=self.network),
            MemberFactory(network=self.network, person=self.orderer),
        ]

    @cached_property
    def clients(self):
        made = {kind: Client(raise_request_exception=False) for kind in READERS}
        for kind, user in self.users.items():
            made[kind].force_login(user)
        return made

    def ask(self, reader, row, keys=None):
        """The answer to a reader, and what of the word stands in it."""
        address = reverse(row.name, kwargs={"network": self.network.slug, **(keys or {})})
        response = self.clients[reader].get(address, {} if keys else {"q": ASKED_FOR})
        return response, WORD.encode() in content_of(response)


class Life(Acts):
    """An order with the word in its concern."""

    def __init__(self, place, number):
        self.place, self.actor, self.members = place, place.users["coordinator"], place.members
        self.words = f"Huoli: {WORD}{number:05}."
        order = OrderFactory(network=place.network, contact=place.orderer, method=place.method)
        self.pk = order.pk
        PlaceFactory.create_batch(2, order=order)
        edit_order(order, facts={}, concern=self.words, version=order.version, actor=self.actor)
        self.acts = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")]

    def do_ask(self, a, b, c):
        ask_question(self.order, text="Milloin sopisi?", actor=self.actor)

    def do_answer(self, a, b, c):
        if question := self.order.questions.filter(answered_at=None).first():
            # The answer to an order that was returned is the concern, written anew.
            answer_question(question, text=self.words if question.returned else "Syksyllä.", actor=None)

    def do_return(self, a, b, c):
        if a % 3 == 0:
            return_order(self.order, version=self.order.version, actor=self.actor)

    def do_let_the_day_pass(self, a, b, c):
        """As time does it."""
        if a % 4 == 0 and not self.order.outcome:
            order = self.order
            order.wished = on_day(BEHIND)
            order.save()

    def live(self, random):
        """Act after act; yields the status after each."""
        yield status_of(self.order)
        for _act in range(8):
            with suppress(DomainError):
                random.choice(self.acts)(*(random.randrange(60) for _number in range(3)))
            yield status_of(self.order)

    def come_to(self, status):
        """Stand where chance has brought no order."""
        now = timezone.now()
        facts = {
            Status.QUESTION: {"question_open_at": now}, Status.SEARCHING: {"search_opened_at": now},
            Status.FILLED: {"filled_at": now}, Status.CONVENED: {"called_together_at": now},
            Status.POSTPONED: {"postponed_at": now}, Status.OVERDUE: {"wished": on_day(BEHIND)},
        }  # fmt: skip
        ended = {"outcome": status, "outcome_at": now, "outcome_reason": "other", "held": on_day(BEHIND)}
        order = self.order
        for name, value in facts.get(status, ended).items():
            setattr(order, name, value)
        order.save()

    def keys(self, of):
        """What an address about this order names, or ``None`` where it has nothing of the kind."""
        if of == "order":
            return {"pk": self.pk}
        if of == "slot":
            slot = self.order.slots.first() or PlaceFactory(order=self.order)
            return {"pk": self.pk, "slot": slot.pk}
        if of == "session":
            session = self.order.sessions.first() or SessionFactory(order=self.order)
            return {"pk": self.pk, "session": session.pk}
        invitation = self.order.invitations.first()
        return {"key": invitation.key} if invitation else None

    def refused_posts(self):
        """Forms that hold the word and are sent back: too long, with an identity code, over somebody's change."""
        address = reverse("bank:order-update", args=[self.place.network.slug, self.pk])
        facts = {"summary": "Neuvonpito", "kind": "planning", "contact_text": "", "wished": "syksy 2099"}
        for concern in (self.words * 200, f"{self.words} 010190-900R", self.words):
            response = self.place.clients["coordinator"].post(address, facts | {"concern": concern, "version": 0})
            yield response.status_code

    def broken_page(self):
        """The error page of a product whose key store is broken."""
        key = self.order.concern_row.key
        path = Path(settings.KEYS_ROOT) / key.hex
        stored = path.read_bytes()
        path.unlink()
        path.mkdir()
        try:
            return self.place.ask("coordinator", next(row for row in PAGES if row.name == "bank:order-concern"),
                                  {"pk": self.pk})  # fmt: skip
        finally:
            path.rmdir()
            path.write_bytes(stored)


def content_of(response):
    """What a browser gets, headers included."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content + repr(sorted(response.items())).encode()


def words_of(content):
    """The words of a PDF or of an Excel file, as they are read."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return b"".join(file.read(part) for part in file.namelist()).decode(errors="replace")
    if not content.startswith(b"%PDF-"):
        return content.decode(errors="replace")
    reader = PdfReader(io.BytesIO(content))
    return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)


def kinds_about(model):
    """The kinds of documents about objects of a model."""
    return [kind for kind in documents._kinds.values() if kind.model == model]


def variant_of(kind):
    """One that such a document is printed in."""
    variants = {
        "bank.register": "2008-2100",
        "bank.member_table": "2009-05-01",
        "bank.report": "2008-01-01_2100-12-31_tr",
        "structure.figure": "2009-05-01",
    }
    return next((variant for name, variant in variants.items() if kind.name.startswith(name)), "")


def tables_with(word):
    """``{table: rows}`` that hold the word, as text or as the bytes of it."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS one WHERE one::text LIKE %s OR one::text LIKE %s',
                [f"%{word}%", f"%{word.encode().hex()}%"],
            )
            if rows := cursor.fetchone()[0]:
                found[table] = rows
    return found


def files_with(root, word):
    """The files below a folder that hold the word; those that go meanwhile are gone."""
    found = []
    for path in Path(root).rglob("*"):
        with suppress(OSError):
            if path.is_file() and word.encode() in path.read_bytes():
                found.append(str(path))
    return found


def valkey_values():
    """Every value of every key of the Valkey that carries the jobs; the bodies of messages are unpacked."""
    server = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    readers = {
        b"string": lambda key: [server.get(key)],
        b"list": lambda key: server.lrange(key, 0, -1),
        b"set": server.smembers,
        b"zset": lambda key: server.zrange(key, 0, -1),
        b"hash": lambda key: [part for pair in server.hgetall(key).items() for part in pair],
    }
    for key in server.scan_iter():
        for value in readers[server.type(key)](key):
            yield key + b" " + value
            with suppress(ValueError, KeyError, TypeError):
                yield b64decode(json.loads(value)["body"])
    server.close()
