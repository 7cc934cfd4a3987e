"""Themes over years and groups: counts, places with their words around them, and the pages."""

import pytest
from django.urls import reverse

from meetings.enums import Layer
from meetings.models import Item
from meetings.themes import Place, bars, counts_of_themes, place_of
from network.models import Theme
from network.services import merge_themes
from tests.factories.meetings import STARTS, ItemFactory, MeetingFactory, MentionFactory
from tests.factories.network import ThemeFactory

TEXT = (
    '<p>Muuta.</p><p>Seudulla kehitetään <mark data-theme="perhetyö">perhetyötä</mark> ja '
    '<mark data-theme="koulu">koulun</mark> tukea; <mark data-theme="perhetyö">perhetyötä</mark> arvioidaan.</p>'
)


@pytest.fixture
def theme(network):
    return ThemeFactory(network=network, name="perhetyö")


def url(name, network, *args):
    return reverse(f"meetings:{name}", args=[network.slug, *args])


def mention_in(network, theme, year, **fields):
    meeting = MeetingFactory(network=network, starts_at=STARTS.replace(year=year), ends_at=None)
    return MentionFactory(theme=theme, item=ItemFactory(meeting=meeting, body=TEXT), **fields)


def test_places_are_counted_by_year_under_the_theme_of_today(network, other_network, theme, secretary):
    old = ThemeFactory(network=network, name="perheiden tuki")
    for year, one in [(2025, old), (2027, old), (2027, theme)]:
        mention_in(network, one, year)
    mention_in(other_network, ThemeFactory(network=other_network), 2026)
    merge_themes(old, into=theme, actor=secretary)
    rare = ThemeFactory(network=network, name="aamupala")

    counted, years = counts_of_themes(network, secretary)

    assert years == [2025, 2026, 2027]
    assert [(one.theme, one.total, one.years) for one in counted] == [
        (theme, 3, {2025: 1, 2027: 2}),
        (rare, 0, {}),
    ]


def test_merging_never_alters_what_was_marked(network, theme, secretary):
    mention = mention_in(network, theme, 2027)
    before = Item.objects.values().get(pk=mention.item_id)

    merge_themes(theme, into=ThemeFactory(network=network), actor=secretary)

    mention.refresh_from_db()
    assert mention.theme == theme
    assert Item.objects.values().get(pk=mention.item_id) == before


@pytest.mark.parametrize(
    ("position", "phrase", "before"),
    [
        (0, "perhetyötä", "Seudulla kehitetään "),
        (1, "koulun", "Seudulla kehitetään perhetyötä ja "),
        (2, "perhetyötä", "Seudulla kehitetään perhetyötä ja koulun tukea; "),
    ],
)
def test_a_place_is_shown_with_the_words_around_it(network, theme, position, phrase, before):
    whole = "Seudulla kehitetään perhetyötä ja koulun tukea; perhetyötä arvioidaan."
    mention = mention_in(network, theme, 2027, position=position, phrase=phrase)

    assert place_of(mention) == Place(before, phrase, whole[len(before) + len(phrase) :])


def test_long_texts_are_cut_between_words(network, theme):
    mention = mention_in(network, theme, 2027)
    mention.item.body = f'<p>{"sana " * 60}<mark data-theme="perhetyö">perhetyötä</mark>{" sana" * 60}</p>'

    place = place_of(mention)

    assert (place.before[:6], place.after[-6:]) == ("…sana ", " sana…")
    assert len(place.before) <= 91


def test_a_phrase_that_is_no_longer_there_is_shown_alone(network, theme):
    mention = mention_in(network, theme, 2027, position=9, phrase="perhetyötä")

    assert place_of(mention) == Place("", "perhetyötä", "")


def test_bars_are_as_long_as_their_counts():
    assert [(bar.size, bar.offset) for bar in bars([("a", 4), ("b", 1), ("c", 0)], step=30)] == [
        (1000, 0),
        (250, 30),
        (0, 60),
    ]
    assert bars([], step=30) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("theme-list", 6), ("theme-detail", 12)])
def test_theme_pages_take_as_many_queries_for_more_places(
    client_as, member, network, theme, count, name, queries, django_assert_num_queries
):
    for year in range(2027, 2027 + count):
        mention_in(network, theme, year)
    client = client_as(member)

    with django_assert_num_queries(queries):
        response = client.get(url(name, network, *([theme.pk] if name == "theme-detail" else [])))

    assert response.status_code == 200


def test_the_page_of_a_theme_shows_places_of_merged_ones(client_as, member, secretary, network, theme):
    older = mention_in(network, ThemeFactory(network=network), 2025)
    newer = mention_in(network, theme, 2027)
    merge_themes(older.theme, into=theme, actor=secretary)

    context = client_as(member).get(url("theme-detail", network, theme.pk)).context

    assert [mention for mention, _place in context["places"]] == [newer, older]
    assert context["counts"]["years"] == [("2025", 1), ("2026", 0), ("2027", 1)]
    assert context["merged"] == [older.theme]


def test_places_for_the_secretary_only_are_hidden(client_as, member, secretary, network, theme):
    mention = mention_in(network, theme, 2027)
    Item.objects.filter(pk=mention.item_id).update(layer=Layer.SECRETARY)
    address = url("theme-detail", network, theme.pk)

    shown = [client_as(user).get(address).context["places"] for user in (member, secretary)]

    assert [len(places) for places in shown] == [0, 1]


def test_themes_are_kept_from_their_pages(client_as, secretary, network, theme):
    client = client_as(secretary)
    other = ThemeFactory(network=network)

    client.post(url("theme-create", network), {"name": "uusi teema"})
    client.post(url("theme-rename", network, theme.pk), {"name": "perheiden tuki"})
    client.post(url("theme-merge", network, other.pk), {"into": Theme.objects.get(name="uusi teema").pk})
    client.post(url("theme-retire", network, Theme.objects.get(name="perheiden tuki").pk))

    today = dict(Theme.objects.values_list("name", "merged_into__name"))
    assert today == {
        "uusi teema": None,
        "perhetyö": "perheiden tuki",
        "perheiden tuki": None,
        other.name: "uusi teema",
    }
    assert list(Theme.objects.in_use().values_list("name", flat=True)) == ["uusi teema"]


def test_a_theme_of_another_network_is_no_choice(client_as, secretary, network, theme):
    response = client_as(secretary).post(url("theme-merge", network, theme.pk), {"into": ThemeFactory().pk})

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"into"}


@pytest.mark.usefixtures("english_pages")
def test_a_name_that_is_taken_comes_back_at_its_field(client_as, secretary, network, theme):
    response = client_as(secretary).post(url("theme-create", network), {"name": "PERHETYÖ"})

    assert response.context["form"].errors == {"name": ["The network already has a theme of this name."]}
    assert response.status_code == 422
