import datetime

import pytest
from django.core.exceptions import ValidationError

from bank.enums import Outcome, OutcomeReason
from bank.models import Concern, Order
from bank.services import edit_order, log_order, postpone_order, record_outcome, reopen_order, reschedule_order
from core.errors import DomainError, EditConflict, TransitionNotAllowed
from core.fuzzydates import FuzzyDate, Precision, parse
from core.models import LogEntry
from tests.factories.bank import BEHIND, OrderFactory, on_day
from tests.factories.methods import MethodFactory
from tests.factories.network import NetworkFactory, PersonFactory

HELD = on_day(BEHIND)


def log_of(order):
    return list(LogEntry.objects.of(order).values_list("action", flat=True))


def test_log_order_copies_the_labels_of_the_day(network, coordinator, facts):
    method = MethodFactory(name_fi="Teemaneuvonpito")

    order = log_order(network, facts=facts | {"method": method}, actor=coordinator)

    facts["organisation"].name = "Uusi nimi"
    facts["organisation"].save()
    order.refresh_from_db()
    assert (order.organisation_label, order.contact_label, order.method_label) == (
        "Kotkan sosiaalitoimisto",
        "Maija Esimerkki",
        "Teemaneuvonpito",
    )


def test_log_order_draws_numbers_per_network_and_year(network, other_network, coordinator, facts):
    day = datetime.date(2026, 5, 4)

    first = log_order(network, facts=facts | {"received_on": day}, actor=coordinator)
    second = log_order(network, facts=facts | {"received_on": day}, actor=coordinator)
    last_year = log_order(network, facts=facts | {"received_on": day.replace(year=2025)}, actor=coordinator)
    elsewhere = log_order(other_network, facts={"summary": "Muu", "received_on": day}, actor=coordinator)

    assert [str(o) for o in (first, second, last_year, elsewhere)] == ["1/2026", "2/2026", "1/2025", "1/2026"]


def test_log_order_makes_the_line_of_the_register_when_it_is_left_empty(network, coordinator, facts):
    method = MethodFactory(name_fi="Läheisneuvonpito")

    order = log_order(network, facts=facts | {"summary": "", "method": method}, actor=coordinator)

    assert order.summary == "Läheisneuvonpito, Kotkan sosiaalitoimisto"


def test_log_order_keeps_the_concern_apart_and_logs_no_word_of_it(network, coordinator, facts):
    order = log_order(network, facts=facts, concern="  Poissaolot huolettavat.  ", actor=coordinator)

    assert Concern.objects.get(order=order).text == "Poissaolot huolettavat."
    assert list(LogEntry.objects.of(order).values("action", "changes", "actor")) == [
        {"action": "bank.order.logged", "changes": {}, "actor": coordinator.pk}
    ]


@pytest.mark.parametrize("field", ["summary", "place", "participants", "payer"])
def test_log_order_refuses_an_identity_code_without_repeating_it(network, coordinator, facts, field, identity_code):
    with pytest.raises(ValidationError) as refusal:
        log_order(network, facts=facts | {field: f"Asia {identity_code}"}, actor=coordinator)

    assert identity_code not in str(refusal.value)
    assert not Order.objects.exists()


def test_log_order_refuses_an_identity_code_in_the_concern(network, coordinator, facts, identity_code):
    with pytest.raises(ValidationError):
        log_order(network, facts=facts, concern=f"Huoli {identity_code}", actor=coordinator)

    assert not Order.objects.exists()


def test_log_order_sorts_by_the_wished_date(network, coordinator, facts):
    wished = parse("syksy 2027", today=BEHIND)

    order = log_order(network, facts=facts | {"wished": wished}, actor=coordinator)

    assert (order.register_date, order.register_first_year) == (datetime.date(2027, 8, 1), 2027)


def test_edit_order_logs_what_changed(order, coordinator):
    edit_order(order, facts={"place": "Kirjasto"}, concern=None, version=0, actor=coordinator)

    order.refresh_from_db()
    assert (order.place, order.version) == ("Kirjasto", 1)
    assert LogEntry.objects.of(order).get().changes == {"place": ["kirjasto", "Kirjasto"]}


def test_edit_order_refuses_a_version_that_has_moved_on_and_gives_the_stored_one(order, coordinator):
    edit_order(order, facts={"place": "Kirjasto"}, concern=None, version=0, actor=coordinator)

    with pytest.raises(EditConflict) as conflict:
        edit_order(order, facts={"place": "Koulu"}, concern=None, version=0, actor=coordinator)

    assert conflict.value.current.place == "Kirjasto"
    assert Order.objects.get().place == "Kirjasto"


def test_edit_order_refuses_a_facilitator_as_contact_person(order, consultant, coordinator):
    order.slots.create(member=consultant, name_label="Vetäjä")

    with pytest.raises(DomainError, match="a facilitator must be an outsider"):
        edit_order(order, facts={"contact": consultant.person}, concern=None, version=0, actor=coordinator)


def test_edit_order_tells_that_the_concern_changed_but_not_what_it_says(network, coordinator):
    order = OrderFactory(network=network, concern="Vanha huoli")

    edit_order(order, facts={}, concern="Uusi huoli", version=0, actor=coordinator)

    assert Concern.objects.get(order=order).text == "Uusi huoli"
    assert LogEntry.objects.of(order).get().changes == {"concern": ["…", "…"]}


