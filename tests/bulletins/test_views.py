"""Pages of bulletins: one is made without typing what the system knew, and everybody reads it."""

import io
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from bulletins.documents import render_bulletin
from bulletins.models import Bulletin, BulletinMail, BulletinVersion, Unsubscribed
from bulletins.queries import content_of, entries, offers
from core.models import StoredFile
from tests.factories.bank import TrainingFactory, on_day
from tests.factories.bulletins import BulletinFactory, BulletinMailFactory
from tests.factories.meetings import ItemFactory, MeetingFactory, MinutesVersionFactory, OutcomeFactory
from tests.factories.network import (
    GroupFactory,
    GroupMembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
)
from tests.factories.structure import (
    AskedOrganisationFactory,
    CallFactory,
    GroupPlaceFactory,
    PartContactFactory,
    PartFactory,
    ProjectFactory,
)

# The real one's day: what it shows of the network is what held then.
DAY = date(2008, 10, 10)
NOON = timezone.make_aware(timezone.datetime(2008, 11, 13, 12, 0))


def url(name, *args):
    return reverse(f"bulletins:{name}", args=["oma", *args])


def public(name, *args):
    return reverse(f"public-bulletins:{name}", args=["oma", *args])


@pytest.fixture
def author(client_as, coordinator):
    return client_as(coordinator)


@pytest.fixture
def reader(client_as, as_role):
    return client_as(as_role("secretary"))


@pytest.fixture
def known(network, coordinator):
    """A network that knows everything that the printed bulletin says."""
    area = PartFactory(network=network, name="Yhteinen työ")
    theme = PartFactory(network=network, kind="theme", name="Varhainen apu", name__number=2, name__area=area)
    group = GroupFactory(network=network, name="Yhteisen työn kehittämisryhmä")
    GroupPlaceFactory(part=theme, group=group)
    PartContactFactory(
        part=theme,
        person=PersonFactory(
            network=network, first_name="Aada", last_name="Esimerkki", email="aada@kunta.example", phone="040 123 4567"
        ),
    )
    PersonFactory(network=network, user=coordinator, first_name="Kaisa", last_name="Koordinaattori")
    towns = [OrganisationFactory(network=network, name=name) for name in ("Koivula", "Lehtola")]
    partners = [OrganisationFactory(network=network, parent=towns[1], kind="unit")]
    ProjectFactory(
        network=network, name="Lapset etusijalla", number="H 12", funder="Lääninhallitus", owner=towns[0],
        valid_to=date(2010, 12, 31), goals="Sisäiset tavoitteet."
    ).partners.set([*partners, *towns])  # fmt: skip
    call = CallFactory(
        network=network, title="Mihin teemoihin kunta sitoutuu?", text="Sisäinen saate.",
        asked_on=DAY, due_on=date(2008, 11, 30), themes=[theme]
    )  # fmt: skip
    AskedOrganisationFactory(call=call, organisation=towns[0], organisation_label="Kuuden kunnan liitto")
    TrainingFactory(network=network, name="Kriisien kohtaaminen")
    MeetingFactory(network=network, title="Hankkeen väliseminaari", starts_at=NOON, place_name="Kaupungintalo")
    past = MeetingFactory(network=network, title="Ohjausryhmä", starts_at=NOON - timedelta(days=90))
    OutcomeFactory(item=ItemFactory(meeting=past), kind="decision", text="Kunnat sitoutuvat marraskuussa.")
    MinutesVersionFactory(meeting=past, published=True)
    return group


def boxes_of(client, section):
    """What a section offers: the keys of its boxes."""
    page = client.get(url("section-update", section.bulletin_id, section.pk))
    return [key for key, _label in page.context["form"].fields["chosen"].choices]


def make_bulletin(author):
    """All sections of a new bulletin, each with all that is offered, and own words in the texts."""
    author.post(url("bulletin-create"), {"day": "10.10.2008", "title_fi": "Syksyn tiedote"})
    bulletin = Bulletin.objects.get()
    texts = iter(["Hankkeessa on edetty.", "Ryhmissä pohditaan menetelmiä.", "Lisätietoja verkkosivuilla."])
    for section in bulletin.sections.all():
        data = {"version": section.version}
        data |= {"body_fi": next(texts)} if section.kind == "text" else {"chosen": boxes_of(author, section)}
        assert author.post(url("section-update", bulletin.pk, section.pk), data).status_code == 302
    return bulletin


