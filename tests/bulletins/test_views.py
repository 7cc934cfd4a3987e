"""Pages on which bulletins are made: one is made without typing what the system knew."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from bulletins.documents import render_bulletin
from bulletins.models import Bulletin, BulletinVersion
from core.models import StoredFile
from tests.bulletins.pages import assert_in_order, make_bulletin, public, publish, url
from tests.factories.bulletins import BulletinFactory
from tests.factories.network import PersonFactory, RoleFactory, UserFactory


def test_coordinators_that_are_offered_are_those_of_the_day_of_the_bulletin(author, known, network):
    for name, first, last in [("Entinen", None, date(2008, 12, 31)), ("Tuleva", date(2009, 1, 1), None)]:
        user = UserFactory()
        RoleFactory(user=user, network=network, kind="coordinator", valid_from=first, valid_to=last)
        PersonFactory(network=network, user=user, first_name=name, last_name="Koordinaattori")
    author.post(url("bulletin-create"), {"day": "10.10.2008", "title_fi": "Syksyn tiedote"})
    section = Bulletin.objects.get().sections.get(kind="contacts")

    page = author.get(url("section-update", section.bulletin_id, section.pk))

    offered = str(page.context["form"].fields["chosen"].choices)
    assert ("Entinen Koordinaattori" in offered, "Tuleva Koordinaattori" in offered) == (True, False)


def test_bulletin_with_all_parts_is_made_without_typing_what_the_system_knew(author, reader, known, network):
    bulletin = make_bulletin(author)
    author.post(url("bulletin-submit", bulletin.pk))
    publish(reader, bulletin)

    version = BulletinVersion.objects.get()
    rendered = render_bulletin(version, "", "fi")

    words = [
        "Tiedote 10.10.2008",
        "<h1>Syksyn tiedote",
        "Lapset etusijalla",
        "2008–2010, numero H 12, rahoittaja Lääninhallitus, omistaja Koivula, 2 kuntaa mukana",
        "Hankkeessa on edetty.",
        "Yhteisen työn kehittämisryhmä",
        "Ryhmissä pohditaan menetelmiä.",
        "Kriisien kohtaaminen",
        "Hankkeen väliseminaari",
        "Kaupungintalo",
        "Mihin teemoihin kunta sitoutuu?",
        "vastaukset 30.11.2008 mennessä; 2. Varhainen apu",
        "Kunnat sitoutuvat marraskuussa.",
        "<svg",
        "2. Varhainen apu",
        "Lisätietoja verkkosivuilla.",
        "Kaisa Koordinaattori",
        "Aada Esimerkki",
        "/kysy/oma/",
    ]
    assert_in_order(rendered.html, words)
    root = PdfReader(io.BytesIO(rendered.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(rendered.content)).pages)
    order = [
        "etusijalla",
        "Hankkeessa",
        "Kriisien",
        "väliseminaari",
        "sitoutuu",
        "sitoutuvat",
        "Varhainen",
        "verkkosivuilla",
        "Aada",
    ]
    assert_in_order(text, order)


@pytest.mark.parametrize("version", ["0", "x", "", "9" * 12])
def test_bulletin_is_published_only_as_it_was_read(author, reader, known, version):
    bulletin = make_bulletin(author)
    author.post(url("bulletin-submit", bulletin.pk))

    page = reader.post(url("bulletin-publish", bulletin.pk), {"version": version}, follow=True)

    assert "Lue se vielä kerran" in page.content.decode()
    assert not BulletinVersion.objects.exists()


def test_draft_is_seen_by_those_who_write_and_by_nobody_else(client, client_as, as_role, network):
    bulletin = BulletinFactory(network=network)
    member = client_as(as_role("member"))

    assert member.get(url("bulletin-detail", bulletin.pk)).status_code == 404
    assert list(member.get(url("bulletin-list")).context["object_list"]) == []
    assert client.get(public("bulletin", bulletin.pk)).status_code == 404
    assert client.get(public("list")).status_code == 404


def test_conflict_shows_both_texts(author, network):
    bulletin = BulletinFactory(network=network)
    section = bulletin.sections.get()
    author.post(url("section-update", bulletin.pk, section.pk), {"version": 0, "body_fi": "Ensin."})

    response = author.post(url("section-update", bulletin.pk, section.pk), {"version": 0, "body_fi": "Sitten."})

    assert response.status_code == 409
    assert [theirs for _label, theirs, _yours in response.context["conflict"]] == ["<p>Ensin.</p>"]


def test_editor_of_a_section_marks_no_themes(author, network):
    bulletin = BulletinFactory(network=network)

    page = author.get(url("section-update", bulletin.pk, bulletin.sections.get().pk)).content

    assert (b"data-bold=" in page, b"data-theme=" in page, b"theme-names" in page) == (True, False, False)


def test_section_is_added_moved_and_removed_on_the_page(author, network):
    bulletin = BulletinFactory(network=network)
    author.post(url("section-create", bulletin.pk), {"kind": "groups"})
    added = bulletin.sections.get(kind="groups")
    author.post(url("section-move", bulletin.pk, added.pk))
    assert [one.kind for one in bulletin.sections.all()] == ["groups", "text"]
    author.post(url("section-move", bulletin.pk, added.pk), {"suunta": "alas"})
    assert [one.kind for one in bulletin.sections.all()] == ["text", "groups"]
    author.post(url("section-remove", bulletin.pk, added.pk))
    assert [one.kind for one in bulletin.sections.all()] == ["text"]


def test_bulletin_is_printed_in_the_language_asked_for(author, network):
    bulletin = BulletinFactory(network=network, published=True)

    author.post(url("bulletin-print", bulletin.pk), {"kieli": "sv"})

    # There is none in Swedish.
    assert StoredFile.objects.get().language == "fi"
