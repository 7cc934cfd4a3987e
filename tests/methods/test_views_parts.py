"""The facts of a draft, and its lists as rows of fields."""

import pytest

from methods.queries import LIST_LABELS
from methods.services import save_parts
from tests.factories.methods import (
    EvidenceFactory,
    FacilitatorRuleFactory,
    KeptDocumentFactory,
    LegalBasisFactory,
    MethodFactory,
    MethodVersionFactory,
    ParticipantFactory,
    PhaseFactory,
    SituationFactory,
    ZonePlacementFactory,
)

FACTS = {
    "orderability": "order_training",
    "domains": ["children", "adults"],
    "age_from": "7",
    "age_to": "17",
    "sources": "Ensimmäinen lähde\r\nToinen lähde",
}
PLACE = {"zone": "3", "first_step": "4", "last_step": "5", "primary": "on", "source": "Lähde 1"}


@pytest.fixture
def client(client_as, editor):
    return client_as(editor)


def rows_of(*rows, version=0, **act):
    """What the page posts for rows of fields."""
    data = {"rivi-TOTAL_FORMS": len(rows), "rivi-INITIAL_FORMS": 0, "version": version, **act}
    for number, row in enumerate(rows):
        data |= {f"rivi-{number}-{name}": value for name, value in row.items()}
    return data


def zones(version):
    return [(row.zone, row.first_step, row.last_step, row.source) for row in version.placements.all()]


def test_facts_are_saved(client, draft, address):
    client.post(address(draft, "facts"), FACTS | {"version": 0})

    draft.refresh_from_db()
    assert (draft.orderability, draft.domains, draft.age_from, draft.free_for_family, draft.revision) == (
        "order_training",
        ["children", "adults"],
        7,
        False,
        1,
    )
    assert draft.sources == ["Ensimmäinen lähde", "Toinen lähde"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"age_from": "18", "age_to": "7"}, "age_to"),
        ({"sessions_from": "5", "sessions_to": "2"}, "sessions_to"),
        ({"orderability": ""}, "orderability"),
        ({"lead_days": "pian"}, "lead_days"),
    ],
)
def test_wrong_facts_are_refused_at_their_field_and_stay_typed(client, draft, address, typed, field):
    response = client.post(address(draft, "facts"), FACTS | {"version": 0} | typed)

    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, [field])
    assert {name: form[name].value() for name in typed} == typed


def test_facts_that_somebody_else_saved_are_shown_beside_mine(client, draft, address):
    client.post(address(draft, "facts"), FACTS | {"version": 0})

    response = client.post(address(draft, "facts"), FACTS | {"version": 0, "age_from": "12"})

    assert response.status_code == 409
    assert [row[1:] for row in response.context["conflict"]] == [("7", "12")]


def test_list_is_saved_in_the_order_of_its_rows(client, draft, address):
    rows = [{"situation": "stuck"}, {}, {"situation": "acute"}]

    client.post(address(draft, "part", "situations"), rows_of(*rows))

    draft.refresh_from_db()
    assert [row.situation for row in draft.situations.all()] == ["stuck", "acute"]
    assert draft.revision == 1


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (PLACE | {"zone": "5"}, "zone"),
        (PLACE | {"first_step": "1"}, "first_step"),
        (PLACE | {"last_step": "7"}, "last_step"),
        (PLACE | {"first_step": "5", "last_step": "4"}, "last_step"),
        (PLACE | {"source": ""}, "source"),
    ],
)
def test_wrong_zones_are_refused_at_their_field_and_nothing_is_lost(client, draft, address, row, field):
    response = client.post(address(draft, "part", "placements"), rows_of(PLACE, row))

    first, second = response.context["formset"].forms
    assert (response.status_code, list(first.errors), list(second.errors)) == (422, [], [field])
    assert {name: second[name].value() for name in row if name != "primary"} == {
        name: value for name, value in row.items() if name != "primary"
    }
    assert zones(draft) == []


def test_legal_basis_that_ends_before_it_begins_is_refused_at_its_field(client, draft, address):
    row = {
        "act_fi": "Lastensuojelulaki",
        "number": "417/2007",
        "section": "32 §",
        "text_fi": "Läheisverkosto kartoitetaan.",
        "valid_from": "1.1.2027",
        "valid_to": "31.12.2026",
        "checked_on": "1.6.2026",
    }

    response = client.post(address(draft, "part", "legal_bases"), rows_of(row))

    [form] = response.context["formset"].forms
    assert (response.status_code, form.errors) == (422, {"valid_to": ["Se päättyy ennen kuin se alkaa."]})
    assert form["valid_to"].value() == "31.12.2026"


