"""Approval and correction of signed minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError, TransitionNotAllowed
from meetings import services
from meetings.enums import MinutesState
from tests.factories.meetings import (
    MeetingFactory,
)
from tests.meetings.conftest import put


def test_another_person_approves(held, signer, coordinator, last_entry):
    services.sign_minutes(held, actor=signer)

    approval = services.approve_minutes(held, actor=coordinator)

    held.refresh_from_db()
    assert (held.minutes_state, approval.version.number, approval.approved_by) == ("approved", 1, coordinator)
    assert last_entry(held)[0] == "meetings.minutes.approved"


def test_the_signer_does_not_approve(held, signer):
    services.sign_minutes(held, actor=signer)

    with pytest.raises(DomainError, match="does not approve"):
        services.approve_minutes(held, actor=signer)


def test_the_signer_records_that_the_next_meeting_approved(held, signer):
    services.sign_minutes(held, actor=signer)
    later = MeetingFactory(
        network=held.network, group=held.group, title="Seuraava", starts_at=timezone.now(), ends_at=None
    )

    approval = services.approve_minutes(held, in_meeting=later, actor=signer)

    assert approval.meeting == later
    assert "Seuraava" in approval.approved_label


@pytest.mark.parametrize(
    "fields",
    [{"group": None}, {"starts_at": timedelta(days=-3)}, {"starts_at": timedelta(days=1)}, {"state": "cancelled"}],
)
def test_only_a_later_held_meeting_of_the_group_approves(held, signer, fields):
    services.sign_minutes(held, actor=signer)
    facts = {"network": held.network, "group": held.group, "starts_at": timedelta(), "ends_at": None} | fields
    later = MeetingFactory(**facts | {"starts_at": timezone.now() + facts["starts_at"]})

    with pytest.raises(DomainError, match="later meeting of the same group"):
        services.approve_minutes(held, in_meeting=later, actor=signer)


@pytest.mark.parametrize("state", set(MinutesState) - {MinutesState.FINAL})
def test_only_signed_minutes_are_approved(held, coordinator, state):
    with pytest.raises(TransitionNotAllowed):
        services.approve_minutes(put(held, state), actor=coordinator)


@pytest.mark.parametrize("publish", [False, True])
def test_a_correction_is_version_two_and_version_one_stays(held, signer, publish):
    first = services.sign_minutes(held, actor=signer)
    if publish:
        services.publish_minutes(held, actor=signer)
    first.refresh_from_db()
    content, sha256, published = first.content, first.sha256, first.published_at

    services.correct_minutes(held, reason="Yksi kunta  puuttui.", actor=signer)
    services.add_item(held, heading="Unohtunut asia", actor=signer)
    second = services.sign_minutes(held, actor=signer)

    first.refresh_from_db()
    held.refresh_from_db()
    assert (second.number, second.reason, held.correction_reason) == (2, "Yksi kunta puuttui.", "")
    assert [item["heading"] for item in second.content["items"]] == ["Kevään tapaamiset", "Unohtunut asia"]
    assert (first.content, first.sha256, first.published_at) == (content, sha256, published)


@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.COMMENTS])
def test_minutes_that_are_not_signed_are_not_corrected(held, signer, state):
    with pytest.raises(DomainError, match="not signed"):
        services.correct_minutes(put(held, state), reason="Kirjoitusvirhe", actor=signer)


def test_a_correction_has_a_reason(held, signer):
    services.sign_minutes(held, actor=signer)

    with pytest.raises(DomainError, match="Write why"):
        services.correct_minutes(held, reason="  ", actor=signer)
