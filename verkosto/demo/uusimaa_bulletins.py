"""Bulletins of Länsi- ja Keski-Uusimaa: one of 2008 in both languages, and a draft with its second reader."""

from datetime import date

from bulletins.enums import SectionKind
from bulletins.models import Bulletin
from bulletins.queries import offers
from bulletins.services import edit_section, open_bulletin, publish_bulletin, submit_bulletin
from network.models import Network, User

# A week after members were asked which themes they join (``uusimaa_structure.ASKED_ON``).
FIRST_DAY = date(2008, 11, 10)
# Own words of the text sections in their order, in Finnish and Swedish.
FIRST_TEXTS = (
    (
        "<p>Viidentoista kunnan yhteinen kehittämistyö on päässyt alkuun. Kehittämisryhmissä on väkeä eri aloilta, ja "
        "ne kokoontuvat nyt säännöllisesti.</p>",
        "<p>Femton kommuners gemensamma utvecklingsarbete har kommit i gång. I utvecklingsgrupperna finns folk från "
        "olika områden, och de samlas nu regelbundet.</p>",
    ),
    (
        "<p>Ryhmät miettivät tänä syksynä, millä tavoin kukin teema viedään arjen työhön. Kunnat päättävät "
        "tammikuun loppuun mennessä, mihin teemoihin ne lähtevät mukaan.</p>",
        "<p>Grupperna funderar i höst på hur varje tema ska bli en del av det dagliga arbetet. Kommunerna beslutar "
        "före utgången av januari vilka teman de går med i.</p>",
    ),
    ("<p>Lisää kehittämistyöstä saa kysymällä verkostolta.</p>", "<p>Fråga nätverket om du vill veta mer.</p>"),
)
DRAFT_TEXTS = (
    (
        "<p>Talven kokoukset on sovittu. Tervetuloa mukaan!</p>",
        "<p>Vinterns möten har slagits fast. Välkommen med!</p>",
    ),
)


def add_bulletins(network: Network, *, author: User, reader: User, today: date) -> None:
    first = open_bulletin(
        network,
        day=FIRST_DAY,
        title_fi="Kehittämisryhmät ovat aloittaneet",
        title_sv="Grupperna har börjat",
        actor=author,
    )
    _write(first, FIRST_TEXTS, author)
    first = submit_bulletin(first, actor=author)
    publish_bulletin(first, version=first.version, actor=reader)
    second = open_bulletin(network, day=today, title_fi="Talven kokoukset", title_sv="Vinterns möten", actor=author)
    _write(second, DRAFT_TEXTS, author)
    submit_bulletin(second, actor=author)


def _write(bulletin: Bulletin, texts: tuple[tuple[str, str], ...], author: User) -> None:
    """All that is offered, and own words as far as there are any."""
    words = iter(texts)
    for section in bulletin.sections.all():
        body_fi, body_sv = next(words, ("", "")) if section.kind == SectionKind.TEXT else ("", "")
        chosen = [one.key for one in offers(section.kind, bulletin.network, author, bulletin.day)]
        edit_section(section, body_fi=body_fi, body_sv=body_sv, chosen=chosen, version=section.version, actor=author)
