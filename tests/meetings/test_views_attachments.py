"""The pages of attachments: adding, fetching, withdrawing, the bundle."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.filekinds import check_upload
from core.models import StoredFile
from meetings.services import add_attachment
from tests.factories.meetings import AttachmentFactory, ItemFactory, MeetingFactory
from tests.meetings.files import image, office, pdf, upload


def url(name, meeting, *keys):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *keys])


@pytest.fixture
def browser(client_as, secretary):
    return client_as(secretary)


@pytest.fixture
def add(meeting, secretary, django_capture_on_commit_callbacks):
    """``add(content, name)``: an attachment whose file the worker has looked into."""

    def make(content=None, name="liite.pdf", **facts):
        with django_capture_on_commit_callbacks(execute=True):
            checked = check_upload(upload(content or pdf(), name))
            attachment = add_attachment(meeting, upload=checked, actor=secretary, **facts)
        attachment.refresh_from_db()
        return attachment

    return make


def test_a_file_is_added_without_javascript(browser, meeting):
    item = ItemFactory(meeting=meeting)
    sent = {"file": SimpleUploadedFile("Luvut.pdf", pdf()), "item": item.pk, "note": "jaettiin", "title": ""}

    response = browser.post(url("attachment-list", meeting), sent, follow=True)

    attachment = meeting.attachments.get()
    assert (attachment.title, attachment.item, attachment.note, attachment.number) == ("Luvut", item, "jaettiin", 1)
    assert [row.line for row in response.context["rows"]] == ["Liite 1: Luvut"]


def test_an_expected_attachment_has_a_reminder(browser, meeting, secretary):
    sent = {"title": "Luvut", "expected": "on", "remind_on": "1.3.2083"}

    browser.post(url("attachment-list", meeting), sent)

    attachment = meeting.attachments.get()
    assert (attachment.state, attachment.remind_on, attachment.remind_whom) == (
        "expected",
        date(2083, 3, 1),
        secretary,
    )


@pytest.mark.usefixtures("english_pages")
@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"file": SimpleUploadedFile("a.pdf", b"MZ" + bytes(99))}, "file", "Files of this kind cannot be added"),
        ({"file": SimpleUploadedFile("a.pdf", office())}, "file", "not what its name says"),
        ({"file": SimpleUploadedFile("a.pdf", pdf()), "expected": "on"}, "file", "Either add the file now"),
        ({"title": "A", "remind_on": "1.3.2083"}, "remind_on", "A reminder is for what is delivered later"),
        ({"title": "A", "expected": "on", "remind_on": "joskus"}, "remind_on", ""),
        ({}, "title", "Write a title, or choose a file"),
    ],
)
def test_what_is_refused_is_told_at_its_field(browser, meeting, sent, field, words):
    response = browser.post(url("attachment-list", meeting), sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert words in str(response.context["form"].errors[field])
    assert meeting.attachments.count() == 0


@pytest.mark.usefixtures("english_pages")
def test_a_file_of_21_megabytes_is_dropped_on_its_way_in(browser, meeting):
    large = SimpleUploadedFile("iso.pdf", b"%PDF-1.7" + bytes(21_000_000))

    response = browser.post(url("attachment-list", meeting), {"file": large, "title": "Säilyy"})

    assert (response.status_code, response.wsgi_request.dropped_files) == (422, {"file": ["iso.pdf"]})
    assert response.context["form"].errors == {
        "file": ["The file is larger than 20 MB. Make it smaller, or divide it into several."]
    }
    assert "Säilyy" in response.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (pdf(), "Luvut ä.pdf", "application/pdf"),
        (image(), "kuva.png", "image/png"),
        (office(), "muistio.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_file_is_handed_out_to_be_saved(add, client_as, member, meeting, content, name, content_type):
    attachment = add(content, name)

    response = client_as(member).get(url("attachment-download", meeting, attachment.pk), follow=True)

    assert response.redirect_chain[0][1] == 303
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.getvalue() == attachment.file.read()


def test_what_has_not_been_checked_is_not_handed_out(browser, meeting, secretary):
    attachment = add_attachment(meeting, upload=check_upload(upload(pdf())), actor=secretary)

    response = browser.get(url("attachment-download", meeting, attachment.pk))

    assert response.headers["Location"] == f"{meeting.get_absolute_url()}#attachment"


def test_a_file_of_another_network_is_not_there(client_as, outsider, add, meeting):
    attachment = add()
    theirs = MeetingFactory(network__slug="kolmas")

    answers = [
        client_as(outsider).get(url("attachment-download", meeting, attachment.pk)),
        client_as(outsider).get(url("attachment-download", theirs, attachment.pk)),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(("role", "status"), [("member", 404), ("coordinator", 303), ("secretary", 303)])
def test_an_attachment_of_an_item_for_the_secretary_only(as_role, client_as, add, meeting, role, status):
    attachment = add(item=ItemFactory(meeting=meeting, layer="secretary"), title="Salainen")
    browser = client_as(as_role(role))

    fetched = browser.get(url("attachment-download", meeting, attachment.pk))
    page = browser.get(meeting.get_absolute_url())

    assert (fetched.status_code, len(page.context["attachments"])) == (status, 1 if status == 303 else 0)


@pytest.mark.usefixtures("english_pages")
def test_the_minutes_say_what_is_wrong_with_a_pdf(browser, meeting, add):
    add(pdf(password="salasana"), title="Lukittu")
    message = "Not in the bundle: The file is locked with a password. Add it without one to have it in the bundle."

    pages = [browser.get(address) for address in (meeting.get_absolute_url(), url("attachment-list", meeting))]

    assert [message in page.content.decode() for page in pages] == [True, True]


def test_a_file_that_was_expected_is_brought(browser, meeting, secretary, django_capture_on_commit_callbacks):
    attachment = AttachmentFactory(meeting=meeting, title="Luvut", state="expected", number=1)
    page = browser.get(url("attachment-file", meeting, attachment.pk))

    with django_capture_on_commit_callbacks(execute=True):
        sent = {"file": SimpleUploadedFile("luvut.pdf", pdf()), "version": 0}
        response = browser.post(url("attachment-file", meeting, attachment.pk), sent)

    attachment.refresh_from_db()
    assert (page.status_code, response.headers["Location"]) == (200, url("attachment-list", meeting))
    assert (attachment.state, attachment.fitness) == ("received", "fit")


def test_another_file_over_a_newer_one_is_a_conflict(browser, meeting, add):
    attachment = add()
    type(attachment).objects.update(version=3)

    sent = {"file": SimpleUploadedFile("luvut.pdf", pdf()), "version": 0}
    response = browser.post(url("attachment-file", meeting, attachment.pk), sent)

    assert response.status_code == 409


@pytest.mark.usefixtures("english_pages")
def test_no_file_is_refused(browser, meeting):
    attachment = AttachmentFactory(meeting=meeting, state="expected")

    response = browser.post(url("attachment-file", meeting, attachment.pk), {"version": 0})

    assert response.context["form"].errors == {"file": ["Choose the file."]}


@pytest.mark.usefixtures("english_pages")
def test_withdrawing_asks_first(browser, meeting, add):
    attachment = add(title="Luvut")

    asked = browser.get(url("attachment-withdraw", meeting, attachment.pk)).content.decode()
    browser.post(url("attachment-withdraw", meeting, attachment.pk))

    attachment.refresh_from_db()
    assert ("Its file is deleted" in asked, attachment.state) == (True, "withdrawn")
    assert "Withdrawn" in browser.get(meeting.get_absolute_url()).content.decode()


def test_item_note_and_reminder_are_changed(browser, meeting):
    item = ItemFactory(meeting=meeting)
    attachment = AttachmentFactory(meeting=meeting, state="expected", remind_on=date(2083, 3, 1))
    page = browser.get(url("attachment-update", meeting, attachment.pk))

    sent = {"title": "Kalvot", "item": item.pk, "note": "", "remind_on": "2.4.2083", "version": 0}
    browser.post(url("attachment-update", meeting, attachment.pk), sent)

    attachment.refresh_from_db()
    assert page.context["form"].initial["remind_on"] == "1.3.2083"
    assert (attachment.title, attachment.item, attachment.remind_on) == ("Kalvot", item, date(2083, 4, 2))


def test_an_item_of_another_meeting_is_no_choice(browser, meeting):
    sent = {"title": "Kalvot", "item": ItemFactory(meeting__network=meeting.network).pk}

    response = browser.post(url("attachment-list", meeting), sent)

    assert list(response.context["form"].errors) == ["item"]


def test_numbers_are_counted_anew_by_a_button(browser, meeting):
    ItemFactory(meeting=meeting, body="<p>Liite 2</p>")
    for number, title in enumerate("AB", start=1):
        AttachmentFactory(meeting=meeting, title=title, number=number)

    browser.post(url("attachment-number", meeting))

    assert [(one.title, one.number) for one in meeting.attachments.all()] == [("B", 1), ("A", 2)]


def test_a_mention_of_what_is_not_listed_is_told(browser, meeting):
    ItemFactory(meeting=meeting, body="<p>Liite 7</p>")
    AttachmentFactory(meeting=meeting, number=1)

    page = browser.get(url("attachment-list", meeting))

    assert page.context["unknown"] == [7]


@pytest.mark.usefixtures("english_pages")
def test_signed_minutes_offer_only_what_they_allow(browser, meeting):
    AttachmentFactory(meeting=meeting, state="expected", number=1)
    type(meeting).objects.update(minutes_state="final")

    page = browser.get(url("attachment-list", meeting)).content.decode()

    shown = [words for words in ("Add the file", "Withdraw", "New attachment", "Number by first") if words in page]
    assert shown == ["Add the file", "Withdraw"]


def test_everybody_may_ask_for_the_bundle(client_as, member, meeting, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = client_as(member).post(url("bundle-print", meeting))

    stored = StoredFile.objects.get()
    assert (stored.kind, stored.is_ready) == ("meetings.bundle", True)
    assert response.headers["Location"] == reverse("document", args=[stored.uuid])
