import datetime

import pytest
from django.utils import timezone

from bank.enums import Answer, Category, DeclineReason, InvitationEnd, SlotRole
from bank.models import Booking, Declaration, Invitation, Slot
from bank.services import (
    OUTSIDER,
    OutsiderWord,
    ReasonNeeded,
    accept_invitation,
    add_slot,
    assign_facilitator,
    decline_invitation,
    invite,
    plan_session,
    release_facilitator,
    remove_slot,
    substitute,
    withdraw_invitation,
)
from core.errors import DomainError, TransitionNotAllowed
from core.fuzzydates import parse
from core.models import Job
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.network import PositionFactory

EXACT = parse("15.1.2099 klo 9-12", today=datetime.date(2098, 1, 1))
LATER = parse("20.1.2099 klo 9-12", today=datetime.date(2098, 1, 1))


def place(order, **values):
    return Slot.objects.create(order=order, **{"role": SlotRole.LEAD, "category": Category.CONSULTANT} | values)


@pytest.fixture
def pair(network):
    """Two consultants of the bank."""
    return MemberFactory.create_batch(2, network=network)


@pytest.fixture
def order(network):
    return OrderFactory(network=network, wished=EXACT)


def steps_of(order):
    return list(order.events.values_list("step", flat=True))


def fresh(row):
    return type(row).objects.get(pk=row.pk)


# --- Asking ---


def test_invite_opens_the_search_asks_and_sends_a_mail(order, consultant, coordinator):
    invitation = invite(order, slot=place(order), member=consultant, actor=coordinator)

    assert (invitation.asked_text, invitation.answer, steps_of(order)) == (
        "15.1.2099 klo 9-12",
        "",
        ["search_opened", "invited"],
    )
    assert Job.objects.get().kind == "bank.invite"
    assert fresh(order).search_opened_at is not None


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda order, member: setattr(order, "contact", member.person) or order.save(), "is the orderer"),
        (
            lambda order, member: Declaration.objects.create(
                order=order, member=member, outside_case=True, outside_matter=False, outside_unit=True
            ),
            "has declared not to be an outsider",
        ),
        (lambda order, member: SlotFactory(order=order, member=member), "already in the team"),
        (
            lambda order, member: setattr(member, "left_on", datetime.date(2010, 1, 1)) or member.save(),
            "is not in the bank",
        ),
    ],
)
def test_invite_never_asks_whom_a_rule_forbids_whatever_the_reason(order, consultant, coordinator, spoil, refusal):
    slot = place(order)
    spoil(order, consultant)

    with pytest.raises(DomainError, match=refusal):
        invite(order, slot=slot, member=consultant, exception="Muuta ei ollut.", actor=coordinator)

    assert not Invitation.objects.exists()


def in_the_unit(order, member):
    PositionFactory(person=member.person, organisation=order.organisation)


def in_training(order, member):
    member.qualifications.update(state="in_training")


def without_qualification(order, member):
    member.qualifications.all().delete()


def at_the_limit(order, member):
    member.yearly_limit_hours = 1
    member.save()
    session = OrderFactory(network=order.network).sessions.create(
        held=parse("5.1.2099", today=datetime.date(2098, 1, 1))
    )
    session.facilitators.create(member=member, name_label=member.person.name, minutes=60)


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (in_the_unit, "works in the unit that orders"),
        (in_training, "is still in training"),
        (without_qualification, "has no qualification for this place"),
        (at_the_limit, "has reached the limit of 1 hours a year"),
    ],
)
def test_invite_asks_for_a_reason_and_logs_it(order, consultant, coordinator, spoil, refusal):
    slot = place(order)
    spoil(order, consultant)

    with pytest.raises(ReasonNeeded, match=refusal):
        invite(order, slot=slot, member=consultant, actor=coordinator)
    invitation = invite(order, slot=slot, member=consultant, exception="Pieni kunta.", actor=coordinator)

    assert invitation.exception == "Pieni kunta."
    assert refusal in order.events.get(step="invited").reason
    assert "Pieni kunta." in order.events.get(step="invited").reason


def test_invite_refuses_a_held_place_and_a_day_that_has_passed(order, pair, coordinator):
    slot = place(order)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)

    with pytest.raises(DomainError, match="reply by has passed"):
        invite(order, slot=slot, member=pair[0], reply_by=yesterday, actor=coordinator)
    assign_facilitator(order, member=pair[0], slot=slot, actor=coordinator)
    with pytest.raises(DomainError, match="is not open"):
        invite(order, slot=slot, member=pair[1], actor=coordinator)


def test_invite_asks_again_whose_invitation_expired_but_never_twice_at_once(order, consultant, coordinator):
    slot = place(order)
    first = invite(order, slot=slot, member=consultant, actor=coordinator)

    with pytest.raises(DomainError, match="being asked"):
        invite(order, slot=slot, member=consultant, actor=coordinator)
    Invitation.objects.update(reply_by=datetime.date(2010, 1, 1))
    invite(order, slot=slot, member=consultant, actor=coordinator)

    assert (fresh(first).end, Invitation.objects.live().count()) == (InvitationEnd.EXPIRED, 1)


