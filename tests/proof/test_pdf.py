"""Whatever people write, a document that is printed fetches nothing and holds no file of the machine."""

import socket
import threading
from io import BytesIO

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from pypdf import PdfReader

from core import documents
from core.pdf import PdfError
from tests.core.test_pdf_engine import FOREIGN
from tests.verkosto.conftest import world  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db

OURS = {"network", "methods", "bank", "meetings", "structure", "bulletins", "workshops"}
SECRET = "Tiedoston sisältö 7QX"


@pytest.fixture
def listener():
    """A server that anybody may call; the list of those who did."""
    calls, server = [], socket.create_server(("127.0.0.1", 0))

    def listen():
        while True:
            try:
                connection, caller = server.accept()
            except OSError:
                return
            calls.append(caller)
            connection.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", calls
    server.close()


def attacks(address, path):
    """Every trick, with addresses at which somebody listens and a file that is there."""
    use = f'<svg width="9" height="9"><use href="{address}/a.svg#x"/></svg>'
    more = [
        use,
        f'<svg><script href="{address}/a.js"/></svg>',
        f'<meta http-equiv="refresh" content="0;url={address}">',
        f'<link rel="stylesheet" href="{address}/redirect">',
        '<img alt="x" src="http://169.254.169.254/latest/meta-data/">',
        "{% include 'secret' %}{{ settings.SECRET_KEY }}",
    ]
    return [
        one.replace("http://127.0.0.1:9", address).replace("file:///etc/passwd", f"file://{path}")
        for one in (*FOREIGN, *more)
    ]


def poison(model, random, tricks):
    """Put tricks into every field of a model that holds free text, past every form; how many fields took one.

    As many as it holds: a round tries every trick in every long text, and another one in every short text.
    """
    filled = 0
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField) or field.choices or field.unique:
            continue
        words = ""
        for trick in random.sample(tricks, len(tricks)):
            if not field.max_length or len(words) + len(trick) <= field.max_length:
                words += trick
        try:
            with transaction.atomic():
                filled += bool(words) and model._base_manager.update(**{field.attname: words})
        except DatabaseError:
            continue  # a rule of the database keeps such words out, or the same words in two rows
    return filled


def text_of(rendered):
    """All that a document says or carries."""
    if not rendered.content.startswith(b"%PDF-"):
        return rendered.content.decode(errors="replace")
    reader = PdfReader(BytesIO(rendered.content))
    carried = b"".join(part for parts in reader.attachments.values() for part in parts)
    return "".join(page.extract_text() for page in reader.pages) + carried.decode(errors="replace")


def test_documents_fetch_nothing(world, proof, listener, tmp_path, settings):  # noqa: F811
    """PDF: every field that is printed, full of addresses and files."""
    settings.PDF_STRICT = False
    address, calls = listener
    secret = tmp_path / "salaisuus.txt"
    secret.write_text(SECRET)
    tricks = attacks(address, secret)
    printed, leaks, failed, filled = 0, [], [], 0
    for _round in range(proof.size(1, 20)):
        with transaction.atomic():
            filled += sum(
                poison(model, proof.random, tricks) for model in apps.get_models() if model._meta.app_label in OURS
            )
            for kind in world.documents:
                # Those of one kind are made alike; each has its turn.
                stored = proof.random.choice(list(world.documents[kind].values()))
                for language in ("fi", "sv"):
                    stored.refresh_from_db()
                    subject = documents.subject_of(stored)
                    try:
                        rendered = documents.kind_of(stored).render(subject, stored.variant, language)
                    except PdfError as error:
                        failed.append((kind, str(error)[:200]))
                        continue
                    printed += 1
                    if SECRET in text_of(rendered):
                        leaks.append(kind)
            transaction.set_rollback(True)

    proof.figure("tricks", len(tricks))
    proof.figure("fields filled", filled)
    proof.figure("documents", printed)
    proof.figure("connections", len(calls))
    proof.figure("files leaked", len(leaks))
    assert (calls, leaks, failed) == ([], [], [])
    assert printed > 0
