"""Comments of a summary put under themes that are made by hand."""

import pytest
from django.core.exceptions import ValidationError

from core.errors import DomainError, EditConflict
from tests.factories.workshops import ReflectionFactory, SummaryThemeFactory, WorkshopFactory
from tests.workshops.pages import acts, url
from workshops.enums import Showing
from workshops.models import Reflection, SummaryTheme
from workshops.services import add_theme, edit_line, group_comments, move_theme, remove_theme, rename_theme


def test_comments_are_put_under_a_theme_and_back(client_as, secretary, day, comments):
    theme = SummaryThemeFactory(day=day)
    address, client = url("summary-themes", day.pk), client_as(secretary)
    chosen = [f"{one.pk}.0" for one in comments[:2]]

    response = client.post(f"{address}?paja=A", {"kommentti": chosen, "teema": theme.pk})

    assert response.url == f"{address}?paja=A#teema-{theme.pk}"
    assert set(theme.reflections.all()) == set(comments[:2])
    client.post(address, {"kommentti": [f"{comments[0].pk}.1"], "teema": ""})
    assert list(theme.reflections.all()) == [comments[1]]
    assert acts(day) == ["workshops.day.comments_grouped"] * 2


@pytest.mark.parametrize("chosen", [[], ["1"], ["1.x"], ["viisi.0"]])
def test_nothing_chosen_moves_nothing(client_as, secretary, day, comments, chosen):
    theme = SummaryThemeFactory(day=day)

    response = client_as(secretary).post(
        url("summary-themes", day.pk), {"kommentti": chosen, "teema": theme.pk}, follow=True
    )

    assert "Valitse ainakin yksi kommentti." in response.content.decode()
    assert not theme.reflections.exists()


def test_comments_that_somebody_changed_meanwhile_are_not_moved(secretary, day, comments):
    theme = SummaryThemeFactory(day=day)
    edit_line(comments[1], edited_text="Muu", version=0, actor=secretary)

    with pytest.raises(DomainError):
        group_comments(day, comments={one.pk: 0 for one in comments}, theme=theme, actor=secretary)

    assert not theme.reflections.exists()


@pytest.mark.parametrize("showing", [Showing.WAITING, Showing.HIDDEN])
def test_comments_that_are_not_shown_are_not_moved(secretary, workshop, showing):
    line = ReflectionFactory(workshop=workshop, showing=showing)

    with pytest.raises(DomainError):
        group_comments(workshop.day, comments={line.pk: 0}, theme=None, actor=secretary)


def test_comment_of_another_day_is_not_moved(secretary, day):
    other = ReflectionFactory(workshop__day__network=day.network)

    with pytest.raises(DomainError):
        group_comments(day, comments={other.pk: 0}, theme=SummaryThemeFactory(day=day), actor=secretary)


def test_theme_of_another_day_takes_nothing(client_as, secretary, day, comments):
    other = SummaryThemeFactory(day__network=day.network)

    with pytest.raises(DomainError):
        group_comments(day, comments={comments[0].pk: 0}, theme=other, actor=secretary)
    for theme in (other.pk, "x", "9" * 60, "9" * 5000):
        response = client_as(secretary).post(
            url("summary-themes", day.pk), {"kommentti": f"{comments[0].pk}.0", "teema": theme}
        )
        assert response.status_code == 404


def test_page_of_themes_shows_one_workshop(client_as, secretary, day, comments):
    ReflectionFactory(workshop=WorkshopFactory(day=day), text="Toisesta pajasta")

    page = client_as(secretary).get(url("summary-themes", day.pk), {"paja": "A"}).content.decode()

    assert "Ensimmäinen" in page
    assert "Toisesta pajasta" not in page


def test_theme_is_added_renamed_moved_and_removed(client_as, secretary, day, comments):
    client = client_as(secretary)
    for name in ("Raha", "Aika"):
        client.post(url("theme-create", day.pk), {"name": name})
    money, time = day.themes.all()
    group_comments(day, comments={comments[0].pk: 0}, theme=money, actor=secretary)

    client.post(url("theme-update", day.pk, money.pk), {"name": "Rahoitus", "seen": "Raha"})
    client.post(url("theme-move", day.pk, time.pk), {"up": "1"})
    assert [one.name for one in day.themes.all()] == ["Aika", "Rahoitus"]
    client.post(url("theme-move", day.pk, time.pk), {"down": "1"})
    assert [one.name for one in day.themes.all()] == ["Rahoitus", "Aika"]
    client.post(url("theme-remove", day.pk, money.pk))

    assert [one.name for one in day.themes.all()] == ["Aika"]
    assert Reflection.objects.get(pk=comments[0].pk).theme is None
    assert acts(day) == [
        "workshops.day.theme_removed",
        "workshops.day.theme_moved",
        "workshops.day.theme_moved",
        "workshops.day.theme_renamed",
        "workshops.day.comments_grouped",
        "workshops.day.theme_added",
        "workshops.day.theme_added",
    ]


def test_first_theme_does_not_move_up(secretary, day):
    theme = SummaryThemeFactory(day=day)

    move_theme(theme, up=True, actor=secretary)

    assert acts(day) == []


def test_theme_that_is_gone_does_not_move(secretary, day):
    theme = SummaryThemeFactory(day=day)
    gone = SummaryTheme.objects.get(pk=theme.pk)
    remove_theme(theme, actor=secretary)

    with pytest.raises(DomainError):
        move_theme(gone, up=True, actor=secretary)


def test_name_of_a_theme_is_given_once(client_as, secretary, day):
    add_theme(day, name="Raha", actor=secretary)

    with pytest.raises(ValidationError):
        add_theme(day, name="Raha", actor=secretary)
    response = client_as(secretary).post(url("theme-create", day.pk), {"name": "Raha"})
    assert response.status_code == 422


def test_second_renamer_sees_both_names(client_as, secretary, day):
    theme = add_theme(day, name="Raha", actor=secretary)
    rename_theme(theme, name="Rahoitus", seen="Raha", actor=secretary)

    with pytest.raises(EditConflict):
        rename_theme(theme, name="Talous", seen="Raha", actor=secretary)
    response = client_as(secretary).post(url("theme-update", day.pk, theme.pk), {"name": "Talous", "seen": "Raha"})

    assert response.status_code == 409
    assert {"Rahoitus", "Talous"} <= set(response.content.decode().replace(">", "<").split("<"))
