import pytest

from core.models import StoredFile
from tests.factories.methods import MethodFactory, MethodVersionFactory

pytestmark = pytest.mark.django_db


def test_brochure_is_asked_for_in_the_form_and_language_chosen(client_as, member):
    method = MethodFactory()

    response = client_as(member).post(
        f"/menetelmat/{method.code}/versio/1/tulosta/", {"muoto": "taitettu", "kieli": "sv"}
    )

    stored = StoredFile.objects.get()
    assert response.url == f"/asiakirjat/{stored.uuid}/"
    assert (stored.kind, stored.variant, stored.language) == ("methods.brochure", "folded", "sv")
    assert stored.subject_id == method.versions.get().pk


@pytest.mark.parametrize(("data", "kind"), [({}, "methods.book"), ({"asiakirja": "kuvio"}, "methods.zones")])
def test_book_and_figure_are_asked_for(client_as, member, data, kind):
    MethodFactory()

    client_as(member).post("/menetelmat/tulosta/", data)

    assert StoredFile.objects.get().kind == kind


def test_comparison_is_asked_for_by_two_codes(client_as, member):
    first, second = MethodFactory(), MethodFactory()

    client_as(member).post("/menetelmat/tulosta/", {"ensin": first.code, "rinnalle": second.code, "kieli": "fi"})

    stored = StoredFile.objects.get()
    assert (stored.kind, stored.subject_id) == ("methods.comparison", first.versions.get().pk)
    assert stored.variant == str(second.versions.get().pk)


@pytest.mark.parametrize(
    "data",
    [{"kieli": "de"}, {"asiakirja": "runo"}, {"ensin": "a", "rinnalle": "b"}],
)
def test_unknown_choice_is_not_found(client_as, member, data):
    MethodFactory()

    response = client_as(member).post("/menetelmat/tulosta/", data)

    assert (response.status_code, StoredFile.objects.count()) == (404, 0)


def test_unknown_form_is_not_found(client_as, member):
    method = MethodFactory()

    response = client_as(member).post(f"/menetelmat/{method.code}/versio/1/tulosta/", {"muoto": "rulla"})

    assert response.status_code == 404


def test_nothing_is_printed_of_an_empty_catalogue(client_as, member):
    assert client_as(member).post("/menetelmat/tulosta/").status_code == 404


def test_draft_is_printed_by_editors_alone(client_as, member):
    draft = MethodVersionFactory(published_from=None)

    response = client_as(member).post(f"/menetelmat/{draft.method.code}/versio/1/tulosta/")

    assert response.status_code == 404


@pytest.mark.parametrize("path", ["", "{code}/"])
def test_who_has_not_signed_in_is_told_to(client, path):
    html = client.get(f"/menetelmat/{path.format(code=MethodFactory().code)}").content.decode()

    assert (html.count('class="print-form"'), html.count("?next=/menetelmat/")) == (0, 1)


@pytest.mark.parametrize(("path", "forms"), [("", 2), ("{code}/", 1)])
def test_who_has_signed_in_may_print(client_as, member, path, forms):
    html = client_as(member).get(f"/menetelmat/{path.format(code=MethodFactory().code)}").content.decode()

    assert html.count('class="print-form"') == forms


def test_page_of_an_old_version_shows_and_prints_that_version(client):
    method = MethodFactory()
    method.versions.get().texts.update(purpose="Vanha tarkoitus.")
    MethodVersionFactory(method=method, number=2)

    response = client.get(f"/menetelmat/{method.code}/versio/1/")

    assert "Vanha tarkoitus." in response.content.decode()
    assert response.context["page"]["number"] == 1
