from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from methods.enums import EvidenceLine
from methods.models import Instead
from methods.queries import method_page
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
    VersionTextFactory,
    bare_method,
)

pytestmark = pytest.mark.django_db
A_YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def version():
    return MethodVersionFactory()


def page_with(**facts):
    return method_page(MethodVersionFactory(**facts))


def values_of(page):
    return {fact["key"]: fact["value"] for fact in page["facts"]}


def test_text_is_shown_as_paragraphs_and_lists(version):
    version.texts.update(conditions="Ensin sovitaan:\n- paikka\n- <b>aika</b>\n\nSitten kutsutaan.")

    text = method_page(version)["texts"]["conditions"]

    assert text == {
        "html": "<p>Ensin sovitaan:</p><ul><li>paikka</li><li>&lt;b&gt;aika&lt;/b&gt;</li></ul>"
        "<p>Sitten kutsutaan.</p>",
        "language": "fi",
    }


def test_each_text_is_read_in_finnish_where_the_language_lacks_it(version):
    VersionTextFactory(version=version, language="en", purpose="A plan is made.", for_orderer="")

    texts = method_page(version)["texts"]

    assert (texts["purpose"]["language"], texts["for_orderer"]["language"]) == ("en", "fi")
    assert "conditions" not in texts


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"domains": ["children", "elderly"]}, {"domains": "Children, young people and families, Elder care"}),
        ({"age_from": 8, "age_to": 16}, {"ages": "8–16 years"}),
        ({"age_from": 8}, {"ages": "from the age of 8"}),
        ({"age_to": 17}, {"ages": "to the age of 17"}),
        ({"consent": "client"}, {"consent": "The client's consent"}),
        ({"sessions_from": 1, "sessions_to": 2}, {"meetings": "1–2"}),
        ({"sessions_from": 1, "sessions_to": 1}, {"meetings": "1"}),
        ({"sessions_from": 2}, {"meetings": "2 or more"}),
        ({"sessions_to": 3}, {"meetings": "at most 3"}),
        ({"lead_days": 14}, {"lead_days": "at least 14 days before the meeting"}),
        ({"needs_follow_up": True}, {"follow_up": "a follow-up meeting belongs to the method"}),
        ({"follow_up_weeks": 12}, {"follow_up": "a follow-up meeting after about 12 weeks"}),
        ({}, {}),
    ],
)
def test_facts_are_told_in_words_and_unknown_ones_are_left_out(facts, expected):
    assert values_of(page_with(**facts)) == expected


def test_participants_facilitators_phases_and_documents_are_told(version):
    SituationFactory(version=version)
    ParticipantFactory(version=version, party="child", presence="partly")
    FacilitatorRuleFactory(version=version, knows="concern_only")
    PhaseFactory(version=version, present=["family", "facilitators"], minutes=45, output_fi="Suunnitelma")
    KeptDocumentFactory(version=version, client_data=True)

    page = method_page(version)

    assert page["situations"] == ["There are many helpers and nobody knows who does what"]
    assert page["parties"] == [{"who": "The child or young person", "presence": "in some phases"}]
    assert page["rules"] == [
        {"who": "2 network consultants", "outside": True, "knows": "Only the orderer's concern"},
    ]
    [phase] = page["phases"]
    assert (phase["present"], phase["minutes"]) == ("the client and family, the facilitators", "45 minutes")
    assert (phase["output"], phase["output_language"]) == ("Suunnitelma", "fi")
    assert page["documents"] == [
        {"text": "Suunnitelma", "language": "fi", "kept": "The participants keep it", "client_data": True}
    ]


@pytest.mark.parametrize(
    ("free", "party", "expected"),
    [
        (True, "family", ["Working time by agreement", "Free of charge for the family"]),
        (False, "family", ["Working time by agreement", "The family may be charged a fee"]),
        (True, "planners", ["Working time by agreement"]),
    ],
)
def test_cost_says_what_a_family_pays_where_one_takes_part(free, party, expected):
    version = MethodVersionFactory(cost_basis="working_time", free_for_family=free)
    ParticipantFactory(version=version, party=party)

    assert method_page(version)["cost"] == expected


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ({}, ("", False, False)),
        ({"valid_from": date(2024, 1, 1)}, ("1.1.2024–", False, False)),
        ({"valid_to": date(2023, 12, 31)}, ("–31.12.2023", True, False)),
        ({"days_ago": 365}, ("", False, False)),
        ({"days_ago": 366}, ("", False, True)),
    ],
)
def test_legal_basis_is_marked_when_it_ended_or_was_read_long_ago(version, basis, expected):
    days = basis.pop("days_ago", 1)
    LegalBasisFactory(version=version, checked_on=timezone.localdate() - timedelta(days=days), **basis)

    [row] = method_page(version)["legal"]

    assert (row["in_force"], row["ended"], row["old"]) == expected


def test_evidence_has_three_lines_and_tells_null_results(version):
    EvidenceFactory(version=version, line="effect", finding="no_effect", text_fi="Vaikutusta ei ole löytynyt.")

    rows = method_page(version)["evidence"]

    assert [row["line"] for row in rows] == [str(line.label) for line in EvidenceLine]
    assert [(row["finding"], row["text"], row["source"]) for row in rows] == [
        ("Not assessed", "", ""),
        ("No effect found", "Vaikutusta ei ole löytynyt.", "Lähde"),
        ("Not assessed", "", ""),
    ]


def test_method_to_use_instead_is_named_when_it_is_published(version):
    published = MethodFactory()
    for method in (published, bare_method()):
        Instead.objects.create(version=version, method=method)

    assert method_page(version)["instead"] == [{"name": published.name, "url": published.get_absolute_url()}]


def test_edition_tells_number_and_day_of_publishing_or_of_the_last_change(version):
    draft = MethodVersionFactory(published_from=None)
    day, today = (
        f"{one.day}.{one.month}.{one.year}"
        for one in (timezone.localdate() - timedelta(days=30), timezone.localdate())
    )

    assert method_page(version)["edition"] == f"Version 1, published {day}"
    assert method_page(draft)["edition"] == f"Version 1, a draft last changed {today}"
