"""A dry run proposes teams and asks nobody; a person accepts or drops each proposal."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bank.enums import Answer, Category, SlotRole
from bank.models import Invitation, Slot, TeamDraft
from bank.services import accept_draft, draft_teams, drop_draft
from core.errors import DomainError
from core.fuzzydates import FuzzyDate, Precision
from core.models import Job, LogEntry
from tests.factories.bank import AHEAD, MemberFactory, OrderFactory, PauseFactory, on_day
from tests.factories.bank_teams import AskedFactory, PlaceFactory

DAY = datetime.timedelta(days=1)
SPRING = FuzzyDate(datetime.date(2099, 1, 1), datetime.date(2099, 5, 31), Precision.SEASON, "kevät 2099")


def order_with_places(network, *, count=2, **fields):
    order = OrderFactory(network=network, **fields)
    PlaceFactory.create_batch(count, order=order)
    return order


def proposed(order):
    return {one["member"] for one in TeamDraft.objects.get(order=order).places}


def test_a_run_makes_drafts_and_nothing_else(network, coordinator):
    order = order_with_places(network)
    members = MemberFactory.create_batch(2, network=network)

    run = draft_teams(network, actor=coordinator)

    draft = TeamDraft.objects.get()
    assert (run.orders, run.short, draft.order, draft.made_by) == (1, 0, order, coordinator)
    assert {one["slot"] for one in draft.places} == set(order.slots.values_list("pk", flat=True))
    assert (proposed(order), draft.shortfall) == ({one.pk for one in members}, "")
    assert not Invitation.objects.exists()
    assert not Slot.objects.exclude(name_label="").exists()
    assert not Job.objects.exists()
    assert mail.outbox == []
    order.refresh_from_db()
    assert order.search_opened_at is None
    assert LogEntry.objects.of(network).get().changes == {"orders": [None, 1]}


@pytest.mark.parametrize(("days", "shared"), [(0, False), (1, True)])
def test_nobody_is_proposed_twice_for_overlapping_dates(network, coordinator, days, shared):
    first, second = (order_with_places(network, wished=on_day(AHEAD + n * days * DAY)) for n in range(2))
    MemberFactory.create_batch(3, network=network)

    draft_teams(network, actor=coordinator)

    both = proposed(first) & proposed(second)
    assert len(proposed(first)) == 2
    assert (len(both) > 0, len(proposed(second))) == (shared, 2 if shared else 1)


def test_a_fuzzy_date_overlaps_with_the_days_within_it(network, coordinator):
    month = FuzzyDate(AHEAD, AHEAD + 30 * DAY, Precision.RANGE, "15.1.–14.2.2099")
    first, second = (
        order_with_places(network, wished=month),
        order_with_places(network, wished=on_day(AHEAD + 9 * DAY)),
    )
    MemberFactory.create_batch(3, network=network)

    draft_teams(network, actor=coordinator)

    assert proposed(first) & proposed(second) == set()


def test_the_soonest_order_chooses_first_and_one_without_a_date_last(network, coordinator):
    undated = order_with_places(network, wished=None)
    later = order_with_places(network, wished=on_day(AHEAD + 9 * DAY))
    soon = order_with_places(network)
    near, far = MemberFactory.create_batch(2, network=network), MemberFactory.create_batch(4, network=network)
    for member in far:
        AskedFactory(slot=PlaceFactory(order__network=network, order__carried_out=True), member=member)

    draft_teams(network, actor=coordinator)

    assert proposed(soon) == {one.pk for one in near}
    assert proposed(later) | proposed(undated) == {one.pk for one in far}


@pytest.mark.parametrize(
    ("fields", "drafted"),
    [
        ({}, True),
        ({"wished": on_day(datetime.date(2099, 9, 1))}, False),
        ({"wished": None}, False),
        ({"overdue": True}, False),
        ({"postponed_at": timezone.now()}, False),
        ({"carried_out": True}, False),
        ({"kind": "enquiry"}, False),
        ({"filled_at": timezone.now()}, False),
    ],
)
def test_a_run_goes_over_the_open_orders_of_the_season(network, other_network, coordinator, fields, drafted):
    order = order_with_places(network, **fields)
    order_with_places(other_network)
    MemberFactory.create_batch(2, network=network)

    draft_teams(network, season=SPRING, actor=coordinator)

    assert [one.order for one in TeamDraft.objects.all()] == ([order] if drafted else [])


def test_a_shortfall_is_told_in_words(network, coordinator):
    whole_order, without_places = order_with_places(network), OrderFactory(network=network, wished=on_day(AHEAD + DAY))
    PauseFactory(member__network=network)
    MemberFactory(network=network)

    run = draft_teams(network, actor=coordinator)

    texts = dict(TeamDraft.objects.values_list("order", "shortfall"))
    assert (run.orders, run.short) == (2, 2)
    assert texts == {
        whole_order.pk: "Nobody is free without a reason: Facilitator, Network consultant.",
        without_places.pk: "The order has no places yet: add them on its page of facilitators.",
    }


def test_places_that_are_held_or_asked_about_stay_out_of_it(network, coordinator):
    order = order_with_places(network, count=1)
    AskedFactory(slot=PlaceFactory(order=order))
    reserve = PlaceFactory(order=order, role=SlotRole.RESERVE, category="")
    MemberFactory.create_batch(3, network=network)

    draft_teams(network, actor=coordinator)

    assert {one["slot"] for one in TeamDraft.objects.get().places} == {order.slots.earliest("pk").pk, reserve.pk}


def test_a_new_run_drops_the_old_proposals(network, coordinator):
    MemberFactory.create_batch(2, network=network)
    for _one in range(2):
        order_with_places(network, wished=on_day(AHEAD + DAY))
    draft_teams(network, actor=coordinator)

    draft_teams(network, season=FuzzyDate(AHEAD, AHEAD, Precision.DAY, "15.1.2099"), actor=coordinator)

    assert not TeamDraft.objects.exists()


def test_accepting_asks_its_people(network, coordinator):
    order = order_with_places(network)
    MemberFactory.create_batch(2, network=network)
    draft_teams(network, actor=coordinator)
    people = proposed(order)

    accept_draft(order, actor=coordinator)

    assert {one.member_id for one in Invitation.objects.all()} == people
    assert not TeamDraft.objects.exists()


def test_accepting_asks_nobody_when_a_rule_speaks_against_one_by_now(network, coordinator):
    order = order_with_places(network)
    members = MemberFactory.create_batch(2, network=network)
    draft_teams(network, actor=coordinator)
    PauseFactory(member=members[0])

    with pytest.raises(DomainError, match="has a pause at that time"):
        accept_draft(order, actor=coordinator)

    assert (Invitation.objects.count(), TeamDraft.objects.count()) == (0, 1)


def test_accepting_a_proposal_whose_place_is_gone_is_refused(network, coordinator):
    order = order_with_places(network)
    MemberFactory.create_batch(2, network=network)
    draft_teams(network, actor=coordinator)
    order.slots.update(removed_at=timezone.now())

    with pytest.raises(DomainError, match="The proposal is no longer good"):
        accept_draft(order, actor=coordinator)


def test_without_a_proposal_there_is_nothing_to_accept(network, coordinator):
    with pytest.raises(DomainError, match="The proposal is no longer good"):
        accept_draft(order_with_places(network), actor=coordinator)


def test_dropping_leaves_everybody_unasked(network, coordinator):
    order = order_with_places(network)
    MemberFactory.create_batch(2, network=network)
    draft_teams(network, actor=coordinator)

    drop_draft(order, actor=coordinator)
    drop_draft(order, actor=coordinator)

    assert (TeamDraft.objects.count(), Invitation.objects.count()) == (0, 0)
    assert LogEntry.objects.of(order).get().action == "bank.order.draft_dropped"


def test_pages_run_show_accept_and_drop(client_as, coordinator, network):
    browser = client_as(coordinator)
    browser.cookies["language"] = "en"
    orders = [order_with_places(network, wished=on_day(AHEAD + n * DAY)) for n in range(2)]
    MemberFactory.create_batch(2, network=network)
    url = reverse("bank:draft-list", args=[network.slug])

    run = browser.post(url, {"season": "kevät 2099"}, follow=True)
    browser.post(reverse("bank:order-draft-accept", args=[network.slug, orders[0].pk]))
    browser.post(reverse("bank:order-draft-drop", args=[network.slug, orders[1].pk]))

    assert [str(message) for message in run.context["messages"]] == ["Teams were proposed for 2 orders."]
    assert [row.order for row in run.context["rows"]] == orders
    assert "qualified · 3 h / 6 months" not in run.content.decode()
    assert ({one.order for one in Invitation.objects.all()}, TeamDraft.objects.count()) == ({orders[0]}, 0)


@pytest.mark.parametrize("season", ["tulossa", "öö"])
def test_a_season_has_days(client_as, coordinator, network, season):
    page = client_as(coordinator).post(reverse("bank:draft-list", args=[network.slug]), {"season": season})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["season"])


@pytest.mark.parametrize("count", [1, 4])
def test_list_takes_the_same_queries_for_any_number(client_as, coordinator, network, count, django_assert_num_queries):
    for n in range(count):
        order_with_places(network, wished=on_day(AHEAD + n * DAY))
    MemberFactory.create_batch(2, network=network, qualified=[Category.CONSULTANT])
    draft_teams(network, actor=coordinator)
    browser = client_as(coordinator)
    url = reverse("bank:draft-list", args=[network.slug])
    browser.get(url)

    with django_assert_num_queries(25):
        browser.get(url)


def test_answers_taken_meanwhile_keep_a_person_from_being_proposed(network, coordinator):
    order = order_with_places(network, count=1)
    declined = MemberFactory(network=network)
    AskedFactory(slot=order.slots.get(), member=declined, answer=Answer.DECLINED, answered_at=timezone.now())

    draft_teams(network, actor=coordinator)

    assert proposed(order) == set()
