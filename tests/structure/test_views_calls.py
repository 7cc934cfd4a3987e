"""Pages on which members are asked and answer."""

from structure.models import Call
from tests.factories.structure import AskedOrganisationFactory
from tests.structure.answers import DAY, url


def test_coordinator_asks_all_municipalities_of_all_themes(client_as, coordinator, themes, town):
    browser = client_as(coordinator)
    form = browser.get(url("call-create")).context["form"]
    facts = {"title": "Teemat", "due_on": "31.12.2099", "themes": form.initial["themes"]}

    response = browser.post(url("call-create"), facts | {"organisations": form.initial["organisations"]})

    call = Call.objects.get()
    assert response.url == url("call-detail", call.pk)
    assert ([one.organisation for one in call.asked.all()], set(call.themes.all())) == ([town], set(themes))


def test_member_answers_for_the_own_organisation_only(client_as, worker, asked, themes):
    other = AskedOrganisationFactory(call=asked.call)
    browser = client_as(worker)
    facts = {"answer": "joins", "themes": [themes[0].pk], "body": "Sivistyslautakunta", "decided_on": "1.2.2008"}

    response = browser.post(url("call-answer", asked.pk), facts)

    assert response.url == url("call-detail", asked.call_id)
    page = browser.get(response.url).content.decode()
    assert "Sivistyslautakunta" in page
    assert (url("call-answer", asked.pk) in page, url("call-answer", other.pk) in page) == (True, False)
    assert browser.get(url("call-answer", other.pk)).status_code == 404


def test_refusal_stands_at_its_field(client_as, coordinator, asked, themes):
    facts = {"answer": "joins", "themes": [themes[0].pk], "body": "", "decided_on": "1.2.2008"}

    response = client_as(coordinator).post(url("call-answer", asked.pk), facts)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["body"])


def test_form_of_a_question_holds_what_is_asked_also_when_it_has_ended(call, asked, themes, client_as, coordinator):
    type(themes[0]).objects.filter(pk=themes[0].pk).update(valid_to=DAY)
    browser = client_as(coordinator)

    form = browser.get(url("call-update", call.pk)).context["form"]
    typed = {"title": "Uusi", "due_on": "1.4.2008", "version": 0}
    typed |= {name: [str(one) for one in form.initial[name]] for name in ("themes", "organisations")}
    saved = browser.post(url("call-update", call.pk), typed)

    assert saved.url == url("call-detail", call.pk)
    assert (Call.objects.get().title, set(call.themes.all())) == ("Uusi", set(themes))