def publish(reader, bulletin):
    """Press the button of the page as it stands."""
    page = reader.get(bulletin.get_absolute_url())
    return reader.post(url("bulletin-publish", bulletin.pk), {"version": page.context["bulletin"].version})


def assert_in_order(text, words):
    place = 0
    for word in words:
        place = text.index(word, place)


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


def test_public_page_has_names_and_tasks_and_no_address_or_number(author, reader, client, known, network):
    bulletin = make_bulletin(author)
    author.post(url("bulletin-submit", bulletin.pk))
    publish(reader, bulletin)

    page = client.get(public("bulletin", bulletin.pk)).content.decode()

    assert "Aada Esimerkki" in page
    assert "aada@kunta.example" not in page
    assert "040 123 4567" not in page
    frozen = str(BulletinVersion.objects.get().content)
    assert [word in frozen for word in ("Sisäinen saate", "Sisäiset tavoitteet", "Kuuden kunnan")] == [False] * 3
    # Neither a project nor a question has a page that everybody may open.
    assert "/v/oma/" not in frozen
    assert "@" not in frozen
    assert "040" not in frozen


def test_what_was_not_chosen_is_not_said(author, client, network, known):
    author.post(url("bulletin-create"), {"day": "10.10.2008", "title_fi": "Syksyn tiedote"})

    page = author.get(url("bulletin-detail", Bulletin.objects.get().pk))

    assert page.context["columns"][0][3] == []


def test_decisions_of_minutes_that_are_not_published_are_not_offered(author, network):
    meeting = MeetingFactory(network=network, starts_at=NOON - timedelta(days=90))
    OutcomeFactory(item=ItemFactory(meeting=meeting), kind="decision", text="Salainen päätös.")
    MinutesVersionFactory(meeting=meeting)
    bulletin = BulletinFactory(network=network, sections=[{"kind": "decisions"}])

    assert boxes_of(author, bulletin.sections.get()) == []


def test_rows_of_another_network_are_neither_offered_nor_taken(author, network, other_network):
    group = GroupFactory(network=other_network)
    bulletin = BulletinFactory(network=network, sections=[{"kind": "groups"}])
    section = bulletin.sections.get()

    assert boxes_of(author, section) == []
    response = author.post(url("section-update", bulletin.pk, section.pk), {"version": 0, "chosen": [str(group.pk)]})
    assert response.status_code == 422
    section.refresh_from_db()
    assert section.chosen == []


def test_whoever_writes_is_offered_the_trainings_that_are_not_over(client_as, as_role, network, other_network):
    coming = TrainingFactory(network=network, name="Kriisien kohtaaminen", date=on_day(DAY), place="Kaupungintalo")
    TrainingFactory(network=network, date=on_day(DAY - timedelta(days=1)))
    TrainingFactory(network=network, date=on_day(DAY), counting="summary")
    TrainingFactory(network=other_network, date=on_day(DAY))
    section = BulletinFactory(network=network, sections=[{"kind": "trainings"}]).sections.get()

    for role in ("coordinator", "secretary", "admin"):
        client = client_as(as_role(role))
        assert boxes_of(client, section) == [str(coming.pk)]
        page = client.get(url("section-update", section.bulletin_id, section.pk)).content.decode()
        assert "Kriisien kohtaaminen · 10.10.2008, Kaupungintalo" in page


def test_what_is_over_stays_chosen(reader, network):
    training = TrainingFactory(network=network, date=on_day(DAY - timedelta(days=1)))
    bulletin = BulletinFactory(network=network, sections=[{"kind": "trainings", "chosen": [str(training.pk)]}])

    assert boxes_of(reader, bulletin.sections.get()) == [str(training.pk)]


@pytest.mark.parametrize(
    ("fields", "is_offered"),
    [
        ({"valid_from": DAY - timedelta(days=400), "valid_to": DAY}, True),
        ({"valid_from": DAY + timedelta(days=550)}, True),
        ({"valid_from": DAY + timedelta(days=551)}, False),
        ({"valid_from": DAY - timedelta(days=400), "valid_to": DAY - timedelta(days=1)}, False),
    ],
)
def test_projects_that_run_or_begin_later_are_offered(reader, network, other_network, fields, is_offered):
    project = ProjectFactory(network=network, **fields)
    ProjectFactory(network=other_network, **fields)
    bulletin = BulletinFactory(network=network, sections=[{"kind": "projects"}])

    assert boxes_of(reader, bulletin.sections.get()) == ([str(project.pk)] if is_offered else [])


