"""What everybody reads: the public pages, the paper and the feed."""

import io
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bulletins.models import BulletinVersion
from bulletins.queries import content_of
from core.models import StoredFile
from tests.bulletins.pages import DAY, NOON, make_bulletin, public, publish, url
from tests.factories.bulletins import BulletinFactory
from tests.factories.network import UserFactory


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
