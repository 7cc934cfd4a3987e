"""The way of a version to its readers, each act and each refusal; comparing; new methods and names."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from methods.enums import VersionState
from methods.models import Method, MethodVersion
from methods.queries import state_of
from methods.services import comment, open_version, save_parts, save_text, submit_version
from tests.factories.methods import (
    FacilitatorRuleFactory,
    LegalBasisFactory,
    MethodFactory,
    MethodVersionFactory,
    PhaseFactory,
    ZonePlacementFactory,
)


@pytest.fixture
def client(client_as, editor):
    return client_as(editor)


@pytest.fixture
def review(client_as, reviewer):
    return client_as(reviewer)


@pytest.fixture
def ready(draft):
    """A draft that lacks nothing."""
    FacilitatorRuleFactory(version=draft)
    return draft


@pytest.fixture
def in_review(ready, editor):
    return submit_version(ready, change_note="Uusi vaihe", actor=editor)


def at(version, **times):
    MethodVersion.objects.filter(pk=version.pk).update(**times)
    version.refresh_from_db()
    return version


@pytest.fixture
def in_language_review(in_review):
    return at(in_review, content_reviewed_at=timezone.now())


@pytest.fixture
def approved(in_language_review):
    return at(in_language_review, language_reviewed_at=timezone.now())


def state(version):
    return state_of(MethodVersion.objects.get(pk=version.pk))


def refusals(response):
    assert response.status_code == 422
    return response.context["form"].non_field_errors()


def test_draft_is_sent_to_review_with_a_note(client, ready, address):
    client.post(address(ready, "submit"), {"change_note": "Uusi vaihe"})

    assert state(ready) == VersionState.CONTENT_REVIEW


def test_draft_that_lacks_something_is_not_sent(client, draft, address):
    response = client.post(address(draft, "submit"), {"change_note": "Uusi vaihe"})

    assert refusals(response) == ["Kerro, kuka vetää tai kouluttaa: menetelmä on tilattavissa."]
    assert state(draft) == VersionState.DRAFT
    assert response.context["form"]["change_note"].value() == "Uusi vaihe"


def test_page_tells_what_a_draft_lacks(client, draft, address):
    lacks = client.get(address(draft, "version")).context["lacks"]

    assert lacks == ["Kerro, kuka vetää tai kouluttaa: menetelmä on tilattavissa.", "Kirjoita, mikä muuttuu ja miksi."]


def test_small_correction_goes_straight_to_the_language(client, draft, editor, address):
    # The published version it is made from has what it needs.
    rule = FacilitatorRuleFactory(version=draft.made_from)
    FacilitatorRuleFactory(version=draft, category=rule.category, count=rule.count)
    save_text(draft, language="fi", field="training", text="Korjattu.", based_on="", actor=editor)

    client.post(address(draft, "submit"), {"change_note": "Kirjoitusvirhe", "correction": "on"})

    assert state(draft) == VersionState.LANGUAGE_REVIEW


def test_small_correction_that_changes_content_is_refused(client, ready, address):
    response = client.post(address(ready, "submit"), {"change_note": "Pieni", "correction": "on"})

    assert refusals(response) == ["Muukin kuin sanamuoto on muuttunut: tämä on sisällön muutos, ei pieni korjaus."]


@pytest.mark.parametrize("name", ["pass-content", "check-law"])
def test_author_does_not_review(client, in_review, address, name):
    response = client.post(address(in_review, name))

    assert refusals(response) == ["Olet kirjoittanut tähän versioon, joten joku muu tarkastaa sen."]
    assert state(in_review) == VersionState.CONTENT_REVIEW


def test_author_does_not_pass_the_language(client, in_language_review, address):
    assert len(refusals(client.post(address(in_language_review, "pass-language")))) == 1


def test_author_is_told_that_somebody_else_reviews(client, review, in_review, address):
    LegalBasisFactory(version=in_review)

    own, others = (one.get(address(in_review, "version")).context for one in (client, review))

    assert (own["wrote"], [str(label) for label, _url, _post in own["acts"]]) == (
        True,
        ["Palauta kirjoittajalle", "Hylkää luonnos"],
    )
    assert [str(label) for label, _url, _post in others["acts"]] == [
        "Hyväksy sisältö",
        "Merkitse säädösperusta tarkastetuksi",
        "Palauta kirjoittajalle",
        "Hylkää luonnos",
    ]


def test_two_reviews_lead_to_approval(review, in_review, address):
    review.post(address(in_review, "pass-content"), {"note": "Kunnossa"})
    halfway = state(in_review)
    review.post(address(in_review, "pass-language"))

    assert (halfway, state(in_review)) == (VersionState.LANGUAGE_REVIEW, VersionState.APPROVED)
    assert in_review.events.get(step="content_reviewed").note == "Kunnossa"


def test_open_comments_hold_a_review(review, in_review, address):
    review.post(address(in_review, "comment"), {"field": "purpose", "text": "Liian pitkä."})

    refused = review.post(address(in_review, "pass-content"))
    page = review.get(address(in_review, "version"))
    row = in_review.comments.get()
    review.post(address(in_review, "comment-resolve", row.pk))
    review.post(address(in_review, "pass-content"))

    assert refusals(refused) == ["Kommentteja on auki. Merkitse ne käsitellyiksi tai palauta versio kirjoittajalle."]
    assert [(one.label, one.text) for one in page.context["open_comments"]] == [("Tarkoitus", "Liian pitkä.")]
    assert state(in_review) == VersionState.LANGUAGE_REVIEW


def test_comment_stands_at_its_field(client, review, in_review, address, reviewer):
    comment(in_review, field="when", text="Milloin ei?", actor=reviewer)

    rows = client.get(address(in_review, "texts")).context["rows"]

    assert [(row["name"], [one.text for one in row["comments"]]) for row in rows if row["comments"]] == [
        ("when", ["Milloin ei?"])
    ]
    assert review.get(address(in_review, "comment"), {"kohta": "when"}).context["form"]["field"].value() == "when"


def test_comment_of_another_version_is_missing(review, in_review, address, reviewer):
    row = comment(in_review, field="when", text="Milloin ei?", actor=reviewer)
    other = open_version(MethodVersionFactory(), actor=reviewer)

    assert review.post(address(other, "comment-resolve", row.pk)).status_code == 404


def test_version_is_returned_with_a_reason(review, in_review, address):
    without = review.post(address(in_review, "return"))
    review.post(address(in_review, "return"), {"reason": "Lähde puuttuu"})

    assert list(without.context["form"].errors) == ["reason"]
    assert (state(in_review), in_review.events.last().note) == (VersionState.DRAFT, "Lähde puuttuu")


def test_version_is_published_at_once(review, approved, address):
    response = review.post(address(approved, "publish"), {"when": "now"}, follow=True)

    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Versio julkaistiin."]
    assert state(approved) == VersionState.PUBLISHED


def test_version_is_scheduled_and_called_off(review, approved, address):
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = {"when": "later", "day": f"{tomorrow:%d.%m.%Y}", "time": "9.30"}

    review.post(address(approved, "publish"), data)
    approved.refresh_from_db()
    scheduled = state(approved)
    moment = timezone.localtime(approved.published_from)
    review.post(address(approved, "unschedule"))

    assert (scheduled, moment.date(), f"{moment:%H.%M}") == (VersionState.SCHEDULED, tomorrow, "09.30")
    assert state(approved) == VersionState.APPROVED


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"when": "later"}, "day"),
        ({"when": "later", "day": "huomenna"}, "day"),
        ({"when": "later", "day": "1.1.2099", "time": "aamulla"}, "time"),
        ({"when": "now", "day": "1.1.2099"}, "when"),
        ({"when": "later", "day": "1.1.2009"}, "__all__"),
    ],
)
def test_time_of_publishing_is_checked(review, approved, address, data, field):
    response = review.post(address(approved, "publish"), data)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert state(approved) == VersionState.APPROVED


def test_expired_law_check_holds_publishing_until_it_is_done(review, approved, address):
    LegalBasisFactory(version=approved, checked_on=timezone.localdate() - timedelta(days=400))

    refused = review.post(address(approved, "publish"), {"when": "now"})
    page = review.get(address(approved, "version"))
    review.post(address(approved, "check-law"))
    review.post(address(approved, "publish"), {"when": "now"})

    words = "Säädösperusta on muuttunut tai luettu yli vuosi sitten: tarkasta se ensin."
    assert (refusals(refused), page.context["lacks"]) == ([words], [words])
    assert state(approved) == VersionState.PUBLISHED


def test_version_that_is_not_approved_is_not_published(review, in_review, address):
    response = review.post(address(in_review, "publish"), {"when": "now"})

    assert refusals(response) == ["Tämä ei enää onnistu, koska tilanne on muuttunut. Lataa sivu uudelleen."]


def test_method_is_withdrawn_with_a_reason_and_what_replaces_it(client, address):
    version, other = MethodVersionFactory(), MethodFactory()

    client.post(address(version, "withdraw"), {"reason": "Laki muuttui", "replaced_by": other.pk})

    version.refresh_from_db()
    assert (state(version), version.withdrawn_reason, version.replaced_by) == ("withdrawn", "Laki muuttui", other)


def test_review_date_is_moved_with_a_note(client, address):
    version = MethodVersionFactory()

    past = client.post(address(version, "review-date"), {"note": "Luettu", "review_on": "1.1.2009"})
    client.post(address(version, "review-date"), {"note": "Luettu", "review_on": "1.1.2099"})

    version.refresh_from_db()
    assert (len(refusals(past)), version.review_on.year) == (1, 2099)


def test_draft_is_thrown_away_after_a_question(client, draft, address):
    page = client.get(address(draft, "discard"))
    response = client.post(address(draft, "discard"))

    assert page.status_code == 200
    assert response.url == reverse("catalogue:versions", args=[draft.method.code])
    assert not MethodVersion.objects.filter(pk=draft.pk).exists()


def test_published_version_is_not_thrown_away(client, address):
    version = MethodVersionFactory()

    assert refusals(client.post(address(version, "discard"))) == ["Vain luonnoksen voi hylätä."]


def test_page_tells_what_changes_from_the_older_version(review, in_review, address):
    groups = review.get(address(in_review, "version")).context["groups"]

    assert [label for label, _changes in groups] == ["Vetäjät"]


def test_any_two_versions_are_compared_with_phases_and_zones(client, draft, editor, reviewer):
    old = draft.made_from
    PhaseFactory(version=old, text_fi="Vanha vaihe.")
    ZonePlacementFactory(version=draft)
    save_text(draft, language="fi", field="training", text="Kaksi päivää.", based_on="", actor=editor)
    save_parts(draft, part="phases", rows=[{"text_fi": "Uusi vaihe."}], revision=0, actor=editor)
    url = reverse("catalogue:compare", args=[draft.method.code])

    chosen = client.get(url, {"vanha": old.number, "uusi": draft.number}).context["groups"]
    unchosen = client.get(url).context["groups"]

    assert [label for label, _changes in chosen] == ["Koulutus ja lupa", "Paikat vyöhykkeillä", "Vaiheet"]
    phases = chosen[-1][1][0]
    assert ("Vanha vaihe." in phases.out[0], "Uusi vaihe." in phases.came[0]) == (True, True)
    assert unchosen == chosen
    assert client.get(url, {"vanha": "77"}).status_code == 404


@pytest.mark.parametrize("versions", [2, 5])
def test_comparing_and_listing_query_count(client, django_assert_num_queries, versions):
    method = MethodFactory()
    for _ in range(versions):
        MethodVersionFactory(method=method)

    with django_assert_num_queries(6):  # session, user, roles, method, versions, networks
        client.get(reverse("catalogue:versions", args=[method.code]))
    with django_assert_num_queries(17):  # the two versions with the ten kinds of parts besides
        client.get(reverse("catalogue:compare", args=[method.code]))


def test_method_without_versions_compares_nothing(client, draft, address):
    client.post(address(draft, "discard"))
    MethodVersion.objects.all().delete()

    response = client.get(reverse("catalogue:compare", args=[draft.method.code]))

    assert (response.status_code, response.context["groups"]) == (200, [])


def test_new_method_gets_an_empty_draft(client):
    data = {"name_fi": "Uusi tapa", "code": "uusi-tapa", "kind": "method"}

    response = client.post(reverse("catalogue:new-method"), data)

    assert response.url == reverse("catalogue:texts", args=["uusi-tapa", 1])
    assert not Method.objects.published().filter(code="uusi-tapa").exists()


def test_code_is_never_used_again(client):
    method = MethodFactory()

    data = {"name_fi": "Toinen", "code": method.code, "kind": "method"}
    response = client.post(reverse("catalogue:new-method"), data)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["code"])


def test_renaming_keeps_the_old_name_as_a_synonym(client):
    method = MethodFactory(name_fi="Vanha nimi")
    url = reverse("catalogue:rename", args=[method.code])

    without = client.post(url, {"name_fi": ""})
    client.post(url, {"name_fi": "Uusi nimi", "name_sv": "Nytt namn", "sv_proposed": "on"})

    method.refresh_from_db()
    assert list(without.context["form"].errors) == ["name_fi"]
    assert (method.name_fi, method.name_sv, method.sv_proposed) == ("Uusi nimi", "Nytt namn", True)
    assert "Vanha nimi" in [synonym.text for synonym in method.synonyms.all()]