# --- Answering ---


def test_accepting_declares_holds_the_place_books_the_time_and_fills_the_order(order, consultant, coordinator):
    plan_session(order, date=EXACT, actor=coordinator)
    invitation = invite(order, slot=place(order), member=consultant, actor=coordinator)

    accept_invitation(invitation, word=OUTSIDER, actor=coordinator)

    assert (order.slots.get().member, order.slots.get().name_label) == (consultant, consultant.person.name)
    assert Declaration.objects.get().is_outside
    assert Booking.objects.get().member == consultant
    assert fresh(order).filled_at is not None
    assert steps_of(order)[-2:] == ["accepted", "filled"]


@pytest.mark.parametrize("word", [OutsiderWord(False, True, True), OutsiderWord(True, False, True),
                                  OutsiderWord(True, True, False)])  # fmt: skip
def test_a_declared_insider_is_not_confirmed_and_never_asked_again(order, consultant, coordinator, word):
    slot = place(order)
    invitation = invite(order, slot=slot, member=consultant, actor=coordinator)

    invitation = accept_invitation(invitation, word=word, actor=coordinator)

    assert (invitation.answer, invitation.decline_reason) == (Answer.DECLINED, DeclineReason.INVOLVED)
    assert order.slots.get().is_open
    with pytest.raises(DomainError, match="declared not to be an outsider"):
        invite(order, slot=slot, member=consultant, exception="Muuta ei ollut.", actor=coordinator)


def test_an_answer_is_written_once(order, consultant, coordinator):
    invitation = invite(order, slot=place(order), member=consultant, actor=coordinator)
    accept_invitation(invitation, word=OUTSIDER, actor=coordinator)

    with pytest.raises(TransitionNotAllowed):
        decline_invitation(invitation, actor=coordinator)
    with pytest.raises(TransitionNotAllowed):
        accept_invitation(invitation, word=OUTSIDER, actor=coordinator)
    with pytest.raises(TransitionNotAllowed):
        withdraw_invitation(invitation, actor=coordinator)


def test_accepting_ends_the_other_questions_for_the_place(order, pair, coordinator):
    slot = place(order)
    first, second = (invite(order, slot=slot, member=member, actor=coordinator) for member in pair)

    accept_invitation(first, word=OUTSIDER, actor=coordinator)

    assert fresh(second).end == InvitationEnd.REPLACED
    with pytest.raises(TransitionNotAllowed):
        accept_invitation(second, word=OUTSIDER, actor=coordinator)


def test_a_rule_that_came_meanwhile_refuses_the_answer(order, consultant, coordinator):
    invitation = invite(order, slot=place(order), member=consultant, actor=coordinator)
    order.refresh_from_db()
    order.contact = consultant.person
    order.save()

    with pytest.raises(DomainError, match="is the orderer"):
        accept_invitation(invitation, word=OUTSIDER, actor=coordinator)

    assert (fresh(invitation).answer, order.slots.get().is_open) == ("", True)


def test_the_last_answer_looks_at_the_whole_team_again(order, pair, coordinator):
    first, second = (invite(order, slot=place(order), member=member, actor=coordinator) for member in pair)
    accept_invitation(first, word=OUTSIDER, actor=coordinator)
    order.refresh_from_db()
    order.contact = pair[0].person
    order.save()

    with pytest.raises(DomainError, match="is the orderer"):
        accept_invitation(second, word=OUTSIDER, actor=coordinator)

    assert fresh(order).filled_at is None


def test_declining_tells_why_to_the_coordinator_alone_and_frees_nothing_else(order, consultant, coordinator):
    invitation = invite(order, slot=place(order), member=consultant, actor=coordinator)
    later = timezone.localdate() + datetime.timedelta(days=90)

    decline_invitation(
        invitation, reason=DeclineReason.WORKLOAD, note="Syksyllä taas.", ask_again_on=later, actor=coordinator
    )

    invitation = fresh(invitation)
    assert (invitation.answer, invitation.decline_note, invitation.ask_again_on) == (
        "declined",
        "Syksyllä taas.",
        later,
    )
    assert order.events.get(step="declined").reason == ""


def test_withdrawing_ends_the_question_and_tells_the_member(order, consultant, coordinator):
    invitation = invite(order, slot=place(order), member=consultant, actor=coordinator)

    withdraw_invitation(invitation, reason="Tilaaja siirsi.", actor=coordinator)

    assert fresh(invitation).end == InvitationEnd.WITHDRAWN
    assert list(Job.objects.order_by("pk").values_list("kind", flat=True)) == ["bank.invite", "bank.withdraw"]


# --- Promises of time ---


