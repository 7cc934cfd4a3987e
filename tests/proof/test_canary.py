"""A word that stands in concerns and nowhere else: wherever it turns up, a concern has leaked."""

import io
import logging
import zipfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from bank.models import Concern
from bank.services import edit_order
from core import keys, retention
from core.documents import kind_of, request_document
from core.errors import DomainError
from tests.bank.test_order_property import Acts
from tests.factories.network import RoleFactory, UserFactory

WORD = "Kanarialintu"
# The two pages that are made to show it, to those who may read it.
SHOW = ("bank:order-concern", "bank:order-update")
PAGES = ("bank:order-detail", "bank:order-team", *SHOW)
LISTS = ("bank:order-list", "bank:queue", "search")
DOCUMENTS = ("bank.order_report",)


class Life(Acts):
    """An order with a concern, and the three parties who may read it."""

    def __init__(self, number):
        super().__init__()
        self.token = f"{WORD}{number:05}"
        order = self.order
        network = order.network
        self.people = {"coordinator": self.actor, "orderer": UserFactory(), "facilitator": UserFactory()}
        for kind, user in self.people.items():
            RoleFactory(user=user, network=network, kind=kind)
        for person, kind in ((order.contact, "orderer"), (self.members[0].person, "facilitator")):
            person.user = self.people[kind]
            person.save()
        edit_order(order, facts={}, concern=f"Huoli: {self.token}.", version=order.version, actor=self.actor)

    def live(self, random):
        for _act in range(12):
            with suppress(DomainError):
                random.choice(self.acts)(*(random.randrange(60) for _number in range(3)))

    def read(self):
        """Everybody opens everything: ``(pages opened, where the word stood although it must not)``."""
        opened, leaks = 0, []
        for kind, user in self.people.items():
            client = Client()
            client.force_login(user)
            slug = self.order.network.slug
            addresses = [(name, reverse(name, args=[slug, self.pk])) for name in PAGES]
            addresses += [(name, f"{reverse(name, args=[slug])}?q={WORD}") for name in LISTS]
            for name, address in addresses:
                response = client.get(address)
                opened += response.status_code == 200
                text = b"".join(response) if response.streaming else response.content
                if name not in SHOW and self.token.encode() in text:
                    leaks.append((kind, name))
        return opened, leaks

    def printed(self):
        """The words of every document of the order."""
        for name in DOCUMENTS:
            stored = request_document(name, self.order, actor=self.actor, language="fi")
            yield words_of(kind_of(stored).render(self.order, "", "fi").content)


def words_of(content):
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return b"".join(file.read(part) for part in file.namelist()).decode(errors="replace")
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


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
    return [str(path) for path in Path(root).rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


@pytest.mark.django_db(transaction=True)
def test_no_concern_leaves_its_place(proof, mailoutbox, caplog, settings, tmp_path):
    """Canary: a word in concerns, through random lives of orders, and after their time."""
    settings.KEYS_ROOT = tmp_path / "keys"
    caplog.set_level(logging.DEBUG)
    lives, opened, leaks, printed = [Life(number) for number in range(proof.size(5, 1000))], 0, [], []
    readable = sum(WORD in life.order.concern_row.text for life in lives)
    for life in lives:
        life.live(proof.random)
        pages, found = life.read()
        opened, leaks = opened + pages, leaks + found
    for life in proof.random.sample(lives, min(len(lives), 100)):
        printed += life.printed()
    mails = [f"{mail.subject} {mail.body} {mail.attachments} {mail.extra_headers}" for mail in mailoutbox]
    in_clear = {
        "pages": leaks,
        "documents": sum(WORD in words for words in printed),
        "mails": sum(WORD in mail for mail in mails),
        "logs": sum(WORD in record.getMessage() for record in caplog.records if "?q=" not in record.getMessage()),
        "tables": tables_with(WORD),
        "files": files_with(tmp_path, WORD) + files_with(settings.FILES_ROOT, WORD),
    }

    # Those of cancelled orders were destroyed at once.
    kept = list(Concern.objects.exclude(key=None).values_list("key", flat=True))
    retention.run(timezone.localdate() + timedelta(days=400))
    left = sum(keys.exists(key) for key in kept)

    proof.figure("orders", len(lives))
    proof.figure("pages opened", opened)
    proof.figure("documents read", len(printed))
    proof.figure("mails read", len(mails))
    proof.figure("lines of the log", len(caplog.records))
    proof.figure("in clear", sum(bool(found) for found in in_clear.values()))
    proof.figure("keys left after their time", left)
    assert readable == len(lives)  # the word was there to be found
    assert opened > 5 * len(lives)
    assert in_clear == {"pages": [], "documents": 0, "mails": 0, "logs": 0, "tables": {}, "files": []}
    assert (bool(kept), left) == (True, 0)
