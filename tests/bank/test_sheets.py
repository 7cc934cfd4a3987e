"""None"""

import datetime

import pytest
from django.utils import translation

from bank.enums import ImportKind
from bank.models import Member, Order, OrderCounter, Qualification, Training
from bank.services import preview_import, save_import, understood
from bank.services.orders import draw_number
from bank.sheets import RowState, export_rows, sheet_of
from core.errors import DomainError
from core.fuzzydates import FuzzyDate, Precision, parse
from core.spreadsheets import write_workbook
from core.spreadsheets.previews import digest
from network.models import Person
from tests.factories.bank import (
    MemberFactory,
    OrderFactory,
    ParticipantFactory,
    QualificationFactory,
    SlotFactory,
    TrainingFactory,
    on_day,
)
from tests.factories.methods import MethodFactory
from tests.factories.network import MunicipalityFactory, OrganisationFactory, PersonFactory, PositionFactory

DAY = datetime.date(2009, 1, 15)


def exported(kind, network, variant=""):
    return [list(row) for row in export_rows(kind, network, variant)]


def save(preview):
    rows = understood(preview)
    return save_import(preview, shown=digest(rows), actor=preview.created_by)


def round_trip(kind, network, coordinator, *, to=None, variant=""):
    """Export, and import what was exported."""
    content = write_workbook(sheet_of(kind), exported(kind, network, variant)).content
    return preview_import(to or network, kind=kind, content=content, file_name="vienti.xlsx", actor=coordinator)


def a_register(network):
    method = MethodFactory(name_fi="Läheisneuvonpito")
    OrderFactory(
        network=network,
        number=7,
        year=2009,
        carried_out=True,
        method=method,
        summary="=SUMMA(A1)",
        kind="planning",
        municipality_label="Kotka",
        participants="6 perhetyöntekijää",
        payer="+358 kunta",
        slots=[MemberFactory(network=network)],
    )
    SlotFactory(order=OrderFactory(network=network, number=8, year=2009), member=None, name_label="Riitta Esimerkki",
                role="reserve")  # fmt: skip
    OrderFactory(network=network, number=9, year=2009, cancelled=True, wished=parse("syksy 2009", today=DAY))
    OrderFactory(network=network, number=10, year=2009, wished=on_day(DAY))
    vague = FuzzyDate(DAY, datetime.date(2009, 2, 28), Precision.RANGE, "ensi kuussa")
    OrderFactory(network=network, number=11, year=2009, wished=vague)


def some_members(network):
    kouvola = MunicipalityFactory(name_fi="Kouvola", name_sv="Kouvola")
    member = MemberFactory(
        network=network, qualified=[], languages=["fi", "sv"], yearly_limit_hours=40, show_phone=True
    )
    member.areas.add(kouvola)
    member.homes.create(municipality=kouvola, valid_from=DAY)
    PositionFactory(person=member.person)
    QualificationFactory(member=member, category="consultant_trainee", state="in_training", valid_from=DAY,
                         valid_to=datetime.date(2010, 5, 31))  # fmt: skip
    QualificationFactory(member=member, valid_from=datetime.date(2010, 6, 1), expires_on=datetime.date(2030, 6, 1))
    QualificationFactory(member=member, category="convener", method=MethodFactory(name_fi="Läheisneuvonpito"))
    MemberFactory(network=network, qualified=[])


def some_trainings(network):
    TrainingFactory(network=network, name="-otsikko", participants_count=12, days="2.5", note="rivi\nrivi")
    TrainingFactory(network=network, date=parse("syksy 2009", today=DAY), uncertain={"year": "lost", "row": "medium"})
    ParticipantFactory(training=TrainingFactory(network=network, date=None, counting="summary", category=""))
    lost = FuzzyDate(None, None, Precision.UNKNOWN, "lokakuussa")
    TrainingFactory(network=network, date=lost, uncertain={"date": "year lost"})


MADE = {ImportKind.REGISTER: a_register, ImportKind.MEMBERS: some_members, ImportKind.TRAININGS: some_trainings}