def test_nobody_is_promised_twice_at_one_time(network, consultant, coordinator):
    first, second = OrderFactory.create_batch(2, network=network, wished=EXACT)
    for one in (first, second):
        plan_session(one, date=EXACT, actor=coordinator)
    assign_facilitator(first, member=consultant, actor=coordinator)

    with pytest.raises(DomainError, match="is already promised to another order at that time"):
        assign_facilitator(second, member=consultant, actor=coordinator)

    assert (Booking.objects.count(), second.slots.count()) == (1, 0)


def test_an_inexact_date_promises_no_time(network, consultant, coordinator):
    season = parse("kevät 2099", today=datetime.date(2098, 1, 1))
    for one in OrderFactory.create_batch(2, network=network, wished=season):
        plan_session(one, date=season, actor=coordinator)
        assign_facilitator(one, member=consultant, actor=coordinator)

    assert Booking.objects.count() == 0


# --- What changes the team ---


def test_taking_off_frees_the_place_and_a_new_partner_is_confirmed_by_the_other(order, network, pair, coordinator):
    kept, gone = (assign_facilitator(order, member=member, slot=place(order), actor=coordinator) for member in pair)
    release_facilitator(order, slot=gone, reason="Sairastui.", actor=coordinator)
    assert (fresh(order).filled_at, fresh(gone).is_open) == (None, True)

    new = MemberFactory(network=network)
    accept_invitation(invite(order, slot=gone, member=new, actor=coordinator), word=OUTSIDER, actor=coordinator)

    again = Invitation.objects.to_be_confirmed().get()
    assert (again.member, again.slot, fresh(order).filled_at) == (kept.member, kept, None)
    accept_invitation(again, word=OUTSIDER, actor=coordinator)
    assert fresh(order).filled_at is not None


def test_a_substitute_steps_in_with_one_act_and_history_stays(order, pair, coordinator):
    lead = assign_facilitator(order, member=pair[0], slot=place(order), actor=coordinator)
    reserve = assign_facilitator(order, member=pair[1], role=SlotRole.RESERVE, actor=coordinator)

    substitute(order, slot=lead, reserve=reserve, reason="Sairastui.", actor=coordinator)

    assert (fresh(lead).member, fresh(reserve).is_open) == (pair[1], True)
    assert fresh(order).filled_at is not None
    assert [one.member for one in order.invitations.order_by("pk")] == [pair[0], pair[1], pair[1]]
    assert order.events.get(step="substituted").reason == "Sairastui."


def test_a_substitute_is_somebody_in_reserve(order, pair, coordinator):
    lead, other = (assign_facilitator(order, member=member, slot=place(order), actor=coordinator) for member in pair)

    with pytest.raises(DomainError, match="in reserve"):
        substitute(order, slot=lead, reserve=other, reason="", actor=coordinator)


def test_another_date_asks_those_who_accepted_again(order, consultant, coordinator):
    assign_facilitator(order, member=consultant, slot=place(order), actor=coordinator)

    plan_session(order, date=LATER, actor=coordinator)

    again = Invitation.objects.to_be_confirmed().get()
    assert (again.member, again.asked_text, fresh(order).filled_at) == (consultant, "20.1.2099 klo 9-12", None)
    decline_invitation(again, actor=coordinator)
    assert order.slots.get().is_open


def test_the_team_differs_from_the_rule_only_with_a_reason(order, consultant, coordinator):
    slot = place(order)

    with pytest.raises(DomainError, match="Write why"):
        remove_slot(order, slot=slot, reason=" ", actor=coordinator)
    remove_slot(order, slot=slot, reason="Yksi vetäjä riittää.", actor=coordinator)

    slot.refresh_from_db()
    assert (slot.removed_reason, order.slots.in_team().count()) == ("Yksi vetäjä riittää.", 0)


def test_a_place_that_somebody_holds_is_not_taken_out(order, consultant, coordinator):
    slot = assign_facilitator(order, member=consultant, slot=place(order), actor=coordinator)

    with pytest.raises(DomainError, match="Take the person off first"):
        remove_slot(order, slot=slot, reason="Turha.", actor=coordinator)


def test_an_observer_is_added_without_a_reason(order, coordinator):
    slot = add_slot(order, role=SlotRole.OBSERVER, actor=coordinator)

    assert (slot.role, order.events.get().step) == (SlotRole.OBSERVER, "team_changed")


def test_being_asked_does_not_fill_the_own_year(order, network, coordinator):
    member = MemberFactory(network=network, yearly_limit_hours=2)
    invitation = invite(order, slot=place(order), member=member, actor=coordinator)

    accept_invitation(invitation, word=OUTSIDER, actor=coordinator)

    assert order.slots.get(member=member).name_label == member.person.name


def test_a_year_that_was_filled_meanwhile_does_not_keep_from_accepting(order, consultant, coordinator):
    invitation = invite(order, slot=place(order), member=consultant, actor=coordinator)
    at_the_limit(order, consultant)

    accept_invitation(invitation, word=OUTSIDER, actor=coordinator)

    assert order.slots.get(member=consultant).name_label == consultant.person.name