def test_edit_order_removes_an_emptied_concern(network, coordinator):
    order = OrderFactory(network=network, concern="Vanha huoli")

    edit_order(order, facts={}, concern="", version=0, actor=coordinator)

    assert not Concern.objects.exists()


def test_record_outcome_carried_out(network, consultant, coordinator):
    order = OrderFactory(network=network, slots=[consultant])

    order = record_outcome(order, outcome=Outcome.CARRIED_OUT, held=HELD, version=0, actor=coordinator)

    assert (order.outcome, order.held_text, order.register_date) == ("carried_out", "15.1.2009", BEHIND)
    assert log_of(order) == ["bank.order.outcome", "bank.order.session_held"]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"outcome": "upcoming"}, "Choose how the order ended"),
        ({"outcome": "cancelled"}, "Choose a reason"),
        ({"outcome": "cancelled", "reason": "not_recorded"}, "Choose a reason"),
        ({"outcome": "not_carried_out", "reason": "no_payer"}, "Write what happened instead"),
        ({"outcome": "otherwise", "reason": "in_another_way", "note": "  "}, "Write what happened instead"),
        ({"outcome": "cancelled", "reason": "other"}, "Write what the other reason was"),
        ({"outcome": "carried_out"}, "Write when it was held"),
        (
            {"outcome": "carried_out", "held": on_day(datetime.date(2999, 1, 1))},
            "The day it was held cannot be in the future",
        ),
    ],
)
def test_record_outcome_refusals(network, consultant, coordinator, given, refusal):
    order = OrderFactory(network=network, slots=[consultant])

    with pytest.raises(DomainError, match=refusal):
        record_outcome(order, **given, version=0, actor=coordinator)

    order.refresh_from_db()
    assert (order.outcome, log_of(order)) == ("", [])


def test_record_outcome_refuses_carried_out_without_facilitators(order, coordinator):
    with pytest.raises(DomainError, match="Pick the facilitators first"):
        record_outcome(order, outcome="carried_out", held=HELD, version=0, actor=coordinator)


def test_record_outcome_accepts_an_answered_enquiry_without_facilitators(network, coordinator):
    order = OrderFactory(network=network, kind="enquiry")

    order = record_outcome(order, outcome="carried_out", held=HELD, version=0, actor=coordinator)

    assert order.outcome == "carried_out"


@pytest.mark.parametrize("ended", ["carried_out", "cancelled"])
def test_an_ended_order_is_not_postponed(network, coordinator, ended):
    order = OrderFactory(network=network, **{ended: True})

    with pytest.raises(TransitionNotAllowed):
        postpone_order(order, version=0, actor=coordinator)


def test_record_outcome_of_a_postponed_order(network, coordinator):
    order = OrderFactory(network=network)
    order = postpone_order(order, version=0, actor=coordinator)

    order = record_outcome(
        order, outcome="cancelled", reason=OutcomeReason.ORDERER_WITHDREW, version=1, actor=coordinator
    )

    assert (order.outcome, order.outcome_reason) == ("cancelled", "orderer_withdrew")


def test_record_outcome_refuses_the_second_of_two_savers(network, consultant, coordinator):
    order = OrderFactory(network=network, slots=[consultant])
    postpone_order(order, version=0, actor=coordinator)

    with pytest.raises(EditConflict):
        record_outcome(order, outcome="carried_out", held=HELD, version=0, actor=coordinator)


def test_reschedule_order_gives_a_postponed_order_its_new_date_and_keeps_the_team(network, consultant, coordinator):
    order = OrderFactory(network=network, slots=[consultant])
    order = postpone_order(order, version=0, actor=coordinator)

    order = reschedule_order(order, wished=on_day(datetime.date(2099, 3, 2)), version=1, actor=coordinator)

    assert (order.postponed_at, order.wished_text, order.sessions.get().date_text) == (None, "2.3.2099", "2.3.2099")
    assert order.slots.get().member == consultant


def test_reschedule_order_refuses_an_ended_order(network, coordinator):
    order = OrderFactory(network=network, carried_out=True)

    with pytest.raises(TransitionNotAllowed):
        reschedule_order(order, wished=HELD, version=0, actor=coordinator)


def test_reopen_order_takes_the_outcome_back_and_logs_what_it_was(network, coordinator):
    order = OrderFactory(network=network, cancelled=True)

    order = reopen_order(order, actor=coordinator)

    assert (order.outcome, order.outcome_reason, order.outcome_at) == ("", "", None)
    assert LogEntry.objects.of(order).get().changes["outcome"] == ["cancelled", ""]


def test_reopen_order_refuses_an_open_order(order, coordinator):
    with pytest.raises(TransitionNotAllowed):
        reopen_order(order, actor=coordinator)


def test_log_order_refuses_a_person_of_another_network(network, coordinator, facts):
    stranger = PersonFactory(network=NetworkFactory())

    with pytest.raises(DomainError, match="is not in this network"):
        log_order(network, facts=facts | {"contact": stranger}, actor=coordinator)


def test_pending_date_is_kept_as_written(network, coordinator, facts):
    wished = parse("Tulossa", today=BEHIND)

    order = log_order(network, facts=facts | {"wished": wished}, actor=coordinator)

    order.refresh_from_db()
    assert order.wished == FuzzyDate(None, None, Precision.PENDING, "Tulossa")