def test_finding_without_a_source_is_refused(client, draft, address):
    row = {"line": "effect", "finding": "shown", "text_fi": "Vaikuttaa."}

    response = client.post(address(draft, "part", "evidence"), rows_of(row))

    [form] = response.context["formset"].forms
    assert (response.status_code, form.non_field_errors()) == (422, ["Nimeä tuloksen lähde."])


def test_what_stands_once_in_a_list_is_refused_twice(client, draft, address):
    row = {"party": "family", "presence": "always"}

    response = client.post(address(draft, "part", "participant_rules"), rows_of(row, row))

    assert [list(form.errors) for form in response.context["formset"].forms] == [[], ["party"]]


@pytest.mark.parametrize(
    ("act", "places", "order"),
    [
        ({"lisaa": "1"}, 3, ["1", "2", None]),
        ({"ylos": "1"}, 2, ["2", "1"]),
        ({"alas": "0"}, 2, ["2", "1"]),
        ({"poista": "0"}, 1, ["2"]),
        ({"ylos": "0"}, 2, ["1", "2"]),
        ({"poista": "99999999999"}, 1, ["1"]),
    ],
)
def test_rows_are_arranged_by_buttons_and_nothing_is_saved(client, draft, address, act, places, order):
    rows = [PLACE | {"zone": "1"}, PLACE | {"zone": "2", "source": ""}]

    response = client.post(address(draft, "part", "placements"), rows_of(*rows, **act))

    formset = response.context["formset"]
    assert [form["zone"].value() for form in formset.forms] == order
    assert (len(formset.forms), zones(draft), formset.is_bound) == (places, [], False)


def test_list_that_somebody_else_saved_is_shown_above_mine(client, draft, address, reviewer):
    url = address(draft, "part", "situations")
    save_parts(draft, part="situations", rows=[{"situation": "acute"}], revision=0, actor=reviewer)

    response = client.post(url, rows_of({"situation": "stuck"}))

    assert response.status_code == 409
    assert response.context["theirs"] == ["tilanne: Tilanne on akuutti"]
    assert response.context["formset"].forms[0]["situation"].value() == "stuck"

    client.post(url, rows_of({"situation": "stuck"}, version=response.context["revision"]))

    assert [row.situation for row in draft.situations.all()] == ["stuck"]


def test_every_list_comes_back_as_it_was_saved(client, draft, address):
    """Opening a list and saving it changes nothing in it."""
    SituationFactory(version=draft)
    ParticipantFactory(version=draft, presence="partly")
    FacilitatorRuleFactory(version=draft, outside=False, knows="topic")
    PhaseFactory(version=draft, present=["family", "child"], minutes=30, output_sv="Plan")
    KeptDocumentFactory(version=draft)
    LegalBasisFactory(version=draft)
    EvidenceFactory(version=draft)
    ZonePlacementFactory(version=draft, primary=False)
    draft.instead.create(method=MethodFactory())
    before = {name: list(getattr(draft, name).values()) for name in LIST_LABELS}

    for name in LIST_LABELS:
        formset = client.get(address(draft, "part", name)).context["formset"]
        data = {}
        for form in formset.forms:
            for bound in form:
                value = form[bound.name].value()
                if value not in (None, False, ""):
                    data[bound.html_name] = getattr(value, "isoformat", lambda value=value: value)()
        data |= {"rivi-TOTAL_FORMS": len(formset.forms), "rivi-INITIAL_FORMS": 0}
        draft.refresh_from_db()
        response = client.post(address(draft, "part", name), data | {"version": draft.revision})
        assert response.status_code == 302, name

    after = {name: list(getattr(draft, name).values()) for name in LIST_LABELS}
    for name, rows in before.items():
        assert [row | {"id": 0} for row in after[name]] == [row | {"id": 0} for row in rows]


def test_form_that_was_spoiled_is_refused(client, draft, address):
    response = client.post(address(draft, "part", "phases"), {"rivi-TOTAL_FORMS": "x"})

    assert response.status_code == 422


def test_lists_and_facts_of_a_published_version_are_told(client, address):
    version = MethodVersionFactory(domains=["elderly"])
    PhaseFactory(version=version, minutes=45)

    facts = client.get(address(version, "facts"))
    phases = client.get(address(version, "part", "phases"))
    refused = client.post(address(version, "part", "phases"), rows_of({"text_fi": "Uusi vaihe."}))

    assert ("Missä käytetään", "Vanhustyö") in [(label, words) for label, words in facts.context["facts"]]
    assert "Jokainen puhuu vuorollaan." in phases.context["rows"][0]
    assert "<fieldset" not in phases.content.decode()
    assert (refused.status_code, version.phases.count()) == (422, 1)