SPAN = {ImportKind.REGISTER: "2009-2099"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", list(ImportKind))
def test_what_was_exported_imports_unchanged(network, coordinator, kind, language):
    MADE[kind](network)
    before = exported(kind, network, SPAN.get(kind, ""))

    preview = round_trip(kind, network, coordinator, variant=SPAN.get(kind, ""))
    with translation.override(language):
        rows = understood(preview)
        counts = save(preview)

    assert [(row.state, row.differences, row.problems) for row in rows] == [(RowState.SAME, [], [])] * len(rows)
    assert counts == {RowState.SAME: len(rows)}
    assert exported(kind, network, SPAN.get(kind, "")) == before


@pytest.mark.parametrize("kind", [ImportKind.MEMBERS, ImportKind.TRAININGS])
def test_what_was_exported_makes_the_same_bank_elsewhere(network, other_network, as_role, coordinator, kind):
    MADE[kind](network)
    for name in network.organisations.values_list("name", flat=True):
        OrganisationFactory(network=other_network, name=name)
    there = as_role("coordinator", network=other_network)

    save(round_trip(kind, network, there, to=other_network))

    assert exported(kind, other_network) == exported(kind, network)


def test_a_register_makes_the_same_orders_elsewhere(network, other_network, as_role):
    a_register(network)
    Order.objects.filter(number__in=[10, 11]).delete()  # whether a date has passed depends on the day
    there = as_role("coordinator", network=other_network)

    save(round_trip(ImportKind.REGISTER, network, there, to=other_network, variant="2009-2099"))

    assert exported(ImportKind.REGISTER, other_network, "2009-2099") == exported(
        ImportKind.REGISTER, network, "2009-2099"
    )
    assert OrderCounter.objects.get(network=other_network, year=2009).last == 9
    assert draw_number(other_network, 2009) == 10


def test_the_register_never_holds_a_concern_or_a_contact_person(network):
    OrderFactory(network=network, carried_out=True, concern="Huolenaihe", contact__last_name="Salainen")

    cells = str(exported(ImportKind.REGISTER, network, "1990-2200"))

    assert ("Huolenaihe" in cells, "Salainen" in cells) == (False, False)


def test_a_register_row_is_understood_cell_by_cell(network, imported):
    organisation = OrganisationFactory(network=network, name="Kotkan kaupunki")

    preview = imported(
        "register",
        {
            "summary": "Neuvonpito",
            "orderer": "KOTKAN kaupunki",
            "method": "taikominen",
            "received": DAY,
            "wished": "keväällä joskus",
            "held": "huhtikuu 2009",
            "team": "Maija Esimerkki; Teppo Malli (Varalla)",
            "word": "carried out",
        },
    )
    (row,) = understood(preview)

    assert (row.state, row.problems) == (RowState.NEW, [])
    assert row.facts["organisation"] == organisation
    assert row.facts["team"] == [("Maija Esimerkki", "lead"), ("Teppo Malli", "reserve")]
    assert (row.facts["received_on"], row.facts["held"].latest) == (DAY, datetime.date(2009, 4, 30))
    assert sorted(row.kept) == ["method", "wished"]

    save(preview)
    order = Order.objects.get()
    assert (order.organisation, order.method, order.method_label, order.wished_text, order.outcome) == (
        organisation,
        None,
        "taikominen",
        "keväällä joskus",
        "carried_out",
    )
    assert sorted(order.imported_row.uncertain) == ["method", "wished"]
    assert order.imported_row.cells["method"] == "taikominen"


def test_an_order_that_the_bank_knows_otherwise_is_left_as_it_is(network, imported):
    order = OrderFactory(network=network, number=7, year=2009, carried_out=True, summary="Vanha teksti")

    preview = imported("register", {"number": "7/2009", "summary": "Uusi teksti", "word": "CARRIED OUT"})
    (row,) = understood(preview)
    counts = save(preview)

    assert row.state is RowState.DIFFERS
    assert ("What is ordered", "Vanha teksti", "Uusi teksti") in row.differences
    order.refresh_from_db()
    assert (order.summary, counts[RowState.DIFFERS], Order.objects.count()) == ("Vanha teksti", 1, 1)


def test_an_older_register_without_numbers_is_known_again(network, imported):
    row = {"summary": "Neuvonpito", "word": "CANCELLED", "wished": "syksy 2008"}
    save(imported("register", row))

    again = imported("register", row)

    assert [one.state for one in understood(again)] == [RowState.SAME]
    order = Order.objects.get()
    assert (order.outcome_reason, order.register_first_year, order.year) == ("not_recorded", 2008, 2008)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"summary": ""}, "What is ordered: The cell is empty."),
        ({"word": "MAYBE"}, "Status: This word is not known. It must be one of:"),
        ({"wished": "31.2.2009"}, "Wished date: "),
        ({"received": "30.2.2009"}, "Received: "),
        ({"number": "seven"}, "Number: The number must be like 12/2027."),
        ({"summary": "x" * 301}, "What is ordered: The text is longer than 300 characters."),
        ({"team": "x" * 151}, "Facilitators: A name is longer than 150 characters."),
        ({"word": "CARRIED OUT", "reason": "No facilitators were found"}, "Reason: Only an order that was not held"),
        ({"note": "jotain"}, "What happened instead: An order without an outcome"),
    ],
)
def test_a_register_row_is_refused_and_with_it_the_file(network, imported, cells, message):
    good = {"summary": "Neuvonpito", "word": "UPCOMING"}

    preview = imported("register", good, good | cells)
    first, second = understood(preview)

    assert (first.state, second.state, second.number) == (RowState.NEW, RowState.REFUSED, 3)
    assert second.problems[0].startswith(message)
    with pytest.raises(DomainError, match="Some rows are refused"):
        save(preview)
    assert not Order.objects.exists()


