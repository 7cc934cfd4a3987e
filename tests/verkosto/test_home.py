"""The home page: what waits for whom, and nothing of others."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from methods.models import MethodVersion
from methods.services import open_version
from network.enums import RoleKind
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory, on_day
from tests.factories.meetings import ActionFactory, AttachmentFactory, MeetingFactory
from tests.factories.methods import MethodVersionFactory
from tests.factories.network import PersonFactory


@pytest.fixture
def home(network):
    return network.get_absolute_url()


def test_home_shows_the_coordinator_what_waits(client_as, coordinator, network, other_network, home):
    member = MemberFactory(network=network)
    overdue = OrderFactory(network=network, overdue=True, slots=[member])
    unfilled = OrderFactory(network=network)
    OrderFactory(network=network, carried_out=True)
    OrderFactory(network=other_network, overdue=True)

    work = client_as(coordinator).get(home).context["work"]

    assert [row.title for row in work.queue.rows] == [f"{one} {one.summary}" for one in (overdue, unfilled)]


def test_home_shows_the_coordinator_what_is_coming(client_as, coordinator, network, home):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    order = OrderFactory(network=network, wished=on_day(tomorrow))

    work = client_as(coordinator).get(home).context["work"]

    assert work.coming == [order]


def test_home_shows_an_orderer_own_orders(client_as, orderer, network, home):
    own = OrderFactory(network=network, contact__user=orderer)
    OrderFactory(network=network)

    context = client_as(orderer).get(home).context

    assert context["own_orders"] == [own]
    assert (context["work"], context["own_assignments"]) == (None, None)


def test_home_shows_a_facilitator_open_assignments(client_as, facilitator, network, home):
    member = MemberFactory(network=network, person__user=facilitator)
    order = OrderFactory(network=network, slots=[member])
    OrderFactory(network=network, slots=[member], carried_out=True)
    SlotFactory(order__network=network)

    context = client_as(facilitator).get(home).context

    assert context["own_assignments"] == [order]
    assert (context["work"], context["own_orders"]) == (None, None)


def test_home_shows_meetings_to_come_and_the_latest(client_as, member, network, other_network, home):
    now = timezone.now()
    days = {number: now + datetime.timedelta(days=number) for number in (-9, -2, 3, 12)}
    meetings = {
        number: MeetingFactory(network=network, starts_at=at, ends_at=None) for number, at in reversed(days.items())
    }
    MeetingFactory(network=other_network, starts_at=days[3], ends_at=None)

    context = client_as(member).get(home).context

    assert context["coming_meetings"] == [meetings[3], meetings[12]]
    assert context["latest_meetings"] == [meetings[-2], meetings[-9]]


@pytest.mark.parametrize("kind", RoleKind.values)
def test_home_opens_for_every_role(client_as, as_role, home, kind):
    response = client_as(as_role(kind)).get(home)

    assert response.status_code == 200
    assert response.context["roles"] == {kind}


def test_home_does_not_exist_for_outsiders(client_as, outsider, home):
    assert client_as(outsider).get(home).status_code == 404


@pytest.mark.parametrize("row_count", [1, 3])
def test_home_query_count(client_as, coordinator, network, home, row_count, django_assert_num_queries):
    member = MemberFactory(network=network)
    OrderFactory.create_batch(row_count, network=network, overdue=True)
    OrderFactory.create_batch(row_count, network=network)
    today = timezone.localdate()
    OrderFactory.create_batch(row_count, network=network, wished=on_day(today), slots=[member])
    MeetingFactory.create_batch(row_count, network=network)
    client = client_as(coordinator)

    # session, user, roles, networks; places in the queue, orders and their slots; coming orders and their slots;
    # attachments; documents; meetings
    with django_assert_num_queries(13):
        response = client.get(home)

    assert len(response.context["work"].coming) == row_count


@pytest.mark.parametrize(("role", "seen"), [("secretary", ["Luvut"]), ("coordinator", ["Luvut"]), ("member", [])])
def test_home_shows_who_writes_minutes_the_attachments_that_have_not_come(
    client_as, as_role, network, other_network, home, role, seen
):
    today = timezone.localdate()
    meeting = MeetingFactory(network=network)
    AttachmentFactory(meeting=meeting, title="Luvut", state="expected", remind_on=today)
    AttachmentFactory(meeting=meeting, state="received", remind_on=today)
    AttachmentFactory(meeting=meeting, state="expected", remind_on=today + datetime.timedelta(days=1))
    AttachmentFactory(meeting__network=other_network, state="expected", remind_on=today)

    response = client_as(as_role(role)).get(home)

    assert [one.title for one in response.context["awaited_attachments"]] == seen
    assert ("Luvut" in response.content.decode()) == bool(seen)


def test_home_shows_the_actions_that_one_has_agreed_to_do(client_as, member, network, other_network, home):
    person = PersonFactory(network=network, user=member)
    long_ago = timezone.localdate() - datetime.timedelta(days=5)
    own = ActionFactory(item__meeting__network=network, owner_kind="person", owner_person=person, due=on_day(long_ago))
    ActionFactory(item__meeting__network=network)
    ActionFactory(item__meeting__network=other_network)

    actions = client_as(member).get(home).context["actions"]

    assert actions.rows == [own]
    assert [(action.overdue, action.age_days) for action in actions.rows] == [(True, 5)]


def test_editor_sees_what_waits_in_the_catalogue(client_as, as_role, network):
    editor, other = as_role("editor"), as_role("editor")
    mine, theirs = (
        open_version(MethodVersionFactory(), actor=editor),
        open_version(MethodVersionFactory(), actor=other),
    )
    MethodVersion.objects.filter(pk=theirs.pk).update(submitted_at=timezone.now() - datetime.timedelta(days=3))
    open_version(MethodVersionFactory(review_on=timezone.localdate()), actor=other)

    home = client_as(editor).get(network.get_absolute_url())

    editing = home.context["editing"]
    assert [(one, one.state, one.age_days) for one in editing.rows] == [
        (theirs, "content_review", 3),
        (mine, "draft", 0),
    ]
    assert (editing.has_more, editing.due) == (False, 1)
    assert reverse("catalogue:version", args=[theirs.method.code, 2]) in home.content.decode()


def test_catalogue_waits_for_editors_only(client_as, coordinator, network):
    assert client_as(coordinator).get(network.get_absolute_url()).context["editing"] is None
