import pytest

from core.errors import DomainError, EditConflict
from meetings.services import add_attachment, edit_attachment, move_attachment, remove_attachment
from tests.factories.meetings import AttachmentFactory


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
