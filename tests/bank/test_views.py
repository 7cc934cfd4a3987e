from datetime import date

import pytest
from django.urls import reverse

from bank.models import Member, Order
from core.models import Job, StoredFile, ViewLog
from tests.factories.bank import MemberFactory, OrderFactory
from tests.factories.network import MunicipalityFactory, OrganisationFactory, PersonFactory


@pytest.fixture
def browser(client_as, coordinator):
    return client_as(coordinator)


def address(name, network, *args, query=""):
    return reverse(f"bank:{name}", args=[network.slug, *args]) + query


@pytest.mark.parametrize("count", [1, 3])
def test_order_list_query_count(browser, network, other_network, django_assert_num_queries, count):
    orders = OrderFactory.create_batch(count, network=network, slots=[MemberFactory(network=network)])
    OrderFactory(network=other_network)  # somebody else's: could leak, must not

    # session, user, networks, roles, methods and municipalities of the filter, orders, slots, imported rows, who runs
    # the bank
    with django_assert_num_queries(10):
        response = browser.get(address("order-list", network))

    assert set(response.context["page"].rows) == set(orders)


@pytest.mark.parametrize("count", [1, 3])
def test_member_list_query_count(browser, network, other_network, django_assert_num_queries, count):
    members = MemberFactory.create_batch(count, network=network)
    MemberFactory(network=other_network)

    # session, user, networks, roles, commitment to confidentiality, count, members, qualifications, pauses, loads,
    # municipalities of the filter, who runs the bank
    with django_assert_num_queries(12):
        response = browser.get(address("member-list", network))

    assert set(response.context["object_list"]) == set(members)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=kotka", {"kotka"}),
        ("?q=KOTKA perhe", {"kotka"}),
        ("?q=kot%20muu", set()),
        ("?q=2/2009", {"lahti"}),
        ("?tilanne=carried_out", {"lahti"}),
        ("?tilanne=received", {"kotka"}),
        ("?ajankohta=15.1.2099", {"kotka"}),
        ("?ajankohta=kevät 2009", {"lahti"}),
        ("?vetajat=on", {"kotka"}),
        ("?laji=client_work", {"kotka"}),
    ],
)
def test_order_list_filters(browser, network, query, found):
    orders = {
        "kotka": OrderFactory(network=network, number=1, summary="Kotkan perhetyö"),
        "lahti": OrderFactory(
            network=network, number=2, summary="Lahden päivähoito", carried_out=True, kind="training"
        ),
    }

    response = browser.get(address("order-list", network, query=query))

    assert set(response.context["page"].rows) == {orders[name] for name in found}


def test_order_list_shows_an_invalid_filter_and_all_rows(browser, network):
    order = OrderFactory(network=network)

    response = browser.get(address("order-list", network, query="?ajankohta=joskus ehkä"))

    assert response.context["page"].rows == [order]
    assert response.context["filter"].form.errors.keys() == {"ajankohta"}


def test_order_list_answers_htmx_with_the_table_alone(browser, network):
    response = browser.get(address("order-list", network), headers={"HX-Request": "true"})

    assert response.templates[0].name == "bank/_order_table.html"
    assert "HX-Request" in response["Vary"]


def posted(network, **changes):
    return {
        "version": 0,
        "organisation": OrganisationFactory(network=network).pk,
        "contact": PersonFactory(network=network).pk,
        "kind": "planning",
        "summary": "Teemaneuvonpito",
        "received_on": "1.6.2026",
    } | changes


def test_logging_an_order_leads_to_its_page(browser, network):
    response = browser.post(address("order-create", network), posted(network, wished="syksy 2027", concern="Huoli."))

    order = Order.objects.get()
    assert response.url == order.get_absolute_url()
    assert (order.summary, order.wished_text, order.concern_row.text) == ("Teemaneuvonpito", "syksy 2027", "Huoli.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation": ""}, "organisation"),
        ({"contact": ""}, "contact"),
        ({"kind": ""}, "kind"),
        ({"summary": ""}, "summary"),
        ({"wished": "31.2.2027"}, "wished"),
        ({"concern": "x" * 601}, "concern"),
        ({"received_on": "1.1.2999"}, "received_on"),
    ],
)
def test_logging_an_order_refuses_at_the_field_and_keeps_what_was_typed(browser, network, changes, field):
    response = browser.post(address("order-create", network), posted(network, place="Kirjasto", **changes))

    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["place"].value()) == (422, [field], "Kirjasto")
    assert not Order.objects.exists()


def test_logging_an_order_for_somebody_of_another_network_is_refused(browser, network, other_network):
    stranger = PersonFactory(network=other_network)

    response = browser.post(address("order-create", network), posted(network, contact=stranger.pk))

    assert list(response.context["form"].errors) == ["contact"]


def test_an_identity_code_is_refused_and_stored_nowhere(browser, network, identity_code, caplog):
    response = browser.post(address("order-create", network), posted(network, place=f"Koti {identity_code}"))

    assert list(response.context["form"].errors) == ["place"]
    assert identity_code not in str(response.context["form"].errors)
    assert identity_code not in caplog.text
    assert not Order.objects.exists()


