from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from core import jobs
from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.models import Job, StoredFile
from meetings.services import (
    add_attachment,
    edit_attachment,
    move_attachment,
    receive_file,
    remove_attachment,
    withdraw_attachment,
)
from tests.factories.core import StoredFileFactory
from tests.factories.meetings import AttachmentFactory, ItemFactory
from tests.meetings.files import checked, image, pdf, sign


def titles(meeting):
    return [attachment.title for attachment in meeting.attachments.all()]


def test_attachments_are_listed_in_the_order_they_came(meeting, secretary, last_entry):
    for title in ("Esitys", "Taulukko"):
        add_attachment(meeting, title=title, actor=secretary)

    assert titles(meeting) == ["Esitys", "Taulukko"]
    assert last_entry(meeting) == ("meetings.attachment.added", {"attachment": [None, "Taulukko"]})


def test_edit_attachment_changes_the_title(meeting, secretary, last_entry):
    attachment = AttachmentFactory(meeting=meeting, title="Esitys")

    edit_attachment(attachment, title="Kalvot", version=0, actor=secretary)

    assert titles(meeting) == ["Kalvot"]
    assert last_entry(meeting) == ("meetings.attachment.edited", {"attachment": ["Esitys", "Kalvot"]})


def test_edit_attachment_refuses_an_older_version(meeting, secretary):
    attachment = AttachmentFactory(meeting=meeting, version=1)

    with pytest.raises(EditConflict):
        edit_attachment(attachment, title="Kalvot", version=0, actor=secretary)


def test_move_attachment_moves_a_step(meeting, secretary):
    attachments = [AttachmentFactory(meeting=meeting, title=title) for title in "ABC"]

    move_attachment(attachments[0], up=False, actor=secretary)

    assert titles(meeting) == ["B", "A", "C"]


def test_remove_attachment_keeps_the_title_in_the_log(meeting, secretary, last_entry):
    attachment = AttachmentFactory(meeting=meeting, title="Esitys")

    remove_attachment(attachment, actor=secretary)

    assert titles(meeting) == []
    assert last_entry(meeting) == ("meetings.attachment.removed", {"attachment": ["Esitys", None]})


def test_remove_attachment_refuses_what_is_gone(meeting, secretary):
    attachment = AttachmentFactory(meeting=meeting)
    type(attachment).objects.filter(pk=attachment.pk).delete()

    with pytest.raises(DomainError, match="Somebody else has removed this"):
        remove_attachment(attachment, actor=secretary)


# --- Files ---


def test_an_attachment_is_called_after_its_file(meeting, secretary, run_jobs):
    with run_jobs():
        attachment = add_attachment(meeting, upload=checked(name="Kevään luvut.pdf"), actor=secretary)

    attachment.refresh_from_db()
    assert (attachment.title, attachment.file_name, attachment.number) == ("Kevään luvut", "Kevään luvut.pdf", 1)
    assert (attachment.state, attachment.fitness, attachment.pages) == ("received", "fit", 2)
    assert attachment.sha256 == sha256(attachment.file.read()).hexdigest()
    assert (attachment.can_be_fetched, attachment.goes_into_bundle) == (True, True)


def test_a_file_is_not_handed_out_before_the_worker_has_seen_it(meeting, secretary):
    attachment = add_attachment(meeting, upload=checked(), actor=secretary)

    assert (attachment.fitness, attachment.can_be_fetched) == ("pending", False)


@pytest.mark.parametrize(
    ("content", "fitness", "fetched"),
    [(pdf(password="salasana"), "locked", True), (b"%PDF-1.7 not really", "broken", True)],
)
def test_a_locked_or_broken_pdf_stays_out_of_the_bundle(meeting, secretary, run_jobs, content, fitness, fetched):
    with run_jobs():
        attachment = add_attachment(meeting, upload=checked(content), actor=secretary)

    attachment.refresh_from_db()
    assert (attachment.fitness, attachment.can_be_fetched, attachment.goes_into_bundle) == (fitness, fetched, False)


def test_the_first_bytes_of_an_image_are_deleted_when_it_is_clean(meeting, secretary, run_jobs):
    exif = Image.Exif()
    exif[0x010F] = "Kameran merkki"
    with run_jobs():
        attachment = add_attachment(meeting, upload=checked(image(exif=exif), "kuva.png"), actor=secretary)
    first = attachment.file.name

    attachment.refresh_from_db()

    assert (attachment.file.name != first, default_storage.exists(first)) == (True, False)
    assert b"Kameran" not in attachment.file.read()
    assert attachment.size == default_storage.size(attachment.file.name)


