"""A facilitator's own pages: invitations and the answer."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from bank.enums import Answer, DeclineReason, InvitationEnd
from bank.models import Invitation
from network.enums import OrganisationKind
from network.models import Municipality
from tests.factories.bank import MemberFactory, OrderFactory
from tests.factories.bank_teams import AskedFactory, PlaceFactory
from tests.factories.methods import MethodFactory
from tests.factories.network import OrganisationFactory

YES = {"case": "on", "matter": "on", "unit": "on"}
DAY = datetime.timedelta(days=1)


@pytest.fixture
def own(network, facilitator):
    return MemberFactory(network=network, person__user=facilitator)


@pytest.fixture
def browser(client_as, facilitator):
    client = client_as(facilitator)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def asked(network, own):
    """A question about an order that tells much; only four facts of it may be shown."""
    order = OrderFactory(
        network=network,
        summary="Verkostopalaveri YHTEENVETO",
        organisation=OrganisationFactory(network=network, name="YKSIKKÖ Kettula", kind=OrganisationKind.UNIT),
        contact__last_name="TILAAJAKSI",
        municipality=Municipality.objects.create(code="900", name_fi="Mallikunta"),
        municipality_label="Mallikunta",
        place="PAIKKA kirjasto",
        participants="OSALLISTUJAT 9",
        payer="MAKSAJA oy",
        method=MethodFactory(name_en="Mallimenetelmä"),
        concern="HUOLI kasvaa.",
    )
    return AskedFactory(slot=PlaceFactory(order=order), member=own)


@pytest.fixture
def url(network, asked):
    return reverse("bank:invitation-answer", args=[network.slug, asked.key])


def test_before_acceptance_four_facts_are_shown_and_nothing_else(browser, network, asked, url):
    pages = [browser.get(one).content.decode() for one in (url, reverse("bank:invitation-list", args=[network.slug]))]

    secrets = ["YHTEENVETO", "YKSIKKÖ", "TILAAJAKSI", "PAIKKA", "OSALLISTUJAT", "MAKSAJA", "HUOLI", str(asked.order)]
    for page in pages:
        assert [word for word in ("Mallikunta", "Unit", "Mallimenetelmä", "15.1.2099") if word not in page] == []
        assert [word for word in secrets if word in page] == []


def test_before_acceptance_the_order_does_not_exist(browser, network, asked):
    for name in ("order-detail", "order-concern"):
        assert browser.get(reverse(f"bank:{name}", args=[network.slug, asked.order.pk])).status_code == 404


def test_looking_changes_nothing(browser, asked, url):
    before = Invitation.objects.values().get()

    browser.get(url)
    browser.head(url)

    assert Invitation.objects.values().get() == before


def test_accepting_with_the_declaration_opens_the_order_and_its_concern(browser, network, asked, url, facilitator):
    response = browser.post(url, YES)

    asked.refresh_from_db()
    detail = reverse("bank:order-detail", args=[network.slug, asked.order.pk])
    assert (asked.answer, asked.answered_by, response.url) == (Answer.ACCEPTED, facilitator, detail)
    assert asked.order.declarations.get().is_outside
    concern = browser.get(reverse("bank:order-concern", args=[network.slug, asked.order.pk]))
    assert "HUOLI kasvaa." in concern.content.decode()


@pytest.mark.parametrize("missing", ["case", "matter", "unit"])
def test_accepting_needs_each_part_of_the_declaration(browser, asked, url, missing):
    page = browser.post(url, {name: on for name, on in YES.items() if name != missing})

    asked.refresh_from_db()
    assert (page.status_code, list(page.context["form"].errors), asked.answer) == (422, [missing], "")


def test_nothing_is_ticked_beforehand(browser, url):
    assert "checked" not in browser.get(url).content.decode()


def test_declining_needs_no_reason(browser, network, asked, url):
    response = browser.post(f"{url}?vastaus=ei", {})

    asked.refresh_from_db()
    assert (asked.answer, asked.decline_reason, asked.ask_again_on) == (Answer.DECLINED, "", None)
    assert response.url == reverse("bank:invitation-list", args=[network.slug])


def test_declining_may_tell_why_and_when_to_ask_again(browser, asked, url):
    later = timezone.localdate() + 30 * DAY

    browser.post(f"{url}?vastaus=ei", {"reason": "time", "note": "Loma.", "ask_again_on": later.isoformat()})

    asked.refresh_from_db()
    assert (asked.decline_reason, asked.decline_note, asked.ask_again_on) == ("time", "Loma.", later)


def test_the_day_to_ask_again_is_still_to_come(browser, asked, url):
    page = browser.post(f"{url}?vastaus=ei", {"ask_again_on": timezone.localdate().isoformat()})

    asked.refresh_from_db()
    assert (page.status_code, list(page.context["form"].errors), asked.answer) == (422, ["ask_again_on"], "")


def test_whoever_is_no_outsider_is_told_not_to_be_asked_again(browser, asked, url):
    page = browser.post(f"{url}?vastaus=ei", {"reason": DeclineReason.INVOLVED}, follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "The answer was saved: no, as not an outsider. You are not asked for this order again."
    ]


def test_the_reason_of_a_no_is_for_the_coordinator_alone(browser, network, asked, url):
    browser.post(f"{url}?vastaus=ei", {"reason": "workload", "note": "VÄSYMYS"})

    for page in (url, reverse("bank:invitation-list", args=[network.slug])):
        assert "VÄSYMYS" not in browser.get(page).content.decode()


def test_an_answered_invitation_cannot_be_answered_again(browser, asked, url):
    browser.post(f"{url}?vastaus=ei", {})

    page = browser.post(url, YES)

    asked.refresh_from_db()
    assert (page.status_code, asked.answer) == (422, Answer.DECLINED)
    assert "Accept the invitation" not in browser.get(url).content.decode()


def test_a_place_filled_meanwhile_is_told(browser, asked, url):
    MemberFactory(network=asked.order.network)
    asked.slot.member = MemberFactory(network=asked.order.network)
    asked.slot.name_label = asked.slot.member.person.name
    asked.slot.save()

    page = browser.post(url, YES)

    assert "The place has been filled meanwhile. Thank you for answering." in page.content.decode()


def test_one_that_was_not_answered_in_time_can_still_be(browser, asked, url):
    asked.reply_by = timezone.localdate() - DAY
    asked.save()
    assert "Not answered in time" in browser.get(url).content.decode()

    browser.post(url, YES)

    asked.refresh_from_db()
    assert asked.answer == Answer.ACCEPTED


def test_one_to_be_confirmed_again_tells_what_changed(browser, network, asked, url):
    asked.end, asked.ended_at, asked.answer, asked.answered_at = "replaced", timezone.now(), "accepted", timezone.now()
    asked.asked_text = "14.1.2099"
    asked.save()
    again = AskedFactory(slot=asked.slot, member=asked.member, confirms=asked)

    page = browser.get(reverse("bank:invitation-answer", args=[network.slug, again.key])).content.decode()

    assert "To be confirmed again" in page
    assert "The time was 14.1.2099 and is now 15.1.2099." in page


def test_the_coordinator_logs_a_phone_answer(client_as, coordinator, network, asked, url):
    response = client_as(coordinator).post(url, YES)

    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == (Answer.ACCEPTED, coordinator)
    assert response.url == reverse("bank:order-team", args=[network.slug, asked.order.pk])


def test_another_facilitator_finds_nothing(client_as, as_role, url):
    assert client_as(as_role("facilitator")).get(url).status_code == 404


def test_own_list_is_sorted_by_what_waits(browser, network, own, asked, facilitator):
    today = timezone.localdate()
    late = AskedFactory(slot=PlaceFactory(order__network=network), member=own, reply_by=today - DAY)
    now = {"answered_at": timezone.now()}
    accepted = AskedFactory(slot=PlaceFactory(order__network=network), member=own, answer=Answer.ACCEPTED, **now)
    declined = AskedFactory(slot=PlaceFactory(order__network=network), member=own, answer=Answer.DECLINED, **now)
    taken_back = AskedFactory(
        slot=PlaceFactory(order__network=network), member=own, end=InvitationEnd.WITHDRAWN, ended_at=timezone.now()
    )
    AskedFactory(slot=PlaceFactory(order__network=network))  # somebody else's

    page = browser.get(reverse("bank:invitation-list", args=[network.slug]))

    assert [[one.pk for one in page.context[name]] for name in ("waiting", "accepted", "past")] == [
        [late.pk, asked.pk],
        [accepted.pk],
        [taken_back.pk, declined.pk],
    ]
    assert [one.state for one in page.context["waiting"]] == ["late", "waiting"]


@pytest.mark.parametrize("count", [1, 4])
def test_own_list_takes_the_same_queries_for_any_number(browser, network, own, count, django_assert_num_queries):
    for _one in range(count):
        AskedFactory(slot=PlaceFactory(order__network=network), member=own)
        AskedFactory(
            slot=PlaceFactory(order__network=network), member=own, answer="declined", answered_at=timezone.now()
        )

    with django_assert_num_queries(8):
        browser.get(reverse("bank:invitation-list", args=[network.slug]))
