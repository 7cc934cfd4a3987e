import datetime

import pytest

from bank.services import add_member, add_pause, edit_member, end_membership, end_pause, move_home
from core.errors import DomainError, EditConflict
from core.models import LogEntry
from tests.factories.bank import MemberFactory, PauseFactory
from tests.factories.network import MunicipalityFactory, PersonFactory

SINCE = datetime.date(2006, 3, 1)
LATER = datetime.date(2010, 6, 1)


def test_add_member_with_qualifications_home_and_facts(network, coordinator):
    person, kotka = PersonFactory(network=network), MunicipalityFactory()

    member = add_member(
        network,
        person=person,
        qualifications={"convener": ("qualified", SINCE)},
        joined_on=SINCE,
        home=kotka,
        facts={"languages": ["fi", "sv"], "areas": [kotka], "yearly_limit_hours": 40, "show_phone": True},
        actor=coordinator,
    )

    assert list(member.qualifications.values_list("category", "state", "valid_from")) == [
        ("convener", "qualified", SINCE)
    ]
    assert (member.languages, list(member.areas.all()), member.yearly_limit_hours, member.show_phone) == (
        ["fi", "sv"],
        [kotka],
        40,
        True,
    )
    assert (member.joined_on, member.homes.get().municipality) == (SINCE, kotka)
    assert LogEntry.objects.of(member).last().action == "bank.member.added"


def test_add_member_refuses_a_stranger(network, other_network, coordinator):
    with pytest.raises(DomainError, match="is not in this network"):
        add_member(network, person=PersonFactory(network=other_network), qualifications={}, actor=coordinator)


def test_add_member_refuses_a_member(network, consultant, coordinator):
    with pytest.raises(DomainError, match="is already in the bank"):
        add_member(network, person=consultant.person, qualifications={}, actor=coordinator)


def test_edit_member_logs_what_changed_and_keeps_the_qualifications(network, coordinator):
    member = MemberFactory(network=network)

    edited = edit_member(member, facts={"left_on": LATER, "yearly_limit_hours": 30}, version=0, actor=coordinator)

    assert (edited.version, edited.left_on, edited.qualifications.count()) == (1, LATER, 1)
    assert LogEntry.objects.of(member).get().changes == {
        "left_on": [None, "2010-06-01"],
        "yearly_limit_hours": [None, 30],
    }


def test_edit_member_refuses_a_version_that_has_moved_on(network, coordinator):
    member = MemberFactory(network=network, version=3)

    with pytest.raises(EditConflict):
        edit_member(member, facts={}, version=2, actor=coordinator)


def test_end_membership_keeps_what_the_member_was(consultant, coordinator):
    end_membership(consultant, last_day=LATER, actor=coordinator)

    consultant.refresh_from_db()
    assert (consultant.left_on, consultant.qualifications.get().valid_to) == (LATER, None)


def test_a_new_home_ends_the_one_before(consultant, coordinator):
    kotka, hamina = MunicipalityFactory.create_batch(2)

    move_home(consultant, municipality=kotka, since=None, actor=coordinator)
    move_home(consultant, municipality=hamina, since=LATER, actor=coordinator)

    assert list(consultant.homes.order_by("pk").values_list("municipality", "valid_from", "valid_to")) == [
        (kotka.pk, None, LATER - datetime.timedelta(days=1)),
        (hamina.pk, LATER, None),
    ]


@pytest.mark.parametrize(
    ("same", "since", "message"),
    [(True, LATER, "lives there already"), (False, None, "Write from which day"), (False, SINCE, "began on that day")],
)
def test_a_home_that_cannot_be_is_refused(consultant, coordinator, same, since, message):
    kotka = MunicipalityFactory()
    move_home(consultant, municipality=kotka, since=SINCE, actor=coordinator)

    with pytest.raises(DomainError, match=message):
        move_home(consultant, municipality=kotka if same else MunicipalityFactory(), since=since, actor=coordinator)


def test_pauses_must_not_overlap(consultant, coordinator):
    add_pause(consultant, valid_from=SINCE, valid_to=LATER, reason="opintovapaa", actor=coordinator)

    with pytest.raises(DomainError, match="There is a pause on some of these days"):
        add_pause(consultant, valid_from=LATER, valid_to=None, actor=coordinator)
    add_pause(consultant, valid_from=LATER + datetime.timedelta(days=1), valid_to=None, actor=coordinator)

    assert consultant.pauses.count() == 2
    assert "opintovapaa" not in str([entry.changes for entry in LogEntry.objects.of(consultant)])


def test_ending_a_pause_leaves_today_free(consultant, coordinator):
    pause, coming = (
        PauseFactory(member=consultant),
        PauseFactory(member=consultant, valid_from=datetime.date(2099, 1, 1)),
    )

    end_pause(pause, actor=coordinator)
    end_pause(coming, actor=coordinator)

    pause.refresh_from_db()
    assert (
        pause.valid_to < datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1),
        consultant.pauses.count(),
    ) == (True, 1)
    with pytest.raises(DomainError, match="over already"):
        end_pause(pause, actor=coordinator)
