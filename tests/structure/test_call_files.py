"""Attachments of a question: looked into, handed out, removed."""

import pytest

from core import jobs
from core.audit import key_of
from core.models import Job, LogEntry
from network.models import Notice
from structure.models import Call, CallFile
from structure.services import add_call_file, remove_call_file
from structure.services.call_files import INSPECT
from tests.factories.structure import CallFileFactory
from tests.meetings.files import checked, office, pdf, upload
from tests.structure.answers import url


@pytest.fixture
def typed(themes, town):
    """A question as it is typed into its form."""
    return {
        "title": "Teemat",
        "text": "Luithan liitteet.",
        "due_on": "31.12.2099",
        "themes": [theme.pk for theme in themes],
        "organisations": [town.pk],
    }


def test_files_go_out_with_the_question(typed, worker, client_as, coordinator):
    files = [upload(pdf(), "ohje.pdf"), upload(office(), "lomake.docx")]

    asked = client_as(coordinator).post(url("call-create"), typed | {"files": files})

    call = Call.objects.get()
    assert asked.url == url("call-detail", call.pk)
    assert [(one.file_name, one.fitness) for one in call.files.all()] == [
        ("ohje.pdf", "pending"),
        ("lomake.docx", "pending"),
    ]
    assert Job.objects.filter(kind=INSPECT).count() == 2
    assert [entry.action for entry in LogEntry.objects.of(call).order_by("pk")] == [
        "structure.call.asked",
        "structure.call.file_added",
        "structure.call.file_added",
    ]
    page = client_as(worker).get(Notice.objects.get(user=worker).path).content.decode()
    assert ("ohje.pdf" in page, "lomake.docx" in page) == (True, True)


def test_refused_file_sends_nothing_and_loses_nothing_that_was_typed(typed, worker, client_as, coordinator):
    files = [upload(pdf(), "ohje.pdf"), upload(b"MZ", "lomake.exe")]

    page = client_as(coordinator).post(url("call-create"), typed | {"files": files})

    form = page.context["form"]
    assert (page.status_code, list(form.errors)) == (422, ["files"])
    assert [message.split(":")[0] for message in form.errors["files"]] == [
        "lomake.exe",
        "Valitse kaikki tiedostot uudelleen",
    ]
    assert [form[name].value() for name in ("title", "text", "due_on")] == [
        "Teemat",
        "Luithan liitteet.",
        "31.12.2099",
    ]
    assert [form[name].value() for name in ("themes", "organisations")] == [
        [str(pk) for pk in typed[name]] for name in ("themes", "organisations")
    ]
    assert (Call.objects.exists(), CallFile.objects.exists(), Notice.objects.exists()) == (False, False, False)


def test_other_fault_of_the_question_asks_for_its_files_again(typed, client_as, coordinator):
    page = client_as(coordinator).post(url("call-create"), typed | {"title": "", "files": upload(pdf(), "ohje.pdf")})

    assert (page.status_code, sorted(page.context["form"].errors)) == (422, ["files", "title"])


def test_file_that_is_too_large_is_named(typed, client_as, coordinator, settings):
    settings.UPLOAD_LIMIT_MB = 1
    large = upload(b"%PDF-1.7" + bytes(1_100_000), "kuvat.pdf")

    page = client_as(coordinator).post(url("call-create"), typed | {"files": [upload(pdf(), "ohje.pdf"), large]})

    assert (page.status_code, page.context["form"].errors["files"][0].split(":")[0]) == (422, "kuvat.pdf")
    assert not Call.objects.exists()


def test_file_is_handed_out_after_it_was_looked_into(call, client_as, coordinator, member):
    asking, reading = client_as(coordinator), client_as(member)
    asking.post(url("call-file-create", call.pk), {"file": upload(pdf(), "ohje.pdf")})
    attached = CallFile.objects.get()
    early = reading.get(url("call-file", call.pk, attached.pk))

    jobs.run(Job.objects.get(kind=INSPECT).pk)
    sent = reading.get(url("call-file", call.pk, attached.pk))

    assert early.url == url("call-detail", call.pk)
    assert "ohje.pdf" in reading.get(url("call-detail", call.pk)).content.decode()
    assert sent.status_code == 303
    assert b"".join(reading.get(sent.url).streaming_content).startswith(b"%PDF")
    assert LogEntry.objects.of(call).get().changes == {"file": [None, key_of(call.files.get())]}


def test_file_of_another_kind_is_refused_at_its_field(call, client_as, coordinator):
    page = client_as(coordinator).post(url("call-file-create", call.pk), {"file": upload(b"MZ", "ohje.exe")})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["file"])
    assert not CallFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_file_with_an_identity_code_is_removed_and_the_page_says_so(call, client_as, coordinator, identity_code):
    content = office(parts=[("word/document.xml", f"<w:t>{identity_code}</w:t>")])
    add_call_file(call, upload=checked(content, "ohje.docx"), actor=coordinator)

    jobs.run(Job.objects.get(kind=INSPECT).pk)

    attached = CallFile.objects.get()
    assert (bool(attached.file), attached.file_name, attached.can_be_fetched) == (False, "", False)
    assert "Sisälsi henkilötunnuksen" in client_as(coordinator).get(url("call-detail", call.pk)).content.decode()
    assert LogEntry.objects.of(call).first().action == "structure.call.file_refused"


def test_file_is_removed_with_its_bytes(call, client_as, coordinator, django_capture_on_commit_callbacks):
    attached = CallFileFactory(call=call)
    storage, name, browser = attached.file.storage, attached.file.name, client_as(coordinator)
    asks = browser.get(url("call-file-remove", call.pk, attached.pk))

    with django_capture_on_commit_callbacks(execute=True):
        removed = browser.post(url("call-file-remove", call.pk, attached.pk))

    assert "liite.pdf" in asks.content.decode()
    assert (removed.url, CallFile.objects.count(), storage.exists(name)) == (url("call-detail", call.pk), 0, False)


def test_file_that_somebody_else_has_removed_is_removed_once(call, coordinator):
    attached = CallFileFactory(call=call)
    seen = CallFile.objects.get()

    for one in (attached, seen):
        remove_call_file(one, actor=coordinator)

    assert [entry.action for entry in LogEntry.objects.of(call)] == ["structure.call.file_removed"]


def test_files_are_offered_beside_the_answer_and_acts_to_whoever_asks(call, asked, worker, client_as, coordinator):
    CallFileFactory(call=call)

    answering = client_as(worker).get(url("call-answer", asked.pk)).content.decode()
    reading = client_as(worker).get(url("call-detail", call.pk)).content.decode()
    asking = client_as(coordinator).get(url("call-detail", call.pk)).content.decode()

    assert "liite.pdf" in answering
    assert [url("call-update", call.pk) in page for page in (answering, reading, asking)] == [False, False, True]
