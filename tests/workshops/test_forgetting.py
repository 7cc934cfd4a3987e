"""Names and addresses of workshop days: told to the person, erased with the person, and let go after a year."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from core import documents, jobs
from core.documents import request_document
from core.erasure import erase
from core.exporting import parts_of
from core.models import Job, JobState, StoredFile
from core.pdf import RenderedPdf
from core.retention import rehearse, run
from network.services.erasing import ACCOUNT, PERSON, erase_person
from tests.factories.core import StoredFileFactory
from tests.factories.network import NetworkFactory, PersonFactory, UserFactory
from tests.factories.workshops import FollowUpFactory, ReflectionFactory, SignUpFactory, WorkshopDayFactory
from workshops.documents import ATTENDANCE
from workshops.enums import Seat
from workshops.models import NOBODY, SignUp

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 6, 15)


def on(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59)))


def day_on(network, day):
    return WorkshopDayFactory(network=network, meeting__starts_at=on(day))


def who(one):
    one.refresh_from_db()
    return one.name_label, one.organisation_label, one.email


OLD, YOUNG = datetime.date(2026, 6, 15), datetime.date(2026, 6, 16)


@pytest.mark.parametrize(("day", "due"), [(OLD, 1), (YOUNG, 0)])
def test_names_of_sign_ups_go_12_months_after_the_day_and_figures_stay(network, day, due):
    one = SignUpFactory(first__day=day_on(network, day), email="oma@example.org", organisation_label="Perhetyö")
    before = who(one)

    assert rehearse(TODAY)["workshops.sign_up"] == due
    run(TODAY)

    assert who(one) == ((NOBODY, "", "") if due else before)
    assert (one.municipality_label, one.workshop) == ("Siuntio", one.first)
    assert rehearse(TODAY)["workshops.sign_up"] == 0


@pytest.mark.parametrize(("day", "due"), [(OLD, 1), (YOUNG, 0)])
def test_names_of_writers_go_12_months_after_the_day_and_words_stay(network, day, due):
    of = day_on(network, day)
    lines = [
        ReflectionFactory(workshop__day=of, name_label="Kirsi"),
        FollowUpFactory(day=of, name_label="Kirsi"),
    ]
    words = [line.text for line in lines]

    counts = rehearse(TODAY)
    assert (counts["workshops.reflection"], counts["workshops.follow_up"]) == (due, due)
    run(TODAY)

    for line in lines:
        line.refresh_from_db()
    assert [line.name_label for line in lines] == ["" if due else "Kirsi"] * 2
    assert [line.text for line in lines] == words


def test_printed_lists_go_with_the_names_and_the_programme_stays(network):
    one = SignUpFactory(first__day=day_on(network, OLD))
    kinds = ("workshops.attendance", "workshops.sign_ups_sheet", "workshops.programme")
    for kind in kinds:
        StoredFileFactory(subject=one.day, kind=kind, ready=True)

    run(TODAY)

    assert list(StoredFile.objects.values_list("kind", flat=True)) == ["workshops.programme"]


def test_list_that_waits_goes_with_the_names_and_is_made_anew_when_it_is_asked_for(network, secretary):
    one = SignUpFactory(first__day=day_on(network, OLD), seat=Seat.CANCELLED)
    asked = request_document(ATTENDANCE, one.day, actor=secretary, language="fi")

    run(TODAY)
    again = request_document(ATTENDANCE, one.day, actor=secretary, language="fi")

    assert (again.source_version, again.job.state) == (asked.source_version, JobState.QUEUED)
    assert list(StoredFile.objects.values_list("pk", flat=True)) == [again.pk] != [asked.pk]


def test_list_that_is_being_made_while_its_names_go_is_not_stored(network, secretary, monkeypatch):
    one = SignUpFactory(first__day=day_on(network, OLD))
    stored = request_document(ATTENDANCE, one.day, actor=secretary, language="fi")

    def render(day, _variant, _language):
        names = [comer.name_label for comer in day.sign_ups.all()]
        run(TODAY)
        return RenderedPdf("", repr(names).encode(), 1)

    monkeypatch.setitem(documents._kinds, ATTENDANCE, replace(documents._kinds[ATTENDANCE], render=render))
    jobs.run(stored.job_id)

    assert who(one) == (NOBODY, "", "")
    assert (StoredFile.objects.exists(), Job.objects.filter(pk=stored.job_id).exists()) == (False, False)


def test_person_is_erased_from_sign_ups_of_the_network(network, admin, ledger):
    person = PersonFactory(network=network, email="Oma.Nimi@example.org")
    own = SignUpFactory(first__day__network=network, email="oma.nimi@example.org")
    other = SignUpFactory(first__day__network=network, email="toinen@example.org")
    elsewhere = SignUpFactory(first__day__network=NetworkFactory(), email="oma.nimi@example.org")
    kept = who(other), who(elsewhere)

    done = erase_person(person, actor=admin)

    assert (who(own), done["sign-ups for workshop days"]) == ((NOBODY, "", ""), 1)
    assert (who(other), who(elsewhere)) == kept


def test_account_is_erased_from_sign_ups_everywhere(network, admin, ledger):
    user = UserFactory(email="oma@example.org")
    rows = [SignUpFactory(first__day__network=one, email="oma@example.org") for one in (network, NetworkFactory())]

    erase(ACCOUNT, user.pk, actor=admin)

    assert [who(one) for one in rows] == [(NOBODY, "", "")] * 2


def test_nobody_without_an_address_is_erased_for_another(network, admin, ledger):
    one = SignUpFactory(first__day__network=network, email="")
    before = who(one)

    erase(PERSON, PersonFactory(network=network, email="").pk, actor=admin)

    assert who(one) == before


def test_person_and_account_are_told_of_their_sign_ups(network):
    user = UserFactory(email="tili@example.org")
    person = PersonFactory(network=network, email="oma@example.org", user=user)
    for email in ("oma@example.org", "tili@example.org", "toinen@example.org"):
        SignUpFactory(first__day__network=network, email=email)
    SignUpFactory(first__day__network=NetworkFactory(), email="tili@example.org")

    def emails(parts):
        (part,) = [one for one in parts if one.name == "workshop_sign_ups"]
        place = [column.name for column in part.columns].index("email")
        return [row[place] for row in part.rows]

    assert emails(parts_of(PERSON, person.pk)) == ["oma@example.org", "tili@example.org"]
    assert emails(parts_of(ACCOUNT, user.pk)) == ["tili@example.org"] * 2
    assert emails(parts_of(ACCOUNT, user.pk, within=network.pk)) == ["tili@example.org"]


def test_sign_up_that_was_forgotten_can_be_forgotten_again(network):
    SignUpFactory(first__day=day_on(network, OLD))
    run(TODAY)

    run(TODAY)

    assert SignUp.objects.get().version == 1