def test_project_without_municipalities_tells_its_partners_and_only_what_is_known(network):
    project = ProjectFactory(network=network, valid_from=DAY)
    project.partners.set(OrganisationFactory.create_batch(3, network=network, kind="association"))

    (choice,) = entries("projects", network, [str(project.pk)], DAY)

    assert choice.note == "2008–, 3 kumppania mukana"


@pytest.mark.parametrize(
    ("asked", "due", "is_offered"),
    [
        (DAY - timedelta(days=200), DAY, True),
        (DAY - timedelta(days=90), DAY - timedelta(days=1), True),
        (DAY - timedelta(days=91), DAY - timedelta(days=1), False),
        (DAY + timedelta(days=1), DAY + timedelta(days=30), False),
    ],
)
def test_questions_that_are_open_or_lately_asked_are_offered(reader, network, other_network, asked, due, is_offered):
    call = CallFactory(network=network, asked_on=asked, due_on=due)
    CallFactory(network=other_network, asked_on=asked, due_on=due)
    bulletin = BulletinFactory(network=network, sections=[{"kind": "questions"}])

    assert boxes_of(reader, bulletin.sections.get()) == ([str(call.pk)] if is_offered else [])


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_projects_and_questions_takes_the_same_queries(
    network, coordinator, count, django_assert_num_queries
):
    theme = PartFactory(network=network, kind="theme", name="Varhainen apu")
    for _one in range(count):
        owner = OrganisationFactory(network=network)
        ProjectFactory(network=network, owner=owner, valid_from=DAY).partners.set([owner])
        CallFactory(network=network, asked_on=DAY, due_on=DAY, themes=[theme])
    coordinator.network_ids()

    with django_assert_num_queries(2):  # projects with owners; partners
        assert len(offers("projects", network, coordinator, DAY)) == count
    with django_assert_num_queries(3):  # questions; themes; their names
        assert len(offers("questions", network, coordinator, DAY)) == count


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


def test_languages_stand_side_by_side_and_each_has_its_public_page(author, client, network):
    texts = {"body_fi": "<p>Suomeksi.</p>", "body_sv": "<p>På svenska.</p>"}
    bulletin = BulletinFactory(network=network, title_sv="Höstens meddelande", sections=[texts], published=True)

    columns = author.get(url("bulletin-detail", bulletin.pk)).context["columns"]
    swedish = client.get(public("bulletin", bulletin.pk), {"kieli": "sv"})

    assert [column[0] for column in columns] == ["fi", "sv"]
    assert b'lang="sv"' in swedish.content
    assert "På svenska." in swedish.content.decode()
    assert "Suomeksi." not in swedish.content.decode()


def test_version_that_was_corrected_keeps_its_address_and_says_so(client, network):
    bulletin = BulletinFactory(network=network, published=True)
    old = bulletin.versions.get()
    BulletinVersion.objects.create(
        bulletin=bulletin, number=2, day=DAY, content=old.content, reason="Päivä", published_by=old.published_by
    )

    assert client.get(public("version", bulletin.pk, 1)).context["newest"].number == 2
    assert client.get(public("bulletin", bulletin.pk)).context["version"].number == 2
    assert [one.number for one in client.get(public("list")).context["object_list"]] == [2]


def test_published_bulletin_is_handed_out_on_paper_without_an_account(
    author, reader, client, network, django_capture_on_commit_callbacks
):
    texts = {"body_fi": "<p>Suomeksi.</p>", "body_sv": "<p>På svenska.</p>"}
    bulletin = BulletinFactory(network=network, title_sv="Höstens meddelande", sections=[texts], state="review")
    with django_capture_on_commit_callbacks(execute=True):
        publish(reader, bulletin)
    address = public("paper", bulletin.pk, 1)

    page = client.get(public("bulletin", bulletin.pk), {"kieli": "sv"}).content.decode()
    paper = client.get(address, {"kieli": "sv"})

    assert f'href="{address}?kieli=sv"' in page
    assert (paper["Content-Type"], "attachment" in paper["Content-Disposition"]) == ("application/pdf", True)
    text = PdfReader(io.BytesIO(b"".join(paper.streaming_content))).pages[0].extract_text()
    assert ("På svenska." in text, "Suomeksi." in text) == (True, False)
    author.post(url("bulletin-withdraw", bulletin.pk), {"reason": "Väärä päivä"})
    gone = client.get(address)
    assert (gone.status_code, "Väärä päivä" in gone.content.decode()) == (410, True)


