"""The pages of an order's team: places, proposals, asking, phone answers, substitutes."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from bank.enums import Answer, Category, SlotRole
from bank.models import Invitation, OrderEvent
from bank.services import assign_facilitator
from core import jobs
from core.models import Job
from tests.factories.bank import MemberFactory, OrderFactory, PauseFactory, SlotFactory
from tests.factories.bank_teams import AskedFactory, PlaceFactory
from tests.factories.methods import FacilitatorRuleFactory
from tests.factories.network import PersonFactory, UserFactory


@pytest.fixture
def browser(client_as, coordinator):
    client = client_as(coordinator)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def places(order):
    return PlaceFactory.create_batch(2, order=order)


@pytest.fixture
def url(network, order):
    return reverse("bank:order-team", args=[network.slug, order.pk])


def act_url(name, network, order, slot):
    return reverse(f"bank:order-{name}", args=[network.slug, order.pk, slot.pk])


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_best_pair_is_asked_by_one_click(browser, network, order, places, url):
    members = [MemberFactory(network=network, person__email=f"{n}@example.org") for n in range(2)]
    page = browser.get(url)
    (pair,) = page.context["search"].pairs
    reply_by = page.context["replies"][0][0]

    browser.post(url, {"ask": pair.ask, "reply_by": reply_by})

    asked = Invitation.objects.order_by("slot")
    assert [one.slot for one in asked] == places
    assert {one.member for one in asked} == set(members)
    assert {one.reply_by.isoformat() for one in asked} == {reply_by}
    for job in Job.objects.all():
        jobs.run(job.pk)
    assert {address for sent in mail.outbox for address in sent.to} == {"0@example.org", "1@example.org"}


def test_page_shows_who_why_and_why_not(browser, network, order, places, url):
    free = MemberFactory(network=network, person__first_name="Vapaa", person__last_name="Eka")
    paused = PauseFactory(member__network=network).member
    MemberFactory(network=network, person=order.contact)

    search = browser.get(url).context["search"]

    assert [(one.name, one.why) for one in search.free] == [
        (free.person.name, "qualified · 0 h / 6 months · never asked · distance not known")
    ]
    assert [(one.name, one.needs) for one in search.with_reason] == [
        (paused.person.name, ["has a pause at that time"])
    ]
    assert search.left_out == [(order.contact.name, "is the orderer: a facilitator must be an outsider")]


def test_ask_me_later_is_said_in_the_line_of_those_left_out(browser, network, order, places, url):
    later = timezone.localdate() + datetime.timedelta(days=30)
    member = MemberFactory(network=network)
    AskedFactory(
        slot=PlaceFactory(order__network=network),
        member=member,
        answer=Answer.DECLINED,
        answered_at=timezone.now(),
        ask_again_on=later,
    )

    search = browser.get(url).context["search"]

    day = f"{later.day}.{later.month}.{later.year}"
    assert search.left_out == [(member.person.name, f"wants to be asked again from {day}")]


@pytest.mark.parametrize(("query", "months"), [("", 6), ("?jakso=12", 12), ("?jakso=13", 6), ("?jakso=x", 6)])
def test_load_is_counted_over_the_chosen_months(browser, network, order, places, url, query, months):
    MemberFactory(network=network)

    search = browser.get(url + query).context["search"]

    assert f"0 h / {months} months" in search.free[0].why


def test_place_to_look_for_can_be_chosen_and_begins_with_the_first_open_lead(browser, network, order, url):
    observer = PlaceFactory(order=order, role=SlotRole.OBSERVER, category="", position=0)
    asked = AskedFactory(slot=PlaceFactory(order=order, position=1)).slot
    lead = PlaceFactory(order=order, position=2)

    chosen = [browser.get(url + query).context["search"].slot for query in ("", f"?paikka={observer.pk}", "?paikka=²")]

    assert chosen == [lead, observer, lead]
    assert browser.get(f"{url}?paikka={asked.pk}").context["search"].slot == asked


def test_search_by_name_finds_any_part(browser, network, order, places, url):
    MemberFactory(network=network, person__first_name="Äijä", person__last_name="Öhman")
    MemberFactory(network=network, person__first_name="Muu", person__last_name="Nimi")

    page = browser.get(f"{url}?q=ohma")

    assert [one.name for one in page.context["search"].free] == ["Äijä Öhman"]


def test_a_large_bank_shows_the_best_and_all_on_request(browser, network, order, places, url):
    MemberFactory.create_batch(22, network=network)

    best, everybody = browser.get(url).context, browser.get(f"{url}?kaikki=1").context

    assert (len(best["search"].free), best["search"].more_free) == (20, 2)
    assert (len(everybody["search"].free), everybody["search"].more_free) == (22, 0)
    assert (len(best["search"].pairs), best["search"].pairs_weighed) == (5, 231)


def test_states_of_places_are_shown(browser, network, order, url):
    today = timezone.localdate()
    held = SlotFactory(order=order)
    confirming = SlotFactory(order=order)
    before = AskedFactory(slot=confirming, member=confirming.member, end="replaced", ended_at=timezone.now())
    AskedFactory(slot=confirming, member=confirming.member, confirms=before)
    asked = AskedFactory(slot=PlaceFactory(order=order)).slot
    late = AskedFactory(slot=PlaceFactory(order=order), reply_by=today - datetime.timedelta(days=1)).slot
    free = PlaceFactory(order=order)

    states = {place.slot: place.state for place in browser.get(url).context["places"]}

    assert states == {held: "held", confirming: "to_confirm", asked: "asked", late: "late", free: "open"}


def test_a_rule_asks_for_a_reason_and_keeps_it(browser, network, order, places, url):
    paused = PauseFactory(member__network=network).member
    ask = {"ask": f"{places[0].pk}:{paused.pk}"}

    page = browser.post(url, ask)
    refused = Invitation.objects.count()
    browser.post(url, ask | {"exception": "On luvannut katkaista taukonsa."})

    assert (page.status_code, refused) == (422, 0)
    assert "has a pause at that time. Write why this is right all the same." in page.content.decode()
    assert Invitation.objects.get().exception == "On luvannut katkaista taukonsa."
    assert OrderEvent.objects.get(step="invited").reason == (
        "has a pause at that time: On luvannut katkaista taukonsa."
    )


def test_an_empty_reason_is_asked_for_again(browser, network, order, places, url):
    paused = PauseFactory(member__network=network).member

    page = browser.post(url, {"ask": f"{places[0].pk}:{paused.pk}", "exception": " "})

    assert (page.status_code, Invitation.objects.count()) == (422, 0)


def test_of_a_pair_nobody_is_asked_when_one_is_refused(browser, network, order, places, url):
    free, orderer = MemberFactory(network=network), MemberFactory(network=network, person=order.contact)

    response = browser.post(url, {"ask": f"{places[0].pk}:{free.pk} {places[1].pk}:{orderer.pk}"}, follow=True)

    assert Invitation.objects.count() == 0
    assert messages_of(response) == [f"{order.contact.name}: is the orderer: a facilitator must be an outsider."]


@pytest.mark.parametrize("ask", ["", "²:1", "x", "-1:2", "1", "1:" + "9" * 5000, "9:9", "\x00"])
def test_asking_nobody_says_so(browser, order, places, url, ask):
    response = browser.post(url, {"ask": ask}, follow=True)

    assert (response.status_code, Invitation.objects.count()) == (200, 0)
    assert len(messages_of(response)) == 1


def test_a_member_of_another_bank_cannot_be_asked(browser, other_network, order, places, url):
    stranger = MemberFactory(network=other_network)

    response = browser.post(url, {"ask": f"{places[0].pk}:{stranger.pk}"}, follow=True)

    assert (messages_of(response), Invitation.objects.count()) == (["Choose whom to ask."], 0)


def test_a_phone_answer_is_logged_with_its_declaration(browser, network, order, places, url, coordinator):
    member = MemberFactory(network=network)

    browser.post(url, {"agreed": f"{places[1].pk}:{member.pk}"})

    places[1].refresh_from_db()
    assert (places[1].member, places[1].name_label) == (member, member.person.name)
    assert order.declarations.get().declared_by == coordinator


def test_taking_off_opens_the_place_again_and_keeps_why(browser, network, order, url):
    slot = SlotFactory(order=order)
    page = browser.get(act_url("release", network, order, slot))

    browser.post(act_url("release", network, order, slot), {"reason": "sairastui"})

    assert slot.name_label in page.content.decode()
    assert order.slots.get().is_open
    assert OrderEvent.objects.get(step="released").reason == "sairastui"


def test_a_place_is_added_and_taken_out(browser, network, order):
    add = reverse("bank:order-slot-create", args=[network.slug, order.pk])
    browser.post(add, {"role": "observer", "category": "", "reason": ""})
    slot = order.slots.get()

    without = browser.post(act_url("slot-remove", network, order, slot), {"reason": ""})
    browser.post(act_url("slot-remove", network, order, slot), {"reason": "ei tarvitakaan"})

    slot.refresh_from_db()
    assert (slot.role, without.status_code, slot.removed_reason) == ("observer", 422, "ei tarvitakaan")


def test_another_lead_than_the_method_says_needs_a_reason(browser, network):
    order = OrderFactory(network=network, method=FacilitatorRuleFactory().version.method)
    add = reverse("bank:order-slot-create", args=[network.slug, order.pk])

    page = browser.post(add, {"role": "lead", "category": Category.CONSULTANT, "reason": ""})

    assert (page.status_code, order.slots.count()) == (422, 0)
    assert page.context["form"].non_field_errors() == ["Write why the team differs from the method's rule."]


def test_a_substitute_steps_in_with_one_act(browser, network, order, coordinator, url):
    lead, other = (MemberFactory(network=network) for _one in range(2))
    slot = assign_facilitator(order, member=lead, actor=coordinator)
    reserve = assign_facilitator(order, member=other, role=SlotRole.RESERVE, actor=coordinator)
    assert "A substitute steps in" in browser.get(url).content.decode()

    browser.post(act_url("substitute", network, order, slot), {"reserve": reserve.pk, "reason": "sairastui"})

    slot.refresh_from_db()
    assert slot.member == other
    assert OrderEvent.objects.get(step="substituted").reason == "sairastui"


def test_a_substitute_needs_a_reason_and_a_held_place_in_reserve(browser, network, order):
    slot, reserve = SlotFactory(order=order), PlaceFactory(order=order, role=SlotRole.RESERVE, category="")

    page = browser.post(act_url("substitute", network, order, slot), {"reserve": reserve.pk, "reason": ""})

    assert (page.status_code, sorted(page.context["form"].errors)) == (422, ["reason", "reserve"])


def test_an_ended_order_has_no_acts(browser, network):
    order = OrderFactory(network=network, carried_out=True, slots=[MemberFactory(network=network)])

    page = browser.get(reverse("bank:order-team", args=[network.slug, order.pk]))

    assert page.context["search"] is None
    assert "Take off" not in page.content.decode()


def test_withdrawing_a_question_keeps_it_and_opens_the_place(browser, network, order):
    asked = AskedFactory(slot=PlaceFactory(order=order))

    browser.post(reverse("bank:invitation-withdraw", args=[network.slug, asked.key]), {"reason": "päivä vaihtui"})

    asked.refresh_from_db()
    assert (asked.end, asked.slot.is_open) == ("withdrawn", True)
    assert OrderEvent.objects.get(step="withdrawn").reason == "päivä vaihtui"


@pytest.mark.parametrize("count", [2, 9])
def test_page_takes_the_same_queries_for_any_bank(
    browser, network, order, places, url, count, django_assert_num_queries
):
    for _one in range(count):
        MemberFactory(network=network, person=PersonFactory(network=network, user=UserFactory()))
    AskedFactory.create_batch(count, slot=PlaceFactory(order=order), sent_by=None)
    browser.get(url)

    with django_assert_num_queries(24):
        browser.get(url)
