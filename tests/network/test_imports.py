"""Organisations and people from a workbook: what each row means, and what saving does."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError
from core.models import LogEntry
from core.spreadsheets.previews import clear_previews, digest
from network.models import ImportPreview, Organisation, Person, Position
from network.services import save_import, understood
from tests.factories.network import (
    ImportPreviewFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.network.workbooks import ADDS, DIFFERS, MAIJA, NEW, SAME, TOWN, save, states, workbook

pytestmark = pytest.mark.django_db


def test_new_organisations_and_people_come_in_with_their_positions(network, imported):
    municipality = MunicipalityFactory(name_fi="Mallila")
    organisations = [TOWN | {"municipality": "mallila"}, {"name": "Perhekeskus", "parent": "Mallila"}]
    maija = MAIJA | {"title": "perheohjaaja", "organisation": "perhekeskus", "email": "Maija@Kunta.example",
                     "phone": "040 1", "since": date(2027, 1, 15)}  # fmt: skip

    counts = save(imported(organisations, [maija]))

    unit = Organisation.objects.get(name="Perhekeskus")
    position = Position.objects.get()
    assert counts == {NEW: 3}
    assert (unit.kind, unit.parent.name, unit.parent.kind, unit.parent.municipality) == (
        "unit", "Mallila", "municipality", municipality)  # fmt: skip
    assert (position.organisation, position.title, position.valid_from) == (unit, "perheohjaaja", date(2027, 1, 15))
    assert (position.person.name, position.person.email, position.person.phone, position.person.network) == (
        "Maija Esimerkki", "maija@kunta.example", "040 1", network)  # fmt: skip


def test_same_file_twice_changes_nothing(imported):
    file = (
        [TOWN, {"name": "Perhekeskus", "parent": "Mallila"}],
        [MAIJA, MAIJA | {"first_name": "Anna", "organisation": "Mallila", "email": "anna@kunta.example"}],
    )
    save(imported(*file))

    again = imported(*file)

    assert states(again) == [SAME] * 4
    assert save(again) == {SAME: 4}
    assert (Organisation.objects.count(), Person.objects.count(), Position.objects.count()) == (2, 2, 1)


def test_previewing_stores_nothing_of_the_rows(network, imported):
    understood(imported([TOWN], [MAIJA]))

    assert not Organisation.objects.exists()
    assert not Person.objects.filter(last_name="Esimerkki").exists()


def test_what_is_here_is_completed_and_never_overwritten(network, imported):
    town = OrganisationFactory(network=network, name="Mallila", kind="municipality", municipality=None)
    municipality = MunicipalityFactory(name_fi="Mallila")
    maija = PersonFactory(network=network, **MAIJA, email="maija@kunta.example", phone="")

    preview = imported(
        [{"name": "MALLILA", "kind": "yhdistys", "municipality": "Mallila"}],
        [MAIJA | {"email": "maija@kunta.example", "phone": "040 1", "organisation": "Mallila", "title": "johtaja"},
         MAIJA | {"email": "maija@kunta.example", "phone": "050 2"}],
    )  # fmt: skip
    rows = understood(preview)
    counts = save(preview)

    for row in (town, maija):
        row.refresh_from_db()
    assert [row.state for row in rows] == [ADDS, ADDS, DIFFERS]
    assert rows[0].differences == [("Tyyppi", "Kunta", "Yhdistys")]
    assert rows[2].differences == [("Puhelin", "040 1", "050 2")]
    assert (town.kind, town.municipality, maija.phone) == ("municipality", municipality, "040 1")
    assert [str(position) for position in maija.positions.all()] == ["johtaja, Mallila"]
    assert counts == {ADDS: 2, DIFFERS: 1}


def test_another_title_or_day_in_the_same_organisation_is_left_as_it_is(network, imported):
    town = OrganisationFactory(network=network, name="Mallila")
    PositionFactory(person=PersonFactory(network=network, **MAIJA), organisation=town, title="rehtori",
                    valid_from=date(2026, 8, 1))  # fmt: skip
    there = MAIJA | {"organisation": "Mallila"}

    preview = imported(
        [], [there | {"title": "Rehtori"}, there | {"title": "opettaja"}, there | {"since": "1.1.2027"}]
    )
    rows = understood(preview)
    save(preview)

    assert [(row.state, row.differences) for row in rows] == [
        (SAME, []),
        (DIFFERS, [("Nimike", "rehtori", "opettaja")]),
        (DIFFERS, [("Alkaen", "1.8.2026", "1.1.2027")]),
    ]
    assert Position.objects.count() == 1


def test_who_left_an_organisation_is_known_again_and_comes_back(network, imported):
    town = OrganisationFactory(network=network, name="Mallila")
    yesterday = timezone.localdate() - timedelta(days=1)
    maija = PositionFactory(
        person=PersonFactory(network=network, **MAIJA), organisation=town, valid_to=yesterday
    ).person

    preview = imported([], [MAIJA | {"organisation": "Mallila"}])

    assert states(preview) == [ADDS]
    save(preview)
    assert maija.positions.filter(valid_to=None).count() == 1


def test_preview_is_saved_once_by_its_author_in_its_time_as_it_was_shown(network, secretary, admin, imported):
    preview, late = imported([TOWN]), imported([TOWN])
    shown = digest(understood(preview))
    ImportPreview.objects.filter(pk=late.pk).update(expires_at=late.created_at)

    for one, actor, message in ((preview, admin, "Vain tiedoston valinnut"), (late, secretary, "vanhentunut")):
        with pytest.raises(DomainError, match=message):
            save_import(one, shown=shown, answers={}, actor=actor)
    save_import(preview, shown=shown, answers={}, actor=secretary)
    with pytest.raises(DomainError, match="on jo tallennettu"):
        save_import(preview, shown=shown, answers={}, actor=secretary)
    third = imported([TOWN | {"name": "Uusi"}])
    shown = digest(understood(third))
    OrganisationFactory(network=network, name="Uusi")
    with pytest.raises(DomainError, match="muuttunut"):
        save_import(third, shown=shown, answers={}, actor=secretary)

    preview.refresh_from_db()
    assert (preview.rows, clear_previews()) == ([], 1)


def test_import_is_in_the_log_without_names(network, secretary, imported):
    save(imported([TOWN], [MAIJA]))

    entries = LogEntry.objects.of(network)
    assert [entry.action for entry in entries] == ["network.import.saved", "network.import.previewed"]
    assert [entry.changes for entry in entries] == [
        {"added": [None, 2], "completed": [None, 0]}, {"rows": [None, 2]}]  # fmt: skip
    assert LogEntry.objects.filter(action="network.person.added", actor=secretary).count() == 1


def test_previews_are_seen_by_their_author_while_keeping_people(network, secretary, member, admin):
    preview = ImportPreviewFactory(network=network, created_by=secretary)
    for other in (member, admin):
        ImportPreviewFactory(network=network, created_by=other)

    assert list(ImportPreview.objects.visible_to(secretary)) == [preview]
    assert not ImportPreview.objects.visible_to(member).exists()


@pytest.mark.parametrize("count", [1, 12])
def test_reading_takes_the_same_queries_for_many_rows(network, imported, count, django_assert_num_queries):
    preview = imported(
        [{"name": f"Kunta {'abcdefghijklm'[n] * 4}", "kind": "kunta"} for n in range(count)],
        [MAIJA | {"last_name": "Esimerkki" + "abcdefghijklm"[n] * 4} for n in range(count)],
    )
    for n in range(count):
        PersonFactory(network=network, first_name="Maija", last_name="Esimerkki" + "abcdefghijklm"[n] * 4)

    with django_assert_num_queries(7):
        understood(preview)


def test_page_takes_a_file_shows_it_and_saves_it(network, secretary, client_as):
    client, url = client_as(secretary), reverse("network:import", args=[network.slug])
    PersonFactory(network=network, first_name="Majja", last_name="Esimerkki")

    sent = client.post(url, {"file": SimpleUploadedFile("väki.xlsx", workbook([TOWN], [MAIJA]))})
    page = client.get(sent.url)
    done = client.post(sent.url, {"digest": page.context["digest"], "people-2": "new"}, follow=True)

    assert [row.key for row in page.context["asked"]] == ["people-2"]
    assert "Sama kuin Majja Esimerkki" in page.content.decode()
    assert "Lisätty: 2. Täydennetty: 0. Ennallaan: 0. Jätetty pois: 0." in done.content.decode()
    assert client.get(sent.url).url == reverse("network:directory", args=[network.slug])
    assert Person.objects.filter(network=network, first_name="Maija").count() == 1


def test_page_says_what_is_wrong_with_the_file_and_shows_refused_rows(network, secretary, client_as):
    client, url = client_as(secretary), reverse("network:import", args=[network.slug])

    broken = client.post(url, {"file": SimpleUploadedFile("väki.xlsx", b"PK\x03\x04")})
    refused = client.get(
        client.post(url, {"file": SimpleUploadedFile("väki.xlsx", workbook([{"name": "Mallila"}]))}).url
    )

    assert (broken.status_code, list(broken.context["form"].errors)) == (422, ["file"])
    assert (refused.context["can_save"], "Tyyppi: Solu on tyhjä." in refused.content.decode()) == (False, True)
