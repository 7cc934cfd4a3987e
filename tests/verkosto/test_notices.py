"""The page of one's own notices, the count in the header, the choices of mails, and what the apps tell."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bank.services import invite
from meetings.services import Recipient, open_for_comments, send_invitations
from network.enums import MailTime, NoticeKind
from network.services import choose_mails
from tests.factories.bank import MemberFactory, OrderFactory
from tests.factories.bank_teams import PlaceFactory
from tests.factories.meetings import AttendanceFactory, ItemFactory, MeetingFactory
from tests.factories.network import NoticeFactory, PersonFactory, RoleFactory


@pytest.fixture
def user(network):
    return RoleFactory(network=network, user__last_login=timezone.now()).user


def off(user):
    choose_mails(user, times=dict.fromkeys(NoticeKind, MailTime.OFF), actor=user)


def abouts(user):
    return [(notice.about, notice.path) for notice in user.notices.all()]


def test_page_lists_ones_own_newest_first(client_as, user, network, other_network):
    older, newer = (NoticeFactory(user=user, network=network) for _number in range(2))
    elsewhere = NoticeFactory(user=user, network=other_network)
    NoticeFactory(network=network)

    response = client_as(user).get(reverse("notice-list"))

    assert list(response.context["object_list"]) == [elsewhere, newer, older]
    assert "Sinulle annettiin rooli." in response.content.decode()


def test_header_counts_the_unread_of_the_networks_of_today(client_as, user, network, other_network):
    NoticeFactory.create_batch(2, user=user, network=network)
    NoticeFactory(user=user, network=network, read_at=timezone.now())
    NoticeFactory(user=user, network=other_network)
    NoticeFactory(network=network)

    assert client_as(user).get(network.get_absolute_url()).context["unread_notices"] == 2


def test_opening_reads_and_leads_there(client_as, user, network):
    notice = NoticeFactory(user=user, network=network)

    response = client_as(user).post(reverse("notice-open", args=[notice.pk]))

    notice.refresh_from_db()
    assert (response.url, notice.read_at is not None) == (network.get_absolute_url(), True)


def test_all_are_read_at_once(client_as, user, network):
    NoticeFactory.create_batch(2, user=user, network=network)

    client_as(user).post(reverse("notice-list"))

    assert user.notices.unread().count() == 0


def test_choices_are_saved(client_as, user):
    browser, url = client_as(user), reverse("notice-mails")
    asked = {kind.value: "daily" for kind in NoticeKind}

    assert list(browser.get(url).context["form"].fields) == NoticeKind.values
    browser.post(url, asked)

    assert dict(user.mail_choices.values_list("kind", "time")) == asked


def test_meeting_invites_by_notice_whoever_wants_no_mail_and_guests_by_mail(
    secretary, user, network, mailoutbox, django_capture_on_commit_callbacks
):
    off(user)
    person = PersonFactory(network=network, user=user)
    meeting = MeetingFactory(network=network, starts_at=timezone.now() + timedelta(days=9), ends_at=None)
    ItemFactory(meeting=meeting)
    recipients = [
        Recipient(name=person.name, email=user.email, person=person),
        Recipient(name="Vieras", email="vieras@example.org", person=None),
    ]

    with django_capture_on_commit_callbacks(execute=True):
        send_invitations(meeting, recipients=recipients, actor=secretary)

    assert [mail.to for mail in mailoutbox] == [["vieras@example.org"]]
    assert abouts(user) == [("meetings.invite", meeting.get_absolute_url())]


def test_draft_for_comments_is_told_to_those_who_were_there(secretary, user, network):
    meeting = MeetingFactory(network=network)
    ItemFactory(meeting=meeting)
    AttendanceFactory(meeting=meeting, person=PersonFactory(network=network, user=user))
    AttendanceFactory(meeting=meeting, person=PersonFactory(network=network, user=secretary))

    open_for_comments(meeting, until=timezone.localdate(), actor=secretary)

    assert [about for about, _path in abouts(user)] == ["meetings.comments_wait"]
    assert abouts(secretary) == []


def test_facilitator_who_wants_no_mail_is_asked_by_notice(
    coordinator, facilitator, network, mailoutbox, django_capture_on_commit_callbacks
):
    off(facilitator)
    member = MemberFactory(network=network, person__user=facilitator)
    place = PlaceFactory(order=OrderFactory(network=network))

    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(place.order, slot=place, member=member, actor=coordinator)

    assert mailoutbox == []
    assert abouts(facilitator) == [("bank.invite", invitation.get_absolute_url())]