def test_a_number_twice_in_a_file_is_refused(imported):
    row = {"summary": "Neuvonpito", "word": "UPCOMING", "number": "1/2009"}

    assert understood(imported("register", row, row))[1].problems == ["Number: The number is on the row 2 too."]


def test_members_come_in_with_their_history_and_what_was_not_understood(network, imported):
    MunicipalityFactory(name_fi="Kotka", name_sv="Kotka")
    who = {"last_name": "Esimerkki", "first_name": "Maija"}

    preview = imported(
        "members",
        who | {"email": "maija@example.org", "phone": "050 000 0000", "home": "Kotka", "languages": "suomi, marsi",
               "employer": "Kuun kunta", "category": "In training", "joined": DAY},
        who | {"email": "maija@example.org", "category": "Verkostokonsultti", "state": "pätevä",
               "since": datetime.date(2010, 6, 1)},
    )  # fmt: skip
    rows = understood(preview)
    save(preview)

    assert [row.state for row in rows] == [RowState.NEW, RowState.NEW]
    assert sorted(rows[0].kept) == ["category", "employer", "languages"]
    member = Member.objects.get()
    assert (member.person.name, member.languages, member.joined_on) == ("Maija Esimerkki", ["fi"], DAY)
    assert member.homes.get().municipality.name_fi == "Kotka"
    assert list(member.qualifications.values_list("category", "state")) == [("consultant", "qualified")]
    assert member.not_understood == {"Category": "In training", "Employer": "Kuun kunta", "Languages": "suomi, marsi"}


def test_a_person_of_the_network_becomes_a_member_and_is_not_made_twice(network, imported):
    person = PersonFactory(network=network, first_name="Äiju", last_name="Esimerkki")

    save(
        imported(
            "members",
            {
                "last_name": "esimerkki",
                "first_name": "aiju",
                "category": "Convener of family group conferences",
                "state": "Qualified",
            },
        )
    )

    assert (Member.objects.get().person, Person.objects.filter(network=network).count()) == (person, 1)


