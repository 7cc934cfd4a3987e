"""Many at once: no text is lost, no place is given twice."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bank.enums import Answer
from bank.models import Invitation, Slot
from bank.services import accept_invitation
from core.errors import DomainError, EditConflict
from core.richtext import plain_text
from meetings.models import Item, Revision
from meetings.services import add_item, edit_item, keep_refused_text
from tests.bank.test_services_invitations import OUTSIDER, place
from tests.factories.bank import MemberFactory, OrderFactory
from tests.factories.meetings import MeetingFactory

PEOPLE = 100
AT_ONCE = 20  # connections that answer at the very same time; Postgres gives out a hundred to all


@pytest.mark.django_db(transaction=True)
def test_no_text_is_lost(network, secretary, coordinator, proof):
    """Races: pairs of simultaneous saves of one text."""
    pairs, meeting = proof.size(100, 10_000), MeetingFactory(network=network)
    item = add_item(meeting, heading="Avaus", actor=secretary)
    versions, start = [0], Barrier(2)

    def write(actor, words):
        try:
            for number in range(pairs):
                start.wait(timeout=30)
                version, body = versions[0], f"<p>{words} {number}</p>"
                try:
                    edit_item(item, heading="Avaus", body=body, number="", version=version, actor=actor)
                except EditConflict:
                    keep_refused_text(item, heading="Avaus", body=body, version=version, actor=actor)
                if start.wait(timeout=30) == 0:
                    versions[0] = Item.objects.values_list("version", flat=True).get(pk=item.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, secretary, "Sihteerin"), pool.submit(write, coordinator, "Koordinaattorin")]:
            done.result()

    kept = {plain_text(one.body) for one in Revision.objects.filter(item=item)}
    proof.figure("pairs of saves", pairs)
    proof.figure("texts lost", 2 * pairs - len(kept))
    assert kept == {f"{words} {number}" for words in ("Sihteerin", "Koordinaattorin") for number in range(pairs)}
    assert Revision.objects.filter(item=item, refused=True).count() == pairs
    assert Item.objects.get(pk=item.pk).version == pairs


@pytest.mark.django_db(transaction=True)
def test_no_place_is_given_twice(network, coordinator, proof):
    """Races: a hundred people accept the last place at once."""
    rounds = proof.size(5, 100)
    members = MemberFactory.create_batch(PEOPLE, network=network)
    barrier = Barrier(AT_ONCE)

    def answer(invitations):
        taken = 0
        barrier.wait()
        for invitation in invitations:
            try:
                accept_invitation(invitation, word=OUTSIDER, actor=coordinator)
                taken += 1
            except DomainError:
                pass
        return taken

    def close(_number):
        barrier.wait()  # each thread once
        connection.close()

    accepted = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _round in range(rounds):
            order = OrderFactory(network=network)
            slot = place(order)
            asked = Invitation.objects.bulk_create(
                Invitation(order=order, slot=slot, member=member, reply_by=datetime.date(2099, 1, 1))
                for member in members
            )
            accepted.append(sum(pool.map(answer, [asked[n::AT_ONCE] for n in range(AT_ONCE)])))
        list(pool.map(close, range(AT_ONCE)))

    proof.figure("acceptances", rounds * PEOPLE)
    proof.figure("places given twice", sum(count > 1 for count in accepted))
    assert accepted == [1] * rounds
    assert Slot.objects.filter(member__isnull=False).count() == rounds
    assert Invitation.objects.filter(answer=Answer.ACCEPTED).count() == rounds
