"""The mixins at work, on addresses that only these tests have."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines
from django.urls import path, reverse
from django.views.generic import FormView, ListView

from core.errors import DomainError
from core.forms import CrispyMixin, VersionedMixin
from core.states import lock
from core.views import (
    ActionView,
    KeysetListMixin,
    ObjectPermissionMixin,
    PartialMixin,
    RequestDocumentView,
    ScopedMixin,
    ServiceFormMixin,
)
from network.models import Network, Organisation
from tests.factories.core import StoredFileFactory
from tests.factories.network import OrganisationFactory
from verkosto.urls import handler403, handler404  # noqa: F401 -- read by Django
from verkosto.urls import urlpatterns as pages

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

FORM = """{% for error in form.non_field_errors %}{{ error }}{% endfor %}|{{ form.name.errors.as_text }}
|{{ form.name.value }}|{{ form.version.value }}
|{% for label, theirs, yours in conflict %}{{ label }}: {{ theirs }} / {{ yours }};{% endfor %}"""


def template(source):
    return staticmethod(lambda: engines["django"].from_string(source))


def rename(organisation, *, name, version, actor):
    organisation = lock(organisation, version=version)
    if name == "Kielletty":
        raise DomainError("This name is refused.")
    if name == "Mahdoton":
        raise ValidationError({"name": "This name does not fit.", "kind": "This kind does not fit."})
    organisation.name, organisation.version = name, version + 1
    organisation.save()
    return organisation


def close(organisation, *, actor):
    if organisation.name == "Suljettu":
        raise DomainError("It is closed already.")
    organisation.name = "Suljettu"
    organisation.save()
    return organisation


class RenameForm(CrispyMixin, VersionedMixin):
    name = forms.CharField(label="Name")


class RenameView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    queryset = Organisation.objects.all()
    permission_required = "network.change_organisation"
    form_class = RenameForm
    success_message = "Renamed."
    get_template_names = template(FORM)

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, organisation):
        return {"name": organisation.name, "version": organisation.version}

    def perform(self, form):
        data = form.cleaned_data
        return rename(self.get_object(), name=data["name"], version=data["version"], actor=self.request.user)


class CloseView(ActionView):
    model = Organisation
    permission_required = "network.change_organisation"
    service = staticmethod(close)
    success_message = "Closed."


class DocumentView(RequestDocumentView):
    model = Network
    slug_url_kwarg = "slug"
    permission_required = "network.add_person"
    document_kind = "test.document"

    def get_queryset(self):
        return Network.objects.visible_to(self.request.user)


class TableView(KeysetListMixin, ScopedMixin, PartialMixin, ListView):
    queryset = Organisation.objects.all()
    page_size = 2

    def get_template_names(self):
        kind = "fragment" if super().get_template_names() == ["fragment"] else "page"
        rows = "{% for row in page.rows %}{{ row.name }} {% endfor %}"
        return engines["django"].from_string(f"{kind}: {rows}|{{{{ keyset.previous_url }}}}|{{{{ keyset.next_url }}}}")

    partial_template_name = "fragment"


urlpatterns = [
    path("v/<slug:network>/koe/", TableView.as_view(), name="test-table"),
    path("v/<slug:network>/koe/<int:pk>/", RenameView.as_view(), name="test-rename"),
    path("v/<slug:network>/koe/<int:pk>/sulje/", CloseView.as_view(), name="test-close"),
    path("koe/<slug:slug>/tuloste/", DocumentView.as_view(), name="test-document"),
    *pages,
]


@pytest.fixture
def organisation(network):
    return OrganisationFactory(network=network, name="Vanha")


@pytest.fixture
def client(client_as, coordinator):
    """The coordinator's browser, in English: the texts of the code."""
    client = client_as(coordinator)
    client.cookies["language"] = "en"
    return client


def text_of(response):
    return response.content.decode().replace("\n", "")


def post(client, name, organisation, data=None, **extra):
    return client.post(reverse(name, args=["oma", organisation.pk]), data or {}, **extra)


def messages_of(response):
    return [str(message) for message in response.wsgi_request._messages]


def test_service_form_saves_and_goes_to_the_object(client, organisation):
    response = post(client, "test-rename", organisation, {"name": "Uusi", "version": 0})

    organisation.refresh_from_db()
    assert (response.status_code, response.url) == (302, organisation.get_absolute_url())
    assert (organisation.name, organisation.version, messages_of(response)) == ("Uusi", 1, ["Renamed."])


def test_service_form_sends_an_htmx_page_on(client, organisation):
    response = post(
        client, "test-rename", organisation, {"name": "Uusi", "version": 0}, headers={"HX-Request": "true"}
    )

    assert (response.status_code, response["HX-Redirect"]) == (200, organisation.get_absolute_url())
    assert "Location" not in response


def test_service_form_shows_a_wrong_field_and_keeps_what_was_typed(client, organisation):
    response = post(client, "test-rename", organisation, {"name": "", "version": 0})

    assert (response.status_code, text_of(response)) == (422, "|* Fill in this field.||0|")


def test_service_form_shows_a_refusal_and_keeps_what_was_typed(client, organisation):
    response = post(client, "test-rename", organisation, {"name": "Kielletty", "version": 0})

    organisation.refresh_from_db()
    assert (response.status_code, text_of(response)) == (422, "This name is refused.||Kielletty|0|")
    assert organisation.name == "Vanha"


def test_service_form_shows_what_the_model_refused_at_its_field_or_above_the_form(client, organisation):
    response = post(client, "test-rename", organisation, {"name": "Mahdoton", "version": 0})

    assert (response.status_code, text_of(response)) == (
        422,
        "This kind does not fit.|* This name does not fit.|Mahdoton|0|",
    )


