"""Two rows of one organisation become one: what moves, what stays as it was written, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from bank.queries import organisation_named, organisation_names
from core.errors import DomainError
from core.models import LogEntry
from core.spreadsheets.understanding import RowState
from network.models import GroupMembership, Organisation, Position, Role
from network.services import (
    OrganisationExists,
    add_organisation,
    merge_organisations,
    preview_organisation_merge,
    understood,
)
from tests.factories.bank import AgreementFactory, OrderFactory
from tests.factories.meetings import ActionFactory, MeetingFactory
from tests.factories.network import (
    GroupFactory,
    GroupMembershipFactory,
    ImportPreviewFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PositionFactory,
    RoleFactory,
    UserFactory,
)
from tests.factories.structure import AskedOrganisationFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(network):
    return OrganisationFactory(network=network, name="Esimerkkilän kaupunki", municipality=None)


@pytest.fixture
def double(network):
    return OrganisationFactory(network=network, name="Esimerkkilä", municipality=MunicipalityFactory(name_fi="Malli"))


def merge(double, town):
    merge_organisations(double, into=town, actor=None)
    town.refresh_from_db()
    double.refresh_from_db()


def test_everything_that_points_to_the_double_points_to_the_organisation(network, town, double):
    order = OrderFactory(network=network, organisation=double)
    label = order.organisation_label
    agreement = AgreementFactory(network=network, organisation=double)
    action = ActionFactory(item__meeting=MeetingFactory(network=network), owner_organisation=double)
    unit = OrganisationFactory(network=network, name="Perhekeskus", parent=double)
    asked = AskedOrganisationFactory(call__network=network, organisation=double, organisation_label="Esimerkkilä")
    owned, joined = ProjectFactory(network=network, owner=double), ProjectFactory(network=network)
    joined.partners.add(double)
    municipality = double.municipality

    merge(double, town)

    rows = (order, agreement, action, unit, asked, owned)
    for row in rows:
        row.refresh_from_db()
    wholes = (order.organisation, agreement.organisation, action.owner_organisation, unit.parent, asked.organisation,
              owned.owner, joined.partners.get())  # fmt: skip
    assert set(wholes) == {town}
    assert (order.organisation_label, asked.organisation_label) == (label, "Esimerkkilä")
    assert (town.municipality, double.merged_into, double.parent, double.municipality) == (
        municipality, town, None, None)  # fmt: skip


def test_both_names_find_the_organisation_and_the_double_is_in_no_list(network, town, double, secretary):
    unit = OrganisationFactory(network=network, name="Perhekeskus", parent=double)
    merge(double, town)

    here = Organisation.objects.visible_to(secretary)
    assert set(here) == {town, unit}
    assert [list(here.search(words)) for words in ("kaupunki", "esimerkkila")] == [[town], [town]]
    assert organisation_named(network, "ESIMERKKILÄ") == town
    assert organisation_names(network) == ["Esimerkkilän kaupunki", "Perhekeskus"]


def test_name_of_the_double_is_taken_in_its_place_and_free_elsewhere(network, town, double):
    merge(double, town)

    with pytest.raises(OrganisationExists) as refusal:
        add_organisation(network, name="esimerkkilä", kind="municipality", actor=None)
    add_organisation(network, name="Esimerkkilä", kind="unit", parent=town, actor=None)

    assert refusal.value.existing == town


def test_import_knows_the_organisation_by_both_names(network, town, double, secretary):
    merge(double, town)
    cells = {"name": "Esimerkkilä", "kind": "", "parent": "", "municipality": ""}
    preview = ImportPreviewFactory(network=network, created_by=secretary, rows=[["organisations", 2, cells]])

    (row,) = understood(preview)

    assert (row.state, row.facts["known"].stored) == (RowState.SAME, town)


def test_what_both_have_stands_once(network, town, double):
    person, group, user = PersonFactory(network=network), GroupFactory(network=network), UserFactory()
    for one, first, last in ((town, date(2027, 3, 1), None), (double, date(2026, 1, 1), date(2027, 5, 1))):
        days = {"organisation": one, "valid_from": first, "valid_to": last}
        PositionFactory(person=person, title="rehtori", **days)
        GroupMembershipFactory(group=group, person=None, **days)
        RoleFactory(user=user, network=network, kind="orderer", **days)
    PositionFactory(person=person, organisation=double, title="opettaja")

    merge(double, town)

    rows = [
        Position.objects.get(title="rehtori"),
        GroupMembership.objects.get(group=group),
        Role.objects.get(user=user),
    ]
    assert [(row.organisation, row.valid_from, row.valid_to) for row in rows] == [(town, date(2026, 1, 1), None)] * 3
    assert Position.objects.filter(person=person, organisation=town).count() == 2


def test_call_that_asked_both_has_asked_one_and_keeps_all_answers(network, town, double):
    asked = AskedOrganisationFactory(call__network=network, organisation=town)
    other = AskedOrganisationFactory(call=asked.call, organisation=double)
    for row, day in ((other, date(2026, 2, 1)), (asked, date(2026, 3, 1))):
        row.decisions.create(answer="joins", decided_on=day)
        row.reminded_on = day
        row.save()
    type(other).objects.filter(pk=other.pk).update(told_on=date(2026, 1, 1))

    merge(double, town)

    kept = asked.call.asked.get()
    assert (kept, kept.told_on, kept.reminded_on) == (asked, date(2026, 1, 1), date(2026, 3, 1))
    assert asked.decisions.count() == 2


def test_preview_tells_of_questions_that_both_have_answered(network, town, double):
    asked = AskedOrganisationFactory(call__network=network, organisation=town)
    other = AskedOrganisationFactory(call=asked.call, organisation=double)
    words = "Kyselyt, joihin kumpikin on vastannut: viimeisin vastaus jää voimaan"
    for row in (asked, other, other):
        row.decisions.create(answer="joins", decided_on=date(2026, 2, 1))

    of_both = preview_organisation_merge(double, into=town).moved
    asked.decisions.all().delete()
    of_one = preview_organisation_merge(double, into=town).moved

    assert (of_both[words], words in of_one) == (1, False)


def test_project_of_which_both_are_partners_has_one(network, town, double):
    project = ProjectFactory(network=network)
    project.partners.add(town, double)

    merge(double, town)

    assert list(project.partners.all()) == [town]


def test_same_row_another_network_and_a_merged_double_are_refused(network, other_network, town, double):
    for wrong in (town, OrganisationFactory(network=other_network)):
        with pytest.raises(DomainError):
            merge_organisations(wrong, into=town, actor=None)
    merge(double, town)

    for pair in ((double, town), (OrganisationFactory(network=network), double)):
        with pytest.raises(DomainError, match="yhdistetty jo"):
            merge_organisations(pair[0], into=pair[1], actor=None)


def test_whole_and_its_unit_at_any_depth_are_two(network, town):
    unit = OrganisationFactory(network=network, name="Sosiaalitoimi", parent=town)
    below = OrganisationFactory(network=network, name="Perhekeskus", parent=unit)

    for pair in ((town, below), (below, town), (unit, town)):
        with pytest.raises(DomainError, match="kuuluu organisaatioon Esimerkkilän kaupunki"):
            merge_organisations(pair[0], into=pair[1], actor=None)


def test_units_of_one_name_are_merged_first(network, town, double):
    for one, name in ((town, "Perhekeskus"), (double, "PERHEKESKUS")):
        OrganisationFactory(network=network, name=name, parent=one)

    with pytest.raises(DomainError, match="”PERHEKESKUS”"):
        merge_organisations(double, into=town, actor=None)


def test_agreements_of_one_time_are_refused_and_of_two_times_move(network, town, double):
    ours = AgreementFactory(network=network, organisation=town, valid_from=date(2026, 1, 1), valid_to=None)
    AgreementFactory(network=network, organisation=double, valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 31))

    with pytest.raises(DomainError, match="sopimus"):
        merge_organisations(double, into=town, actor=None)
    ours.valid_from = date(2026, 2, 1)
    ours.save()
    merge(double, town)

    assert town.agreements.count() == 2


def test_preview_tells_what_would_move_and_moves_nothing(network, town, double):
    order = OrderFactory(network=network, organisation=double)
    OrganisationFactory(network=network, name="Perhekeskus", parent=double)

    preview = preview_organisation_merge(double, into=town)

    order.refresh_from_db()
    double.refresh_from_db()
    assert preview.moved == {"tilaus": 1, "Yksiköt": 1}
    assert (order.organisation, double.merged_into) == (double, None)


def test_merging_is_in_the_log(town, double, admin):
    merge_organisations(double, into=town, actor=admin)

    entry = LogEntry.objects.get(action="network.organisation.merged")
    assert (entry.target_id, entry.actor, entry.changes["double"]) == (town.pk, admin, ["Esimerkkilä", None])


def test_page_shows_both_side_by_side_before_it_merges(town, double, admin, client_as):
    url, client = reverse("network:organisation-merge", args=["oma", town.pk]), client_as(admin)

    shown = client.post(url, {"double": double.pk})
    double.refresh_from_db()
    before = double.merged_into
    done = client.post(url, {"double": double.pk, "confirmed": "on"})

    double.refresh_from_db()
    assert "Malli" in shown.content.decode()
    assert (before, double.merged_into, done.url) == (None, town, town.get_absolute_url())
    assert "Muut nimet" in client.get(done.url).content.decode()


def test_page_says_why_it_refuses(town, admin, client_as):
    response = client_as(admin).post(reverse("network:organisation-merge", args=["oma", town.pk]), {"double": town.pk})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["double"])


def test_page_of_an_organisation_offers_merging_to_administrators(town, admin, secretary, client_as):
    pages = [client_as(user).get(town.get_absolute_url()).content.decode() for user in (admin, secretary)]

    assert [reverse("network:organisation-merge", args=["oma", town.pk]) in page for page in pages] == [True, False]