def test_a_broken_image_is_never_handed_out(meeting, secretary, run_jobs):
    with run_jobs():
        attachment = add_attachment(meeting, upload=checked(image("JPEG")[:-20], "kuva.jpg"), actor=secretary)

    attachment.refresh_from_db()
    assert (attachment.fitness, attachment.can_be_fetched) == ("broken", False)


def test_what_is_expected_can_be_received_after_the_minutes_are_signed(meeting, secretary, run_jobs, last_entry):
    attachment = add_attachment(meeting, title="Luvut", expected=True, actor=secretary)
    sign(meeting, secretary)

    with run_jobs():
        receive_file(attachment, upload=checked(), version=0, actor=secretary)

    attachment.refresh_from_db()
    assert (attachment.state, attachment.fitness, attachment.number) == ("received", "fit", 1)
    changes = {"attachment": [None, "Luvut"], "state": ["expected", "received"]}
    assert last_entry(meeting) == ("meetings.attachment.received", changes)


def test_a_file_of_signed_minutes_is_not_replaced(meeting, secretary, run_jobs):
    with run_jobs():
        attachment = add_attachment(meeting, upload=checked(), actor=secretary)
    sign(meeting, secretary)

    with pytest.raises(DomainError, match="signed with this file"):
        receive_file(attachment, upload=checked(), version=0, actor=secretary)


def test_a_new_file_takes_the_place_of_the_old_one(meeting, secretary, run_jobs):
    with run_jobs():
        attachment = add_attachment(meeting, upload=checked(), actor=secretary)
    first = attachment.file.name

    with run_jobs():
        receive_file(attachment, upload=checked(pdf(5), "uusi.pdf"), version=0, actor=secretary)

    attachment.refresh_from_db()
    assert (attachment.pages, attachment.file_name, default_storage.exists(first)) == (5, "uusi.pdf", False)


def test_withdrawing_removes_the_file_and_its_bundles_and_keeps_the_number(meeting, secretary, run_jobs, last_entry):
    with run_jobs():
        attachment = add_attachment(meeting, upload=checked(), actor=secretary)
    bundle = StoredFileFactory(subject=meeting, kind="meetings.bundle", ready=True)
    sign(meeting, secretary)

    with run_jobs():
        withdraw_attachment(attachment, actor=secretary)

    name = attachment.file.name
    attachment.refresh_from_db()
    assert (attachment.state, attachment.number, attachment.file.name, attachment.sha256) == ("withdrawn", 1, "", "")
    assert (default_storage.exists(name), default_storage.exists(bundle.file.name)) == (False, False)
    assert StoredFile.objects.filter(pk=bundle.pk).count() == 0
    assert last_entry(meeting)[0] == "meetings.attachment.withdrawn"


def test_withdrawing_twice_is_refused(meeting, secretary):
    attachment = withdraw_attachment(AttachmentFactory(meeting=meeting), actor=secretary)

    with pytest.raises(TransitionNotAllowed):
        withdraw_attachment(attachment, actor=secretary)


def test_removing_deletes_the_file(meeting, secretary, run_jobs):
    with run_jobs():
        attachment = add_attachment(meeting, upload=checked(), actor=secretary)
    with run_jobs():
        remove_attachment(attachment, actor=secretary)

    assert default_storage.exists(attachment.file.name) is False


def test_an_inspection_of_a_replaced_file_changes_nothing(meeting, secretary, run_jobs):
    add_attachment(meeting, upload=checked(), actor=secretary)
    job, attachment = Job.objects.get(), meeting.attachments.get()
    with run_jobs():
        receive_file(attachment, upload=checked(pdf(5)), version=0, actor=secretary)

    jobs.run(job.pk)

    attachment.refresh_from_db()
    assert (attachment.pages, Job.objects.get(pk=job.pk).state) == (5, "done")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Write a title, or choose a file"),
        ({"title": "Luvut", "expected": True, "upload": object()}, "Either add the file now"),
    ],
)
def test_add_attachment_refuses(meeting, secretary, facts, words):
    with pytest.raises(DomainError, match=words):
        add_attachment(meeting, **facts, actor=secretary)


def test_an_item_of_another_meeting_is_refused(meeting, secretary):
    with pytest.raises(DomainError, match="not in this meeting"):
        add_attachment(meeting, title="Luvut", item=ItemFactory(), actor=secretary)