def test_service_form_shows_both_versions_when_somebody_else_saved_and_then_takes_the_choice(client, organisation):
    Organisation.objects.update(name="Toisen nimi", version=3)

    response = post(client, "test-rename", organisation, {"name": "Oma nimi", "version": 0})
    chosen = post(client, "test-rename", organisation, {"name": "Oma nimi", "version": 3})

    organisation.refresh_from_db()
    assert (response.status_code, text_of(response)) == (
        409,
        "Somebody else saved this while you were editing. Both versions are shown; choose and save again."
        "||Oma nimi|3|Name: Toisen nimi / Oma nimi;",
    )
    assert (chosen.status_code, organisation.name, organisation.version) == (302, "Oma nimi", 4)


def test_action_does_its_act_and_goes_on(client, organisation):
    response = post(client, "test-close", organisation)

    organisation.refresh_from_db()
    assert (response.status_code, response.url) == (302, organisation.get_absolute_url())
    assert (organisation.name, messages_of(response)) == ("Suljettu", ["Closed."])


def test_action_tells_a_refusal_as_a_message(client, organisation):
    Organisation.objects.update(name="Suljettu")

    response = post(client, "test-close", organisation, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (200, organisation.get_absolute_url())
    assert messages_of(response) == ["It is closed already."]


def test_action_is_not_an_address_to_open(client, organisation):
    response = client.get(reverse("test-close", args=["oma", organisation.pk]))

    organisation.refresh_from_db()
    assert (response.status_code, response["Allow"], organisation.name) == (405, "POST, OPTIONS", "Vanha")


@pytest.mark.parametrize("name", ["test-close", "test-rename"])
def test_visible_but_not_allowed_is_403_and_changes_nothing(client_as, member, organisation, name):
    response = post(client_as(member), name, organisation, {"name": "Uusi", "version": 0})

    organisation.refresh_from_db()
    assert (response.status_code, organisation.name) == (403, "Vanha")


@pytest.mark.parametrize("name", ["test-close", "test-rename"])
def test_what_is_of_another_network_is_the_same_404_as_what_does_not_exist(client, other_network, name):
    foreign = OrganisationFactory(network=other_network)
    unknown = OrganisationFactory.build(pk=foreign.pk + 1000)

    responses = [post(client, name, organisation) for organisation in (foreign, unknown)]

    assert [response.status_code for response in responses] == [404, 404]
    assert responses[0].content == responses[1].content


def test_row_of_another_of_ones_networks_is_not_found_under_this_address(client, coordinator, as_role, other_network):
    coordinator.roles.create(network=other_network, kind="coordinator")
    foreign = OrganisationFactory(network=other_network)

    assert post(client, "test-close", foreign).status_code == 404


def test_list_answers_htmx_with_its_fragment_and_says_so_to_caches(client, organisation):
    url = reverse("test-table", args=["oma"])

    page = client.get(url)
    fragment = client.get(url, headers={"HX-Request": "true"})
    boosted = client.get(url, headers={"HX-Request": "true", "HX-Boosted": "true"})
    restored = client.get(url, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert [text_of(response) for response in (page, fragment, boosted, restored)] == [
        "page: Vanha ||",
        "fragment: Vanha ||",
        "page: Vanha ||",
        "page: Vanha ||",
    ]
    assert {"HX-Request"} <= set(page["Vary"].split(", "))


def test_list_holds_only_the_rows_of_the_network_in_the_address(client, coordinator, organisation, other_network):
    coordinator.roles.create(network=other_network, kind="coordinator")
    OrganisationFactory(network=other_network, name="Muualla")

    assert text_of(client.get(reverse("test-table", args=["oma"]))) == "page: Vanha ||"


def test_addresses_of_neighbouring_pages_keep_the_filter(client, network):
    rows = OrganisationFactory.create_batch(3, network=network)
    url = reverse("test-table", args=["oma"])

    first = client.get(url, {"q": "ä", "ennen": ""})
    second = client.get(f"{url}?q=%C3%A4&alkaen={rows[1].pk}")

    assert text_of(first) == f"page: {rows[2]} {rows[1]} ||{url}?q=%C3%A4&amp;alkaen={rows[1].pk}"
    assert text_of(second) == f"page: {rows[0]} |{url}?q=%C3%A4&amp;ennen={rows[0].pk}|"


def test_request_for_a_document_goes_to_its_page_and_the_file_is_handed_out(
    client, network, document_kind, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("test-document", args=["oma"]))
    stored = network_documents(network).get()

    page = client.get(response.url)
    download = client.get(reverse("document-download", args=[stored.uuid]), follow=True)

    assert (response.status_code, response.url) == (302, reverse("document", args=[stored.uuid]))
    assert (page.status_code, page.context["document"]) == (200, stored)
    assert b"".join(download.streaming_content) == stored.file.read()
    assert download["Content-Disposition"] == f'attachment; filename="{stored.name}"'


def test_document_that_is_not_ready_is_not_handed_out(client, network, document_kind):
    stored = StoredFileFactory(subject=network, kind=document_kind)

    response = client.get(reverse("document-download", args=[stored.uuid]))

    assert (response.status_code, response.url) == (302, reverse("document", args=[stored.uuid]))


def test_document_whose_file_is_lost_is_not_there(client, network, document_kind, caplog):
    stored = StoredFileFactory(subject=network, kind=document_kind, ready=True)
    stored.file.storage.delete(stored.file.name)

    response = client.get(reverse("document-download", args=[stored.uuid]), follow=True)

    assert response.status_code == 404
    assert f"The file {stored.file.name} is lost." in caplog.messages


def network_documents(network):
    return StoredFileFactory._meta.model.objects.of(network)
