import datetime

import pytest
from django.utils import timezone, translation

from core.errors import DomainError
from core.models import LogEntry
from network.models import Theme
from network.services import add_theme, merge_themes, rename_theme, retire_theme, take_up_theme
from tests.factories.network import ThemeFactory

DAY = datetime.date(2027, 1, 14)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def theme(network):
    return ThemeFactory(network=network, name="perhetyö", number=3)


def acts(theme):
    return [entry.action for entry in LogEntry.objects.of(theme)]


def test_a_theme_is_added(network, secretary):
    theme = add_theme(network, name="perhetyö", actor=secretary)

    assert (theme.network, theme.name, acts(theme)) == (network, "perhetyö", ["network.theme.added"])


def test_a_second_theme_of_a_name_is_refused(network, theme, secretary):
    with pytest.raises(DomainError, match="already has a theme"):
        add_theme(network, name="Perhetyö", actor=secretary)


def test_a_theme_is_retired_and_taken_up_again(theme, secretary):
    retire_theme(theme, day=DAY, actor=secretary)
    theme.refresh_from_db()
    retired_on = theme.retired_on
    take_up_theme(theme, actor=secretary)

    theme.refresh_from_db()
    assert (retired_on, theme.retired_on) == (DAY, None)
    assert acts(theme) == ["network.theme.taken_up", "network.theme.retired"]


def test_a_theme_is_retired_today_unless_told(theme, secretary):
    assert retire_theme(theme, actor=secretary).retired_on == timezone.localdate()


def test_a_retired_theme_is_not_retired_again(theme, secretary):
    retire_theme(theme, actor=secretary)

    with pytest.raises(DomainError, match="no longer used"):
        retire_theme(theme, actor=secretary)


def test_only_a_retired_theme_is_taken_up(network, theme, secretary):
    merged = ThemeFactory(network=network, merged_into=theme)

    for one in (theme, merged):
        with pytest.raises(DomainError, match="Only a retired theme"):
            take_up_theme(one, actor=secretary)


def test_what_was_merged_earlier_goes_along(network, theme, secretary):
    first = ThemeFactory(network=network, merged_into=theme)
    today = ThemeFactory(network=network)

    merge_themes(theme, into=today, actor=secretary)

    assert set(Theme.objects.filter(merged_into=today)) == {theme, first}
    assert acts(theme) == ["network.theme.merged"]


def test_merging_is_refused_where_it_makes_no_sense(network, other_network, theme, secretary):
    merged = ThemeFactory(network=network, merged_into=theme)
    retired = ThemeFactory(network=network, retired_on=DAY)
    foreign = ThemeFactory(network=other_network)

    for one, into, words in [
        (theme, theme, "into itself"),
        (theme, foreign, "not in this network"),
        (theme, retired, "no longer used"),
        (retired, merged, "no longer used"),
        (merged, theme, "already"),
    ]:
        with pytest.raises(DomainError, match=words):
            merge_themes(one, into=into, actor=secretary)


def test_a_new_name_is_a_new_theme(theme, secretary):
    new = rename_theme(theme, name="perheiden tuki", actor=secretary)

    theme.refresh_from_db()
    assert (theme.name, theme.merged_into) == ("perhetyö", new)
    assert (new.name, new.number) == ("perheiden tuki", 3)
    assert acts(new) == ["network.theme.renamed", "network.theme.added"]


def test_a_name_that_is_taken_is_refused_whole(network, theme, secretary):
    ThemeFactory(network=network, name="perheiden tuki")

    with pytest.raises(DomainError, match="already has a theme"):
        rename_theme(theme, name="Perheiden tuki", actor=secretary)

    assert Theme.objects.get(pk=theme.pk).merged_into is None


def test_a_theme_that_is_no_longer_used_gets_no_name(network, theme, secretary):
    with pytest.raises(DomainError, match="no longer used"):
        rename_theme(ThemeFactory(network=network, merged_into=theme), name="uusi", actor=secretary)
