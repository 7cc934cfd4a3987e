"""Opening a draft, and writing its texts side by side."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from methods.models import MethodVersion
from methods.services import open_version, save_text
from tests.factories.methods import MethodFactory, MethodVersionFactory, bare_method

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def client(client_as, editor):
    return client_as(editor)


def stored(version, language, field="purpose"):
    return version.texts.filter(language=language).values_list(field, flat=True).first()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def open_draft(client, method):
    return client.post(reverse("catalogue:draft-open", args=[method.code]))


def test_draft_is_opened_from_the_newest_version(client, editor):
    method = MethodFactory()

    response = open_draft(client, method)

    draft = method.versions.get(published_from=None)
    assert (draft.author, draft.made_from.number) == (editor, 1)
    assert response.url == reverse("catalogue:texts", args=[method.code, draft.number])


def test_draft_is_opened_for_a_method_without_versions(client):
    method = bare_method()

    open_draft(client, method)

    assert stored(method.versions.get(), "fi") == ""


def test_second_draft_is_refused_with_its_writer_and_a_link(client, reviewer):
    method = MethodFactory()
    theirs = open_version(method.versions.get(), actor=reviewer)

    response = open_draft(client, method)

    [message] = said(response)
    assert "Raili Tarkastaja" in message
    assert f'href="{reverse("catalogue:texts", args=[method.code, theirs.number])}"' in message
    assert method.versions.count() == 2


def test_texts_stand_side_by_side_and_save_by_a_plain_form(client, draft, address):
    response = client.post(
        address(draft, "text", "purpose", "sv"), {"text": "Deltagarna talar i tur.", "version": ""}, follow=True
    )

    assert stored(draft, "sv") == "Deltagarna talar i tur."
    row = response.context["rows"][0]
    assert [(cell.language, cell.text[:10], cell.missing) for cell in row["cells"]] == [
        ("fi", "Osalliset ", False),
        ("sv", "Deltagarna", False),
        ("en", "", True),
    ]


@pytest.mark.parametrize("texts", [1, 3])
def test_texts_query_count(client, draft, address, texts, editor, django_assert_num_queries):
    for language in ("fi", "sv", "en")[:texts]:
        save_text(draft, language=language, field="training", text="Uusi.", based_on="", actor=editor)

    with django_assert_num_queries(7):  # session, user, roles, version, texts, comments, networks
        client.get(address(draft, "texts"))


def test_text_that_saves_itself_is_answered_with_what_was_stored(client, draft, address):
    url = address(draft, "text", "training", "fi")

    response = client.post(url, {"text": "  Koulutus kestää kaksi päivää.\r\n- ja harjoitus ", "version": ""},
                           headers=AUTOSAVE)  # fmt: skip

    answer = response.json()
    assert answer["version"] == "Koulutus kestää kaksi päivää.\n- ja harjoitus" == stored(draft, "fi", "training")
    assert answer["saved"].startswith("tallennettu")


def test_two_writers_of_one_text_lose_neither(client, draft, address, reviewer):
    url, seen = address(draft, "text", "purpose", "fi"), stored(draft, "fi")
    save_text(draft, language="fi", field="purpose", text="Toisen teksti.", based_on=seen, actor=reviewer)

    by_itself = client.post(url, {"text": "Oma teksti.", "version": seen}, headers=AUTOSAVE)
    by_hand = client.post(url, {"text": "Oma teksti.", "version": seen})

    assert (by_itself.status_code, by_hand.status_code) == (409, 409)
    assert by_itself.json()["version"] == "Toisen teksti."
    for page in (by_itself.json()["html"], by_hand.content.decode()):
        assert "Toisen teksti." in page
        assert "Oma teksti." in page
    assert stored(draft, "fi") == "Toisen teksti."


def test_both_texts_of_a_conflict_can_be_kept(client, draft, address):
    url = address(draft, "text", "purpose", "fi")
    seen = stored(draft, "fi")

    client.post(url, {"text": "Oma teksti.", "version": seen, "keep": "both"})

    assert stored(draft, "fi") == f"{seen}\n\nOma teksti."


def test_stale_swedish_shows_what_changed_and_can_be_confirmed(client, draft, address, editor):
    finnish = stored(draft, "fi")
    save_text(draft, language="sv", field="purpose", text="På svenska.", based_on="", actor=editor)
    save_text(draft, language="fi", field="purpose", text=f"{finnish} Uutta.", based_on=finnish, actor=editor)

    before = client.get(address(draft, "texts")).context["rows"][0]["cells"][1]
    url = address(draft, "text-confirm", "purpose", "sv")
    refused = client.post(url, {"finnish": finnish})
    still = client.get(address(draft, "texts")).context["rows"][0]["cells"][1]
    client.post(url, {"finnish": f"{finnish} Uutta."})
    after = client.get(address(draft, "texts")).context["rows"][0]["cells"][1]

    assert ("in", " Uutta.") in before.runs
    assert said(refused) == ["Suomenkielistä tekstiä muutettiin sillä välin. Katso se uudelleen."]
    assert still.runs == before.runs
    assert (after.runs, stored(draft, "sv")) == ([], "På svenska.")


def test_text_that_is_too_long_stays_in_the_field(client, draft, address):
    response = client.post(address(draft, "text", "purpose", "fi"), {"text": "a" * 5001, "version": ""})

    form = response.context["form"]
    assert (response.status_code, form["text"].value(), "text" in form.errors) == (409, "a" * 5001, False)

    response = client.post(
        address(draft, "text", "purpose", "fi"), {"text": "a" * 5001, "version": stored(draft, "fi")}
    )

    form = response.context["form"]
    assert (response.status_code, form["text"].value(), "text" in form.errors) == (422, "a" * 5001, True)


def test_markup_is_not_kept(client, draft, address):
    client.post(
        address(draft, "text", "training", "fi"), {"text": "<script>alert(1)</script><b>Tärkeä</b>", "version": ""}
    )

    assert stored(draft, "fi", "training") == "Tärkeä"


def test_published_version_is_shown_but_not_written_in(client, address):
    version = MethodVersionFactory()

    page = client.get(address(version, "texts")).content.decode()
    response = client.post(address(version, "text", "purpose", "fi"), {"text": "Muutettu", "version": ""})

    assert "data-autosave" not in page
    assert response.status_code == 422
    assert stored(version, "fi") != "Muutettu"


def test_rolling_an_old_version_forward_makes_a_draft_of_it(client, address):
    old = MethodVersionFactory()
    MethodVersionFactory(method=old.method)

    client.post(address(old, "roll-forward"))

    assert MethodVersion.objects.get(published_from=None).made_from == old


def test_draft_is_no_page_for_others(client_as, coordinator, draft, address):
    client = client_as(coordinator)

    assert {client.get(address(draft, name)).status_code for name in ("version", "texts", "facts")} == {404}
    assert client.get(address(draft.made_from, "texts")).status_code == 403
    assert client.get(reverse("catalogue:versions", args=[draft.method.code])).status_code == 403
