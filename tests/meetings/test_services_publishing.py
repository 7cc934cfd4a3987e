from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError, TransitionNotAllowed
from meetings import services
from meetings.enums import MinutesState
from tests.factories.meetings import AttendanceFactory, ItemFactory
from tests.factories.network import PersonFactory


@pytest.fixture
def held(meeting):
    """A meeting of yesterday with somebody present and an item."""
    meeting.starts_at, meeting.ends_at = timezone.now() - timedelta(days=1), None
    meeting.save()
    AttendanceFactory(meeting=meeting, name_label="Olli Osallistuja")
    ItemFactory(meeting=meeting, heading="Kevään tapaamiset")
    return meeting


@pytest.fixture
def signer(secretary, network):
    PersonFactory(network=network, user=secretary, first_name="Maija", last_name="Esimerkki")
    return secretary


@pytest.fixture
def published(held, signer):
    services.sign_minutes(held, actor=signer)
    return services.publish_minutes(held, actor=signer)


def put(meeting, state):
    meeting.minutes_state = state
    meeting.comments_until = timezone.localdate() if state == MinutesState.COMMENTS else None
    meeting.save()
    return meeting


# --- Publishing ---


def test_signed_minutes_are_published(held, signer, last_entry):
    services.sign_minutes(held, actor=signer)

    version = services.publish_minutes(held, people="nobody", actor=signer)

    held.refresh_from_db()
    version.refresh_from_db()
    assert (held.minutes_state, version.public_people, version.published_at is None) == ("published", "nobody", False)
    assert last_entry(held) == (
        "meetings.minutes.published",
        {"version": [None, 1], "people": [None, "nobody"]},
    )


def test_minutes_that_the_group_approves_are_not_published_before(held, signer, coordinator):
    held.group.minutes_are_approved = True
    held.group.save()
    services.sign_minutes(held, actor=signer)

    with pytest.raises(DomainError, match="approved first"):
        services.publish_minutes(held, actor=signer)
    services.approve_minutes(held, actor=coordinator)

    assert services.publish_minutes(held, actor=signer).number == 1


@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.COMMENTS, MinutesState.PUBLISHED])
def test_only_signed_minutes_are_published(held, signer, state):
    with pytest.raises(TransitionNotAllowed):
        services.publish_minutes(put(held, state), actor=signer)


# --- Withdrawing ---


def test_published_minutes_are_withdrawn_with_a_reason(held, published, signer, last_entry):
    version = services.withdraw_minutes(published, reason=" Nimi oli  väärin. ", actor=signer)

    held.refresh_from_db()
    version.refresh_from_db()
    assert (version.is_public, version.withdrawal_reason, held.minutes_state) == (False, "Nimi oli väärin.", "final")
    assert version.published_at is not None
    assert last_entry(held) == (
        "meetings.minutes.withdrawn",
        {"version": [1, 1], "reason": [None, "Nimi oli väärin."]},
    )


def test_withdrawn_minutes_that_were_approved_stay_approved(held, signer, coordinator):
    services.sign_minutes(held, actor=signer)
    services.approve_minutes(held, actor=coordinator)
    version = services.publish_minutes(held, actor=signer)

    services.withdraw_minutes(version, reason="Nimi oli väärin.", actor=signer)

    held.refresh_from_db()
    assert held.minutes_state == MinutesState.APPROVED


def test_withdrawn_minutes_are_published_again(held, published, signer):
    services.withdraw_minutes(published, reason="Nimi oli väärin.", actor=signer)

    version = services.publish_minutes(held, people="nobody", actor=signer)

    version.refresh_from_db()
    assert (version.number, version.is_public, version.withdrawal_reason) == (1, True, "")


def test_minutes_are_withdrawn_while_a_correction_is_open(held, published, signer):
    services.correct_minutes(held, reason="Nimi oli väärin.", actor=signer)

    services.withdraw_minutes(published, reason="Nimi oli väärin.", actor=signer)

    held.refresh_from_db()
    published.refresh_from_db()
    assert (held.minutes_state, published.is_public) == (MinutesState.DRAFT, False)


def test_an_older_version_is_withdrawn_alone(held, published, signer):
    services.correct_minutes(held, reason="Nimi oli väärin.", actor=signer)
    services.sign_minutes(held, actor=signer)
    second = services.publish_minutes(held, actor=signer)

    services.withdraw_minutes(published, reason="Nimi oli väärin.", actor=signer)

    held.refresh_from_db()
    second.refresh_from_db()
    assert (held.minutes_state, second.is_public) == (MinutesState.PUBLISHED, True)


def test_a_withdrawal_has_a_reason(published, signer):
    with pytest.raises(DomainError, match="Write why"):
        services.withdraw_minutes(published, reason="  ", actor=signer)


@pytest.mark.parametrize("state", ["signed", "withdrawn"])
def test_only_public_minutes_are_withdrawn(held, signer, state):
    version = services.sign_minutes(held, actor=signer)
    if state == "withdrawn":
        version = services.publish_minutes(held, actor=signer)
        services.withdraw_minutes(version, reason="Nimi oli väärin.", actor=signer)

    with pytest.raises(DomainError, match="not on the public page"):
        services.withdraw_minutes(version, reason="Nimi oli väärin.", actor=signer)