@pytest.mark.parametrize(
    ("rows", "number", "message"),
    [
        ([{"first_name": ""}], 2, "First name: The cell is empty."),
        ([{"email": "ei osoite"}], 2, "E-mail: "),
        ([{"joined": "31.2.2009"}], 2, "In the bank since: "),
        (
            [{"joined": "2.1.2009", "left": "1.1.2009"}],
            2,
            "Left the bank on: The last day must not be before the first.",
        ),
        ([{"since": "2.1.2009", "until": "1.1.2009"}], 2, "Until: The last day must not be before the first."),
        ([{"since": "2.1.2009", "expires": "1.1.2009"}], 2, "Valid until: The last day of validity"),
        ([{"category": "Network consultant"}], 2, "State: The cell is empty."),
        ([{"limit": "0"}], 2, "Most hours in a year: The limit must be at least one hour."),
        ([{"limit": "99999"}], 2, "Most hours in a year: The number is larger than 8784."),
        ([{"phone": "1"}, {"phone": "2"}], 3, "Phone: the row 2 says otherwise of the same person."),
        (
            [{"category": "Network consultant", "state": "Qualified"}] * 2,
            3,
            "The qualification covers days that the row 2 covers too.",
        ),
    ],
)
def test_a_member_row_is_refused_and_with_it_the_file(imported, rows, number, message):
    who = {"last_name": "Esimerkki", "first_name": "Maija"}

    preview = imported("members", *[who | row for row in rows])
    refused = [(row.number, row.problems[0]) for row in understood(preview) if row.problems]

    assert len(refused) == 1
    assert (refused[0][0], refused[0][1][: len(message)]) == (number, message)
    with pytest.raises(DomainError):
        save(preview)
    assert not Member.objects.exists()


def test_people_of_one_name_are_told_apart_by_the_address(network, imported):
    _first, second = PersonFactory.create_batch(2, network=network, first_name="Maija", last_name="Esimerkki")
    second.email = "toinen@example.org"
    second.save()
    row = {"last_name": "Esimerkki", "first_name": "Maija"}

    assert understood(imported("members", row))[0].problems
    assert understood(imported("members", row | {"email": "toinen@example.org"}))[0].facts["person"] == second


def test_a_member_that_the_bank_knows_otherwise_is_left_as_it_is(network, imported):
    member = MemberFactory(network=network, yearly_limit_hours=40)
    names = {"last_name": member.person.last_name, "first_name": member.person.first_name}

    preview = imported("members", names | {"limit": 50})
    (row,) = understood(preview)
    save(preview)

    assert row.state is RowState.DIFFERS
    assert ("Most hours in a year", "40", "50") in row.differences
    member.refresh_from_db()
    assert (member.yearly_limit_hours, Qualification.objects.count()) == (40, 1)


def test_trainings_keep_what_is_not_a_number_or_a_date(network, imported):
    preview = imported(
        "trainings",
        {
            "name": "Koulutus",
            "participants": "noin 20",
            "date": "lokakuussa",
            "days": "2,5",
            "uncertain": "place: medium; muuta",
        },
    )
    (row,) = understood(preview)
    save(preview)

    training = Training.objects.get()
    assert sorted(row.kept) == ["date", "participants"]
    assert (training.participants_count, training.date_text, training.date_earliest, str(training.days)) == (
        None,
        "lokakuussa",
        None,
        "2.5",
    )
    assert training.uncertain == {
        "place": "medium",
        "row": "muuta",
        "participants": "not a whole number",
        "date": "the year is not told",
    }
    assert training.cells["participants"] == "noin 20"
    assert [row.state for row in understood(imported("trainings", row.cells))] == [RowState.SAME]


def test_two_trainings_alike_answer_to_two_rows(network, imported):
    TrainingFactory(network=network, name="Koulutus", category="", date=None)

    row = {"name": "Koulutus"}

    assert [one.state for one in understood(imported("trainings", row, row))] == [RowState.SAME, RowState.NEW]
