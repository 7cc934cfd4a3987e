import io

import pytest
from pypdf import PdfReader

from bank.documents import (
    order_report_context,
    order_version,
    register_context,
    register_version,
    render_order_report,
    render_register,
)
from bank.models import Order
from bank.services import assign_facilitator, edit_order, record_outcome
from tests.factories.bank import BEHIND, MemberFactory, OrderFactory, SlotFactory, on_day

CONCERN = "Poissaolot huolettavat kaikkia."


@pytest.fixture
def ended(network, coordinator):
    """An order with a team, a concern and an outcome."""
    order = OrderFactory(network=network, concern=CONCERN, summary="Teemaneuvonpito", wished=on_day(BEHIND))
    for first, last in [("Maija", "Esimerkki"), ("Teppo", "Malli")]:
        member = MemberFactory(network=network, person__first_name=first, person__last_name=last)
        assign_facilitator(order, member=member, actor=coordinator)
    order.refresh_from_db()
    return record_outcome(order, outcome="carried_out", held=on_day(BEHIND), version=order.version, actor=coordinator)


def test_order_report_tells_facts_team_outcome_and_steps(ended):
    context = order_report_context(ended)

    facts = {fact["label"]: fact["values"] for fact in context["facts"]}
    assert (context["summary"], facts["Wished date"]) == ("Teemaneuvonpito", ["15.1.2009"])
    assert context["team"] == ["Maija Esimerkki", "Teppo Malli"]
    assert [fact["values"] for fact in context["outcome"]] == [["CARRIED OUT"], ["15.1.2009"]]
    assert [fact["values"][0] for fact in context["steps"]] == [
        "Search for facilitators opened",
        "All facilitators found",
        "Session held: 15.1.2009",
        "Outcome recorded: 15.1.2009",
    ]


def test_documents_never_hold_the_concern(network, ended):
    report = render_order_report(ended, "", "fi")
    register = render_register(network, "2009-2009", "fi")

    texts = [report.html, register.html] + [
        page.extract_text()
        for document in (report, register)
        for page in PdfReader(io.BytesIO(document.content)).pages
    ]
    assert [text for text in texts if "Poissaolot" in text] == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_order_report_is_tagged_and_in_its_language(ended, language):
    rendered = render_order_report(ended, "", language)

    root = PdfReader(io.BytesIO(rendered.content)).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == (language, True, True)
    assert f'<html lang="{language}">' in rendered.html


def test_register_prints_date_order_leaders_and_status(network, other_network, ended):
    SlotFactory(order=ended, member=None, name_label="Riitta Varanen", role="reserve")
    OrderFactory(network=network, overdue=True, summary="Arviointi")
    OrderFactory(network=other_network, overdue=True)

    context = register_context(network, "2009-2009")

    assert context["rows"] == [
        {
            "date": "15.1.2009",
            "order": "Teemaneuvonpito",
            "leaders": "Maija Esimerkki, Teppo Malli and Riitta Varanen (in reserve)",
            "status": "CARRIED OUT",
            "note": "",
        },
        {
            "date": "15.1.2009",
            "order": "Arviointi",
            "leaders": "–",
            "status": "UPCOMING (outcome not recorded)",
            "note": "",
        },
    ]
    assert dict(context["counts"]) == {"CARRIED OUT": 1, "UPCOMING (outcome not recorded)": 1}


def test_register_of_other_years_is_empty_and_says_so(network, ended):
    rendered = render_register(network, "2030-2031", "en")

    assert "There are no orders in these years." in rendered.html


def test_register_query_count(network, django_assert_num_queries):
    OrderFactory.create_batch(3, network=network, slots=[MemberFactory(network=network)], overdue=True)

    # orders, slots, imported rows, who runs the bank; the version: facts and overdue ones
    with django_assert_num_queries(6):
        register_context(network, "2009-2009")


def test_versions_change_with_the_content_and_only_then(network, ended, coordinator):
    before = (order_version(ended, ""), register_version(network, "2009-2009"))
    again = (order_version(Order.objects.get(pk=ended.pk), ""), register_version(network, "2009-2009"))
    edited = edit_order(ended, facts={"place": "Muualla"}, concern=None, version=ended.version, actor=coordinator)

    after = (order_version(edited, ""), register_version(network, "2009-2009"))
    assert again == before
    assert [new != old for new, old in zip(after, before, strict=True)] == [True, True]
