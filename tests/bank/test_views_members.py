"""Pages of the members of the bank, their trainings, and who runs it."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from bank.models import BankHolder, Member, Training
from core.models import StoredFile
from tests.bank.pages import address
from tests.factories.bank import (
    BankHolderFactory,
    MemberFactory,
    ParticipantFactory,
    PauseFactory,
    QualificationFactory,
    TrainingFactory,
)
from tests.factories.network import MunicipalityFactory, OrganisationFactory, PersonFactory
from tests.factories.structure import ProjectFactory


@pytest.fixture
def bank(network):
    """Members by the first name that tells them apart."""
    kotka = MunicipalityFactory(name_fi="Kotka")
    network.municipalities.add(kotka, MunicipalityFactory(name_fi="Hamina"))
    past = timezone.localdate() - datetime.timedelta(days=1)
    members = {
        "Äiti": MemberFactory(network=network, person__first_name="Äiti", person__last_name="Järvi", languages=["sv"]),
        "Old": MemberFactory(network=network, person__first_name="Old", qualified=[], left_on=past),
        "Rest": MemberFactory(network=network, person__first_name="Rest", qualified=["convener"]),
        "Refresh": MemberFactory(network=network, person__first_name="Refresh", qualified=[]),
    }
    QualificationFactory(member=members["Refresh"], category="convener", expires_on=past)
    QualificationFactory(member=members["Refresh"], category="worry_mapper", state="left")
    members["Rest"].areas.add(kotka)
    PauseFactory(member=members["Rest"])
    return members


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=aiti jar", {"Äiti"}),
        ("?q=ärv", {"Äiti"}),
        ("?luokka=convener", {"Rest", "Refresh"}),
        ("?luokka=convener&tila=to_refresh", {"Refresh"}),
        ("?luokka=convener&tila=qualified", {"Rest"}),
        # Left as a mapper, to be refreshed as a convener: not both of one qualification.
        ("?luokka=convener&tila=left", set()),
        ("?luokka=worry_mapper", set()),
        ("?tila=left", {"Refresh"}),
        ("?kieli=sv", {"Äiti"}),
        ("?alue=Kotka", {"Äiti", "Old", "Rest", "Refresh"}),
        ("?alue=Hamina", {"Äiti", "Old", "Refresh"}),
        ("?tauolla=on", {"Rest"}),
        ("?tauolla=ei", {"Äiti", "Old", "Refresh"}),
        ("?pankissa=ei", {"Old"}),
    ],
)
def test_member_list_filters(browser, network, bank, query, found):
    for municipality in network.municipalities.all():
        query = query.replace(f"alue={municipality.name_fi}", f"alue={municipality.pk}")

    response = browser.get(address("member-list", network, query=query))

    assert {member.person.first_name for member in response.context["object_list"]} == found


def test_the_page_of_a_member_shows_what_is_and_what_was(browser, network):
    member = MemberFactory(network=network, qualified=[], not_understood={"Työnantaja": "Kuun kunta"})
    QualificationFactory(member=member, category="convener", state="in_training",
                         valid_to=datetime.date(2010, 1, 1))  # fmt: skip
    QualificationFactory(member=member, category="convener", expires_on=datetime.date(2020, 1, 1),
                         valid_from=datetime.date(2010, 1, 2))  # fmt: skip

    response = browser.get(address("member-detail", network, member.pk))

    assert [str(row.now) for row in response.context["present"]] == ["to_refresh"]
    assert [row.state for row in response.context["past"]] == ["in_training"]
    assert "Kuun kunta" in response.content.decode()


def test_a_facilitator_sees_oneself_without_acts_reasons_and_history(client_as, facilitator, network):
    member = MemberFactory(network=network, person__user=facilitator)
    PauseFactory(member=member, reason="Salainen syy")

    content = client_as(facilitator).get(address("member-detail", network, member.pk)).content.decode()

    assert ("Salainen syy" in content, 'method="post" action="/v/' in content, "history-title" in content) == (
        False,
        False,
        False,
    )


def test_a_qualification_changes_is_corrected_and_taken_away_on_its_pages(browser, network):
    member = MemberFactory(network=network, qualified=[])

    browser.post(
        address("member-qualification", network, member.pk),
        {"category": "convener", "state": "in_training", "since": "1.3.2020"},
    )
    row = member.qualifications.get()
    browser.post(
        address("member-qualification-correct", network, member.pk, row.pk),
        {"state": "qualified", "since": "1.4.2020", "until": "", "reason": "Väärä tila"},
    )
    row.refresh_from_db()
    corrected = (row.state, str(row.valid_from))
    refused = browser.post(address("member-qualification-remove", network, member.pk, row.pk), {"reason": ""})
    browser.post(address("member-qualification-remove", network, member.pk, row.pk), {"reason": "Ei ollut"})

    assert (corrected, refused.status_code, member.qualifications.count()) == (("qualified", "2020-04-01"), 422, 0)


def test_what_the_service_refuses_is_told_in_the_form(browser, network):
    member = MemberFactory(network=network, qualified=[])
    QualificationFactory(member=member, category="convener", valid_from=datetime.date(2020, 3, 1))

    response = browser.post(
        address("member-qualification", network, member.pk),
        {"category": "convener", "state": "left", "since": "1.3.2020"},
    )

    assert (response.status_code, len(response.context["form"].non_field_errors())) == (422, 1)


def test_homes_and_pauses_are_recorded_on_their_pages(browser, network):
    member, kotka = MemberFactory(network=network), MunicipalityFactory()

    browser.post(address("member-home", network, member.pk), {"municipality": kotka.pk, "since": "1.3.2020"})
    backwards = browser.post(
        address("member-pause", network, member.pk), {"valid_from": "2.3.2020", "valid_to": "1.3.2020"}
    )
    browser.post(address("member-pause", network, member.pk), {"valid_from": "1.3.2020"})
    browser.post(address("member-pause-end", network, member.pk, member.pauses.get().pk))

    assert member.homes.get().municipality == kotka
    assert list(backwards.context["form"].errors) == ["valid_to"]
    assert member.pauses.get().valid_to == timezone.localdate() - datetime.timedelta(days=1)


def test_the_facts_of_a_member_are_edited_with_the_version_that_was_seen(browser, network):
    member = MemberFactory(network=network)
    data = {"version": 0, "joined_on": "1.1.2020", "languages": ["fi"], "yearly_limit_hours": "20"}

    first = browser.post(address("member-update", network, member.pk), data)
    second = browser.post(address("member-update", network, member.pk), data)

    member.refresh_from_db()
    assert (first.status_code, second.status_code, member.languages, member.version) == (302, 409, ["fi"], 1)


def test_municipality_served_stays_when_the_network_no_longer_has_it(browser, network):
    served, other, _elsewhere = MunicipalityFactory.create_batch(3)
    network.municipalities.add(other)
    member = MemberFactory(network=network)
    member.areas.add(served)

    page = browser.get(address("member-update", network, member.pk))
    browser.post(address("member-update", network, member.pk), {"version": 0, "areas": [served.pk]})

    assert set(page.context["form"].fields["areas"].queryset) == {served, other}
    assert list(member.areas.all()) == [served]


def test_leaving_before_joining_is_refused(browser, network):
    member = MemberFactory(network=network)

    response = browser.post(
        address("member-update", network, member.pk),
        {"version": 0, "joined_on": "2.1.2020", "left_on": "1.1.2020"},
    )

    assert list(response.context["form"].errors) == ["left_on"]


def test_the_table_is_shown_as_of_a_day_and_printed(browser, network):
    MemberFactory(network=network, joined_on=datetime.date(2020, 1, 1))

    early = browser.get(address("member-table", network, query="?paiva=31.12.2019"))
    late = browser.get(address("member-table", network, query="?paiva=1.1.2020"))
    wrong = browser.get(address("member-table", network, query="?paiva=31.2.2020"))
    browser.post(address("member-table", network), {"paiva": "1.1.2020"})
    browser.post(address("member-table", network), {"paiva": "1.1.2020", "excel": "1"})

    assert [page.context["table"]["people"] for page in (early, late)] == [0, 1]
    assert list(wrong.context["form"].errors) == ["paiva"]
    assert sorted(StoredFile.objects.values_list("kind", "variant")) == [
        ("bank.member_table", "2020-01-01"),
        ("bank.member_table_sheet", "2020-01-01"),
    ]


def test_table_is_printed_for_a_year_of_three_digits(browser, network):
    browser.post(address("member-table", network), {"paiva": "0201-05-18"})

    assert StoredFile.objects.get().variant == "0201-05-18"


@pytest.mark.parametrize("count", [1, 3])
def test_training_list_query_count(browser, network, other_network, django_assert_num_queries, count):
    trainings = TrainingFactory.create_batch(count, network=network)
    TrainingFactory(network=other_network)

    # session, user, networks, roles, two of totals, count, trainings, holder
    with django_assert_num_queries(9):
        response = browser.get(address("training-list", network))

    assert set(response.context["object_list"]) == set(trainings)


def test_a_training_is_recorded_filled_and_qualifies(browser, network):
    browser.post(
        address("training-create", network),
        {"version": 0, "name": "Koulutus", "category": "convener", "date": "syksy 2020", "counting": "counted"},
    )
    training, person = Training.objects.get(), PersonFactory(network=network)
    browser.post(address("training-participant", network, training.pk), {"person": person.pk})
    participant = training.people.get()

    nobody = browser.post(address("training-qualify", network, training.pk), {"since": "1.1.2021"})
    future = browser.post(
        address("training-qualify", network, training.pk), {"people": [participant.pk], "since": "1.1.2199"}
    )
    browser.post(
        address("training-qualify", network, training.pk),
        {"people": [participant.pk], "since": "1.1.2021", "make_members": "on"},
    )

    assert [list(page.context["form"].errors) for page in (nobody, future)] == [["people"], ["since"]]
    assert Member.objects.get().qualifications.get().training == training
    assert training.date_text == "syksy 2020"


@pytest.mark.parametrize("typed", ["2,5", "2.5"])
def test_half_days_of_a_training_are_typed_as_people_write_them(browser, network, typed):
    browser.post(
        address("training-create", network), {"version": 0, "name": "Koulutus", "counting": "counted", "days": typed}
    )

    training = Training.objects.get()
    form = browser.get(address("training-update", network, training.pk)).content.decode()
    assert (training.days, 'value="2,5"' in form) == (Decimal("2.5"), True)


def test_two_savers_of_a_training_do_not_overwrite_one_another(browser, network):
    training = TrainingFactory(network=network, version=1)

    response = browser.post(
        address("training-update", network, training.pk), {"version": 0, "name": "Toinen", "counting": "counted"}
    )

    assert (response.status_code, "conflict" in response.context) == (409, True)


def test_the_form_of_a_training_offers_the_projects_of_the_network(browser, network, other_network):
    first = ProjectFactory(network=network, name="Arjen tuki", valid_from=datetime.date(2006, 1, 1))
    second = ProjectFactory(network=network, name="Arjen tuki", valid_from=datetime.date(2008, 1, 1))
    foreign = ProjectFactory(network=other_network)
    typed = {"version": 0, "name": "Koulutus", "counting": "counted"}

    form = browser.get(address("training-create", network)).context["form"]
    both = browser.post(
        address("training-create", network), typed | {"project_key": second.pk, "project": "Toinen hanke"}
    )
    strange = browser.post(address("training-create", network), typed | {"project_key": foreign.pk})
    browser.post(address("training-create", network), typed | {"project_key": second.pk})

    assert [choice for choice in form.fields["project_key"].choices if choice[0]] == [
        (str(first.pk), "Arjen tuki, 1.1.2006–"),
        (str(second.pk), "Arjen tuki, 1.1.2008–"),
    ]
    assert [list(page.context["form"].errors) for page in (both, strange)] == [["project"], ["project_key"]]
    assert [(one.project, one.project_key) for one in Training.objects.all()] == [("Arjen tuki", second.pk)]


def test_a_chosen_project_is_chosen_in_the_form_again_and_linked_on_the_page(browser, network):
    project = ProjectFactory(network=network, name="Uusi nimi")
    training = TrainingFactory(network=network, project="Arjen tuki", project_key=project.pk)
    in_words = TrainingFactory(network=network, project="Vieras hanke")

    initial = [
        browser.get(address("training-update", network, one.pk)).context["form"].initial
        for one in (training, in_words)
    ]
    page = browser.get(address("training-detail", network, training.pk)).content.decode()
    conflict = browser.post(
        address("training-update", network, training.pk),
        {"version": 7, "name": training.name, "counting": "counted", "project_key": "", "project": "Kolmas"},
    )

    assert [(one["project_key"], one["project"]) for one in initial] == [(str(project.pk), ""), ("", "Vieras hanke")]
    assert f'<a href="{project.get_absolute_url()}">Uusi nimi</a>' in page
    assert "Arjen tuki" in page
    assert ("Uusi nimi, 1.1.2008–", "Ei mikään verkoston hankkeista") in [
        (theirs, yours) for _label, theirs, yours in conflict.context["conflict"]
    ]


def test_a_participant_is_taken_off(browser, network):
    participant = ParticipantFactory(training__network=network)

    browser.post(address("training-participant-remove", network, participant.training_id, participant.pk))

    assert participant.training.people.count() == 0


def test_everybody_sees_who_runs_the_bank_and_the_coordinator_hands_it_over(browser, client_as, facilitator, network):
    BankHolderFactory(network=network, organisation__name="Vanha keskus")
    successor = OrganisationFactory(network=network, name="Uusi keskus")

    refused = browser.post(address("holder-create", network), {"organisation": successor.pk, "first_day": "15.1.2009"})
    browser.post(address("holder-create", network), {"organisation": successor.pk, "first_day": "1.1.2020"})
    content = client_as(facilitator).get(address("holder-list", network)).content.decode()

    assert (refused.status_code, BankHolder.objects.count()) == (422, 2)
    assert ("Vanha keskus" in content, "Verkostopankkia ylläpitää Uusi keskus" in content) == (True, True)
    assert address("holder-create", network) not in content


def test_pages_outside_the_bank_do_not_say_who_runs_it(browser, network):
    BankHolderFactory(network=network, organisation__name="Vanha keskus")

    assert "Vanha keskus" not in browser.get(reverse("network:person-list", args=[network.slug])).content.decode()