def test_the_second_of_two_savers_sees_both_versions(browser, network):
    order = OrderFactory(network=network)
    form = posted(network, organisation=order.organisation_id, contact=order.contact_id)
    url = address("order-update", network, order.pk)

    first = browser.post(url, form | {"place": "Ensimmäinen"})
    second = browser.post(url, form | {"place": "Toinen"})

    rows = {str(label).partition(" (")[0]: (theirs, yours) for label, theirs, yours in second.context["conflict"]}
    assert (first.status_code, second.status_code) == (302, 409)
    assert ("Ensimmäinen", "Toinen") in rows.values()
    assert second.context["form"]["version"].value() == 1


def test_reading_the_concern_is_logged_where_it_is_read(browser, coordinator, network):
    order = OrderFactory(network=network, concern="Poissaolot huolettavat.")

    page = browser.get(order.get_absolute_url())
    before = ViewLog.objects.count()
    concern = browser.get(address("order-concern", network, order.pk))

    assert "Poissaolot" not in page.content.decode()
    assert "Poissaolot huolettavat." in concern.content.decode()
    assert (before, list(ViewLog.objects.values_list("user", "target_id", "what"))) == (
        0,
        [(coordinator.pk, order.pk, "concern")],
    )


def test_a_postponed_order_with_a_new_date_goes_on(browser, network):
    order = OrderFactory(network=network, overdue=True)

    browser.post(address("order-postpone", network, order.pk), {"version": 0, "new_date": "syksy 2099"})

    order.refresh_from_db()
    assert (order.outcome, order.wished_text) == ("", "syksy 2099")


def test_asking_for_the_report_twice_makes_one_document(browser, network):
    order = OrderFactory(network=network)
    url = address("order-report", network, order.pk)

    first, second = browser.post(url), browser.post(url)

    assert first.url == second.url == reverse("document", args=[StoredFile.objects.get().uuid])
    assert Job.objects.count() == 1


def test_the_register_refuses_a_span_that_runs_backwards(browser, network):
    response = browser.post(address("register", network), {"first": 2010, "last": 2009})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["last"])
    assert not StoredFile.objects.exists()


def test_adding_a_member_with_a_qualification(browser, network):
    person = PersonFactory(network=network)

    response = browser.post(
        address("member-create", network),
        {"person": person.pk, "joined_on": "1.6.2026", "convener": "qualified", "convener_since": "1.3.2020"},
    )

    member = Member.objects.get()
    assert response.url == member.get_absolute_url()
    assert [str(q.valid_from) for q in member.qualifications.all()] == ["2020-03-01"]


def test_a_member_without_any_qualification_is_refused(browser, network):
    response = browser.post(address("member-create", network), {"person": PersonFactory(network=network).pk})

    assert len(response.context["form"].non_field_errors()) == 1
    assert not Member.objects.exists()


def test_the_member_form_draws_a_field_for_every_category(browser, network):
    content = browser.get(address("member-create", network)).content.decode()

    assert content.count('name="convener"') == content.count('name="convener_since"') == 1


def test_the_form_of_a_member_draws_all_but_the_person_and_complains_of_nothing(browser, network, caplog):
    member = MemberFactory(network=network)

    content = browser.get(address("member-update", network, member.pk)).content.decode()

    assert (content.count('name="yearly_limit_hours"'), content.count('name="person"')) == (1, 0)
    assert caplog.records == []


def test_whoever_has_many_documents_waiting_waits_too(browser, coordinator, network, monkeypatch):
    monkeypatch.setattr("core.documents.WAITING_AT_MOST", 1)
    orders = OrderFactory.create_batch(2, network=network)
    browser.post(address("order-report", network, orders[0].pk))
    StoredFile.objects.update(ready_at=None)

    report = browser.post(address("order-report", network, orders[1].pk))
    register = browser.post(address("register", network), {"first": 2008, "last": 2009})
    table = browser.post(address("member-table", network), {"paiva": "1.1.2020"})

    assert report.url == orders[1].get_absolute_url()
    assert table.url == address("member-table", network)
    assert len(register.context["form"].non_field_errors()) == 1
    assert StoredFile.objects.count() == 1


def test_orders_of_todays_municipality_are_those_of_what_merged_into_it_too(browser, network):
    today = MunicipalityFactory(name_fi="Kouvola")
    ended = MunicipalityFactory(name_fi="Elimäki", valid_to=date(2008, 12, 31), successor=today)
    network.municipalities.add(today)
    before = OrderFactory(network=network, municipality=ended, municipality_label="Elimäki")
    after = OrderFactory(network=network, municipality=today, municipality_label="Kouvola")
    OrderFactory(network=network)

    response = browser.get(address("order-list", network, query=f"?kunta={today.pk}"))

    rows = response.context["page"].rows
    assert {(row.pk, row.municipality_label) for row in rows} == {(before.pk, "Elimäki"), (after.pk, "Kouvola")}


@pytest.mark.parametrize(("page", "field"), [("order-list", "kunta"), ("member-list", "alue")])
def test_network_that_names_no_municipalities_filters_by_all_of_today(browser, network, page, field):
    today, other = MunicipalityFactory.create_batch(2)
    MunicipalityFactory(valid_to=date(2008, 12, 31), successor=today)
    choices = set(browser.get(address(page, network)).context["filter"].form.fields[field].queryset)

    network.municipalities.add(other)

    assert choices == {today, other}
    assert list(browser.get(address(page, network)).context["filter"].form.fields[field].queryset) == [other]
