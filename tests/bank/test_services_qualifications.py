import datetime

import pytest

from bank.models import Qualification
from bank.services import change_qualification, correct_qualification, remove_qualification
from core.errors import DomainError
from core.models import LogEntry
from tests.factories.bank import MemberFactory, QualificationFactory, TrainingFactory
from tests.factories.methods import MethodFactory

FIRST, SECOND = datetime.date(2006, 3, 1), datetime.date(2010, 6, 1)


@pytest.fixture
def member(network):
    return MemberFactory(network=network, qualified=[])


def rows(member):
    return list(member.qualifications.values_list("category", "state", "valid_from", "valid_to"))


def change(member, actor, category="convener", state="qualified", since=FIRST, **fields):
    return change_qualification(member, category=category, state=state, since=since, actor=actor, **fields)


def test_a_change_of_state_ends_one_row_and_begins_the_next(member, coordinator):
    change(member, coordinator, state="in_training", since=FIRST)
    change(member, coordinator, since=SECOND)

    assert rows(member) == [
        ("convener", "in_training", FIRST, datetime.date(2010, 5, 31)),
        ("convener", "qualified", SECOND, None),
    ]
    entry = LogEntry.objects.of(member).first()
    assert (entry.action, entry.changes["qualification"][1][:4]) == (
        "bank.qualification.changed",
        ["convener", "", "qualified", "2010-06-01"],
    )


def test_the_rows_of_a_method_are_apart_from_those_of_the_category(member, coordinator):
    method = MethodFactory()

    change(member, coordinator)
    change(member, coordinator, method=method)

    assert member.qualifications.filter(valid_to__isnull=True).count() == 2


def test_a_consultant_is_no_longer_in_training(member, coordinator):
    change(member, coordinator, category="consultant_trainee", state="in_training", since=FIRST)
    change(member, coordinator, category="consultant", since=SECOND)

    assert rows(member) == [
        ("consultant", "qualified", SECOND, None),
        ("consultant_trainee", "in_training", FIRST, datetime.date(2010, 5, 31)),
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"since": None, "state": "left"}, "Write from which day on"),
        ({"since": FIRST, "state": "left"}, "began on that day or later"),
        ({"since": FIRST}, "This is how it is already"),
        ({"since": SECOND, "expires_on": FIRST, "state": "left"}, "The last day of validity"),
    ],
)
def test_a_change_that_cannot_be_is_refused(member, coordinator, fields, message):
    change(member, coordinator)

    with pytest.raises(DomainError, match=message):
        change(member, coordinator, **fields)
    assert rows(member) == [("convener", "qualified", FIRST, None)]


def test_a_change_refuses_a_training_of_another_network(member, coordinator, other_network):
    with pytest.raises(DomainError, match="is not in this network"):
        change(member, coordinator, training=TrainingFactory(network=other_network))


def test_a_change_refuses_days_that_an_ended_row_covers(member, coordinator):
    QualificationFactory(member=member, category="convener", valid_from=FIRST, valid_to=SECOND)

    with pytest.raises(DomainError, match="covers some of these days"):
        change(member, coordinator, since=datetime.date(2008, 1, 1))


def test_a_correction_changes_the_row_and_logs_both_and_why(member, coordinator):
    row = change(member, coordinator)

    correct_qualification(row, facts={"valid_from": SECOND}, reason=" Vuosi oli väärä ", actor=coordinator)

    assert rows(member) == [("convener", "qualified", SECOND, None)]
    entry = LogEntry.objects.of(member).first()
    assert (entry.action, entry.changes["reason"]) == ("bank.qualification.corrected", [None, "Vuosi oli väärä"])
    assert [told[3] for told in entry.changes["qualification"]] == ["2006-03-01", "2010-06-01"]


def test_a_correction_needs_a_reason_and_must_not_overlap(member, coordinator):
    first = change(member, coordinator, state="in_training")
    change(member, coordinator, since=SECOND)

    with pytest.raises(DomainError, match="Write why"):
        correct_qualification(first, facts={}, reason=" ", actor=coordinator)
    with pytest.raises(DomainError, match="covers some of these days"):
        correct_qualification(first, facts={"valid_to": SECOND}, reason="Virhe", actor=coordinator)


def test_taking_away_the_newest_row_lets_the_one_before_go_on(member, coordinator):
    change(member, coordinator, state="in_training")
    newest = change(member, coordinator, since=SECOND)

    with pytest.raises(DomainError, match="Write why"):
        remove_qualification(newest, reason="", actor=coordinator)
    remove_qualification(newest, reason="Toinen henkilö", actor=coordinator)

    assert rows(member) == [("convener", "in_training", FIRST, None)]
    assert LogEntry.objects.of(member).first().action == "bank.qualification.removed"


@pytest.mark.parametrize(
    ("state", "expires", "day", "told"),
    [
        ("qualified", None, SECOND, "qualified"),
        ("qualified", SECOND, SECOND, "qualified"),
        ("qualified", SECOND, SECOND + datetime.timedelta(days=1), "to_refresh"),
        ("left", FIRST, SECOND, "left"),
        ("to_refresh", None, SECOND, "to_refresh"),
    ],
)
def test_to_be_refreshed_follows_by_date_and_the_query_says_the_same(member, state, expires, day, told):
    row = QualificationFactory(member=member, state=state, expires_on=expires)

    assert row.state_on(day) == told
    assert [one for one in ("in_training", "qualified", "to_refresh", "left")
            if Qualification.objects.in_state(one, day).exists()] == [told]  # fmt: skip