def test_paper_that_is_not_ready_leads_to_the_page_which_does_not_offer_it(client, network):
    bulletin = BulletinFactory(network=network, published=True)
    address = public("paper", bulletin.pk, 1)

    response = client.get(address)

    assert response.url == f"{public('version', bulletin.pk, 1)}?kieli=fi"
    assert address not in client.get(response.url).content.decode()
    assert client.get(public("paper", bulletin.pk, 2)).status_code == 404
    # Nobody without an account makes the workers work.
    assert StoredFile.objects.count() == 0


def test_withdrawn_bulletin_says_so_at_its_address_and_is_listed_nowhere(author, client, network):
    bulletin = BulletinFactory(network=network, published=True)
    author.post(url("bulletin-withdraw", bulletin.pk), {"reason": "Väärä päivä"})

    page = client.get(public("bulletin", bulletin.pk))

    assert page.status_code == 410
    assert "Väärä päivä" in page.content.decode()
    assert bulletin.title_fi not in page.content.decode()
    assert list(client.get(public("list")).context["object_list"]) == []
    assert bulletin.title_fi not in client.get(public("feed", "fi")).content.decode()


def test_feed_has_the_published_bulletins_of_its_language(client, network, other_network):
    bulletin = BulletinFactory(network=network, title_fi="Suomeksi", published=True)
    BulletinFactory(network=network, title_fi="Luonnos")
    BulletinFactory(network=other_network, title_fi="Muualla", published=True)

    finnish = client.get(public("feed", "fi"))
    again = client.get(public("feed", "fi"), headers={"if-none-match": finnish["ETag"]})
    swedish = client.get(public("feed", "sv")).content.decode()

    text = finnish.content.decode()
    assert finnish["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (text.count("<entry>"), "Suomeksi" in text) == (1, True)
    assert f"/tiedotteet/oma/{bulletin.pk}/?kieli=fi" in text
    assert "Kehittämistyö etenee" not in text
    assert again.status_code == 304
    assert swedish.count("<entry>") == 0


ATOM = "{http://www.w3.org/2005/Atom}"


def links_of(element):
    return [(one.get("rel"), one.get("href")) for one in element.findall(f"{ATOM}link")]


def test_feed_has_what_rfc_4287_asks_of_a_feed_and_of_its_entries(client, network, settings):
    bulletin = BulletinFactory(network=network, title_fi="Syksyn tiedote", state="published")
    first, second = (NOON + timedelta(days=days) for days in (1, 8))
    for number, at in ((1, first), (2, second)):
        said_then = {"day": DAY, "content": content_of(bulletin), "published_by": UserFactory()}
        BulletinVersion.objects.create(bulletin=bulletin, number=number, published_at=at, **said_then)

    feed = ElementTree.fromstring(client.get(public("feed", "fi")).content)

    def said(element, name):
        return [one.text for one in element.findall(f"{ATOM}{name}")]

    def times(element, name):
        return [datetime.fromisoformat(text) for text in said(element, name)]

    site = settings.SITE_URL
    here = f"{site}{public('feed', 'fi')}"
    assert (feed.tag, said(feed, "id"), said(feed, "title")) == (f"{ATOM}feed", [here], [f"Tiedotteet: {network}"])
    assert times(feed, "updated") == [second]
    assert said(feed.find(f"{ATOM}author"), "name") == [str(network)]
    assert links_of(feed) == [("alternate", f"{site}{public('list')}"), ("self", here)]
    (entry,) = feed.findall(f"{ATOM}entry")
    address = f"{site}{public('bulletin', bulletin.pk)}"
    assert (said(entry, "id"), said(entry, "title")) == ([address], ["Syksyn tiedote"])
    assert times(entry, "published") == [first]
    assert times(entry, "updated") == [second]
    assert links_of(entry) == [("alternate", f"{address}?kieli=fi")]
    # An entry without an author of its own has that of the feed (RFC 4287, 4.2.1).
    assert said(entry, "author") == []


def test_feed_in_another_language_is_another_feed(client, network):
    BulletinFactory(network=network, title_sv="Höstens meddelande", published=True)

    ids = {
        ElementTree.fromstring(client.get(public("feed", language)).content).find(f"{ATOM}id").text
        for language in ("fi", "sv")
    }

    assert len(ids) == 2


def test_front_page_of_the_network_lists_the_newest_bulletins(client, network):
    old = BulletinFactory(network=network, day=date(2008, 1, 1), published=True)
    new = BulletinFactory(network=network, day=date(2008, 12, 1), published=True)
    BulletinFactory(network=network, title_fi="Luonnos")

    page = client.get(reverse("network-front", args=["oma"]))

    assert [one.bulletin_id for one in page.context["bulletins"]] == [new.pk, old.pk]
    assert reverse("network-front", args=["oma"]) in client.get("/").content.decode()


def test_recipients_are_shown_before_anything_is_sent(author, network, django_capture_on_commit_callbacks):
    bulletin = BulletinFactory(network=network, published=True)
    group = GroupFactory(network=network)
    aada = PersonFactory(network=network, first_name="Aada", email="aada@kunta.example")
    mute = PersonFactory(network=network, email="")
    for person in (aada, mute):
        GroupMembershipFactory(group=group, person=person)
    address = f"{url('bulletin-mail', bulletin.pk)}?ryhma={group.pk}"

    shown = author.get(address)
    assert (shown.context["recipients"].people, shown.context["recipients"].without) == ([aada], [mute])
    assert BulletinMail.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        author.post(address, {"people": [aada.pk]})

    assert [one.to for one in outbox.outbox] == [["aada@kunta.example"]]
    assert author.get(address).context["recipients"].had == [aada]


def test_stranger_cannot_be_posted_as_a_recipient(author, network):
    bulletin = BulletinFactory(network=network, published=True)
    stranger = PersonFactory(network=network)
    group = GroupMembershipFactory(group=GroupFactory(network=network)).group

    response = author.post(f"{url('bulletin-mail', bulletin.pk)}?ryhma={group.pk}", {"people": [stranger.pk]})

    assert response.status_code == 422
    assert BulletinMail.objects.count() == 0


def test_unsubscribing_asks_first_and_takes_the_button_of_a_mail_program(client, network):
    client.handler.enforce_csrf_checks = True
    mail = BulletinMailFactory(version=BulletinFactory(network=network, published=True).versions.get())
    address = reverse("public-bulletins:unsubscribe", args=[mail.key])

    asked = client.get(address)
    assert (asked.context["is_off"], Unsubscribed.objects.count()) == (False, 0)
    assert mail.email not in asked.content.decode()
    client.post(address, {"List-Unsubscribe": "One-Click"})

    assert Unsubscribed.objects.count() == 1
    assert client.get(address).context["is_off"]


def test_bulletins_are_wanted_again_at_the_same_address(client, network):
    mail = BulletinMailFactory(version=BulletinFactory(network=network, published=True).versions.get())
    address = reverse("public-bulletins:unsubscribe", args=[mail.key])
    client.post(address)
    asked = client.get(address)

    back = client.post(address, {"again": "1"})

    assert 'name="again"' in asked.content.decode()
    assert (back.url, Unsubscribed.objects.count()) == (address, 0)
    assert client.get(address).context["is_off"] is False


def test_bulletin_is_printed_in_the_language_asked_for(author, network):
    bulletin = BulletinFactory(network=network, published=True)

    author.post(url("bulletin-print", bulletin.pk), {"kieli": "sv"})

    # There is none in Swedish.
    assert StoredFile.objects.get().language == "fi"


@pytest.mark.parametrize("count", [1, 3])
def test_public_list_takes_the_same_queries_for_any_number(client, network, count, django_assert_num_queries):
    for _one in range(count):
        BulletinFactory(network=network, published=True)

    with django_assert_num_queries(3) as asked:  # network, count, page
        client.get(public("list"))

    assert not any('."content",' in query["sql"] for query in asked.captured_queries)


def test_lists_are_in_the_language_of_the_reader_where_there_is_one(client, network):
    BulletinFactory(network=network, title_fi="Kevät", title_sv="Våren", day=date(2008, 3, 1), published=True)
    BulletinFactory(network=network, title_fi="Syksy", day=date(2008, 9, 1), published=True)

    for page in (public("list"), reverse("network-front", args=["oma"])):
        finnish = client.get(page).content.decode()
        swedish = client.get(page, headers={"accept-language": "sv"}).content.decode()
        assert [word in finnish for word in ("Kevät", "Våren", "Syksy")] == [True, False, True]
        assert [word in swedish for word in ("Kevät", "Våren", "Syksy")] == [False, True, True]
