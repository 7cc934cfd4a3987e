"""Pages of bulletins as tests ask for them, and a bulletin made on them."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from bulletins.models import Bulletin

# The real one's day: what it shows of the network is what held then.
DAY = date(2008, 10, 10)


NOON = timezone.make_aware(timezone.datetime(2008, 11, 13, 12, 0))


def url(name, *args):
    return reverse(f"bulletins:{name}", args=["oma", *args])


def public(name, *args):
    return reverse(f"public-bulletins:{name}", args=["oma", *args])


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
