"""What whoever led tells from the own page."""

import pytest

from tests.bank.order_pages.conftest import address
from tests.factories.bank import MemberFactory, OrderFactory, SlotFactory
from tests.factories.bank_life import SessionFactory


def went(order, **changes):
    slot = order.slots.get()
    return {
        "version": order.sessions.get().version,
        "held": "15.1.2009",
        "count_children": "2",
        "count_workers": "5",
        f"part_{slot.pk}": "led",
        f"work_{slot.pk}": "2,5",
        f"travel_{slot.pk}": "1:15",
        f"km_{slot.pk}": "40",
    } | changes


def test_the_facilitator_who_leads_tells_how_it_went(client_as, facilitator, led):
    response = client_as(facilitator).post(address("session-hold", led, led.sessions.get().pk), went(led))

    session = led.sessions.get()
    one = session.facilitators.get()
    assert response.url == led.get_absolute_url()
    assert session.participants == [{"group": "children", "count": 2}, {"group": "workers", "count": 5}]
    assert (one.part, one.minutes, one.travel_minutes, one.kilometres) == ("led", 150, 75, 40)


def test_how_it_went_starts_with_the_planned_day_and_what_was_told(client_as, facilitator, led):
    url = address("session-hold", led, led.sessions.get().pk)
    browser = client_as(facilitator)

    first = browser.get(url).context["form"]
    browser.post(url, went(led))
    second = browser.get(url).context["form"]

    slot = led.slots.get()
    assert (first["held"].value(), first[f"part_{slot.pk}"].value()) == ("15.1.2009", "led")
    assert [second[f"{name}_{slot.pk}"].value() for name in ("work", "travel", "km")] == ["2:30", "1:15", 40]


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("held", "1.1.2099", "held"),
        ("held", "", "held"),
        ("count_workers", "-1", "count_workers"),
        ("count_workers", "501", "count_workers"),
        ("work", "paljon", "work"),
        ("travel", "1:75", "travel"),
        ("km", "5001", "km"),
        ("part", "", "__all__"),
    ],
)
def test_how_it_went_is_refused_at_its_field(client_as, facilitator, led, name, value, field):
    slot = led.slots.get()
    own = name in ("work", "travel", "km", "part")

    response = client_as(facilitator).post(
        address("session-hold", led, led.sessions.get().pk),
        went(led, **{f"{name}_{slot.pk}" if own else name: value}),
    )

    expected = f"{field}_{slot.pk}" if own and field != "__all__" else field
    assert (response.status_code, list(response.context["form"].errors)) == (422, [expected])
    assert not led.sessions.get().is_held


def test_whoever_is_in_reserve_does_not_tell_how_it_went(client_as, facilitator, network):
    order = OrderFactory(network=network, overdue=True)
    SlotFactory(order=order, role="reserve", member=MemberFactory(network=network, person__user=facilitator))
    session = SessionFactory(order=order)

    response = client_as(facilitator).get(address("session-hold", order, session.pk))

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("2", 120), ("2,5", 150), ("2.25", 135), ("2:30", 150), ("2 h 30 min", 150), ("45 min", 45), ("3 h", 180)],
)
def test_hours_are_taken_as_people_write_them(client_as, facilitator, led, typed, minutes):
    slot = led.slots.get()

    client_as(facilitator).post(
        address("session-hold", led, led.sessions.get().pk), went(led, **{f"work_{slot.pk}": typed})
    )

    assert led.sessions.get().facilitators.get().minutes == minutes
