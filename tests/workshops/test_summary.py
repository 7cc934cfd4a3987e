"""The summary of a day: what it says in which order, the page, themes made by hand, texts made shorter."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.errors import DomainError, EditConflict
from core.models import LogEntry, StoredFile
from network.enums import RoleKind
from tests.factories.workshops import (
    DayFeedbackFactory,
    FollowUpFactory,
    ReflectionFactory,
    SummaryThemeFactory,
    WorkshopDayFactory,
    WorkshopFactory,
)
from workshops.enums import Showing, SummaryOrder, Topic
from workshops.models import FollowUpNews, Reflection, SummaryTheme
from workshops.queries import lines_of, matrix_of, summary_of
from workshops.services import (
    add_theme,
    edit_line,
    group_comments,
    import_workshop_day,
    move_theme,
    remove_theme,
    rename_theme,
)

BY_WORKSHOP, BY_MUNICIPALITY = SummaryOrder.WORKSHOPS, SummaryOrder.MUNICIPALITIES


def url(name, *args):
    return reverse(f"workshops:{name}", args=["oma", *args])


def acts(day):
    return list(LogEntry.objects.of(day).values_list("action", flat=True))


def outline(summary):
    """[(heading of a part, [(heading of a group, [text of a line])])]"""
    return [
        (part.heading, [(group.heading, [line.text for line in group.lines]) for group in part.groups])
        for part in summary.parts
    ]


@pytest.fixture
def secretary(as_role):
    return as_role(RoleKind.SECRETARY)


@pytest.fixture
def day(network):
    return WorkshopDayFactory(network=network)


@pytest.fixture
def workshop(day):
    return WorkshopFactory(day=day)


@pytest.fixture
def comments(workshop):
    return [ReflectionFactory(workshop=workshop, text=text) for text in ("Ensimmäinen", "Toinen", "Kolmas")]


@pytest.fixture
def imported(network, data):
    return import_workshop_day(network, data, actor=None)


def test_imported_day_has_its_own_headings_where_they_stood(imported):
    summary = summary_of(imported, order=BY_WORKSHOP)

    assert (summary.date, summary.subtitles, summary.thanks) == ("1.9.2009", ("KOONTI",), "KIITOS KAIKILLE!")
    assert summary.parts[0].intro == "Kuntien kommentit pajoittain"
    assert outline(summary) == [
        (
            "PAJOJEN ANTI",
            [
                ("A. Palveluohjaus", ["Tarpeeksi aikaisin (Siuntio)", "Sopisi Keravallekin"]),
                ("B. Perhekoulu", []),
            ],
        ),
        ("Muita kommentteja työpajoista", [("", ["Intoa kehittämiseen [Vihti]"])]),
        ("JATKOTYÖ (1/2)", [("TYÖN SISÄLTÖ", ["Tiivis työ"])]),
        ("JATKOTYÖ (2/2)", [("TIEDONSIIRTO", ["Päättäjille"])]),
        (
            "Organisoituminen ja aikataulu",
            [("KERAVA", ["Esimiehille", "Talousarvioon"]), ("SIUNTION KUNTA", ["Mahdollisimman pian"])],
        ),
        ("Palaute päivästä", [("", ["Etukäteistieto hyvä!"])]),
    ]


def test_municipality_stands_after_the_last_point(imported):
    (line,) = summary_of(imported, order=BY_WORKSHOP).parts[2].groups[0].lines

    assert line.points == ("Perhetyö", "Nuoret (Kerava)")


def test_by_municipality_everything_of_one_stands_together(imported):
    assert outline(summary_of(imported, order=BY_MUNICIPALITY)) == [
        ("", []),
        (
            "Kerava",
            [("TYÖN SISÄLTÖ", ["Tiivis työ"]), ("Organisoituminen ja aikataulu", ["Esimiehille", "Talousarvioon"])],
        ),
        (
            "Siuntio",
            [
                ("A. Palveluohjaus", ["Tarpeeksi aikaisin"]),
                ("Organisoituminen ja aikataulu", ["Mahdollisimman pian"]),
            ],
        ),
        ("Vihti", [("Muita kommentteja työpajoista", ["Intoa kehittämiseen"])]),
        (
            "Ilman kuntaa",
            [("A. Palveluohjaus", ["Sopisi Keravallekin"]), ("TIEDONSIIRTO", ["Päättäjille"])],
        ),
        ("Palaute päivästä", [("", ["Etukäteistieto hyvä!"])]),
    ]


def test_headings_above_nothing_and_before_nothing_are_kept(imported):
    imported.printed["headings"]["workshops"] = [{"text": "TOINEN", "before": 1}, {"text": "LOPPU", "before": 2}]

    parts = summary_of(imported, order=BY_WORKSHOP).parts

    assert [(part.heading, len(part.groups)) for part in parts[:3]] == [("", 1), ("TOINEN", 1), ("LOPPU", 0)]


def test_only_shown_lines_are_in_it(workshop):
    for showing in Showing:
        ReflectionFactory(workshop=workshop, text=f"Kommentti {showing}", showing=showing)
        FollowUpFactory(day=workshop.day, text=f"Askel {showing}", showing=showing)

    words = repr(summary_of(workshop.day, order=BY_WORKSHOP))

    assert [f"{what} {showing}" in words for what in ("Kommentti", "Askel") for showing in Showing] == [
        False, True, False, False, True, False,
    ]  # fmt: skip


def test_steps_of_a_municipality_stand_together_whoever_sent_first(day):
    for place in ("Kerava", "Vihti", "Kerava"):
        FollowUpFactory(day=day, municipality_label=place, text="Askel")

    (part,) = summary_of(day, order=BY_WORKSHOP).parts

    assert [(group.heading, len(group.lines)) for group in part.groups] == [("KERAVA", 2), ("VIHTI", 1)]


def test_topics_stand_in_our_order(day):
    for topic in (Topic.COOPERATION, Topic.SPREADING, Topic.CONTENT):
        FollowUpFactory(day=day, topic=topic)

    (part,) = summary_of(day, order=BY_WORKSHOP).parts

    assert [group.heading for group in part.groups] == [
        str(topic.label) for topic in (Topic.CONTENT, Topic.SPREADING, Topic.COOPERATION)
    ]


def test_kinds_and_themes_have_headings_of_their_own(workshop):
    theme = SummaryThemeFactory(day=workshop.day, name="Raha")
    ReflectionFactory(workshop=workshop, text="Rahaa", kind="hinder", theme=theme)
    ReflectionFactory(workshop=workshop, text="Aikaa", kind="hinder")
    ReflectionFactory(workshop=workshop, text="Paperilta")

    ((group,),) = (part.groups for part in summary_of(workshop.day, order=BY_WORKSHOP).parts)

    assert [line.text for line in group.lines] == ["Paperilta (Siuntio)"]
    assert [(inner.heading, [line.text for line in inner.lines]) for inner in group.groups] == [
        ("Mikä estäisi", ["Aikaa (Siuntio)"]),
        ("Raha", ["Rahaa (Siuntio)"]),
    ]


def test_step_tells_who_does_it_and_what_came_of_it(day):
    step = FollowUpFactory(day=day, text="Viedään eteenpäin", who="Esimiehet")
    FollowUpNews.objects.create(follow_up=step, state="done", text="Vietiin.")

    (line,) = summary_of(day, order=BY_WORKSHOP).parts[0].groups[0].lines

    assert line.text == "Viedään eteenpäin – Esimiehet"
    assert line.news[0].endswith("Vietiin.")


def test_headings_are_in_the_language_of_the_meeting(network):
    workshop = WorkshopFactory(day__network=network, day__meeting__language="sv")

    summary = summary_of(workshop.day, order=BY_WORKSHOP)

    assert summary.parts[0].heading == "Vad verkstäderna gav och hur det kan användas"


def test_matrix_counts_and_leads_to_the_first_comment(day, workshop, comments):
    ReflectionFactory(day=day, workshop=None, municipality_label="")

    matrix = matrix_of(lines_of(day))

    assert [(row.name, [cell.count for cell in row.cells], row.total) for row in matrix.rows] == [
        ("Siuntio", [3, 0], 3),
        ("", [0, 1], 1),
    ]
    assert (matrix.rows[0].cells[0].anchor, matrix.totals, matrix.total) == (f"k{comments[0].pk}", (3, 1), 4)


@pytest.mark.parametrize("order", SummaryOrder)
def test_page_shows_matrix_and_text(client_as, as_role, day, comments, order):
    page = client_as(as_role(RoleKind.MEMBER)).get(url("summary", day.pk), {"jarjestys": order}).content.decode()

    assert f'href="#k{comments[0].pk}"' in page
    assert f'<li id="k{comments[0].pk}">Ensimmäinen' in page
    assert "Muokkaa tekstejä" not in page


def test_unknown_order_is_by_workshop(client_as, as_role, day, comments):
    page = client_as(as_role(RoleKind.MEMBER)).get(url("summary", day.pk), {"jarjestys": "arpa"})

    assert page.context["order"] == BY_WORKSHOP


def test_page_of_a_day_of_which_nothing_was_said_says_so(client_as, as_role, day):
    page = client_as(as_role(RoleKind.MEMBER)).get(url("summary", day.pk)).content.decode()

    assert "Mitään ei ole vielä kirjattu" in page


@pytest.mark.parametrize("count", [1, 12])
def test_page_asks_a_constant_number_of_queries(client_as, secretary, day, count, django_assert_num_queries):
    for _one in range(count):
        workshop = WorkshopFactory(day=day)
        ReflectionFactory(workshop=workshop, theme=SummaryThemeFactory(day=day))
        FollowUpNews.objects.create(follow_up=FollowUpFactory(day=day), state="done", text="Tehty.")
        DayFeedbackFactory(day=day)
    client = client_as(secretary)

    with django_assert_num_queries(QUERIES_OF_THE_SUMMARY):
        client.get(url("summary", day.pk), {"tila": "muokkaus"})
    with django_assert_num_queries(QUERIES_OF_THE_THEMES):
        client.get(url("summary-themes", day.pk))


QUERIES_OF_THE_SUMMARY = 11
QUERIES_OF_THE_THEMES = 8


def test_pages_with_300_lines_are_light(client_as, secretary, day):
    workshops = WorkshopFactory.create_batch(6, day=day)
    places = ["Järvenpää", "Kerava", "Mäntsälä", "Nurmijärvi", "Siuntio", "Tuusula", "Vihti", "Hyvinkää", "Lohja", ""]
    text = "Malli sopisi meille hyvin, mutta vaatisi lisää henkilöstöä ja yhteistä koulutusta kaikille toimijoille."
    for number in range(240):
        ReflectionFactory(workshop=workshops[number % 6], text=text, municipality_label=places[number % 10])
    for number in range(60):
        FollowUpFactory(day=day, text=text, municipality_label=places[number % 10])
    client = client_as(secretary)

    for address in (url("summary", day.pk), f"{url('summary', day.pk)}?tila=muokkaus", url("summary-themes", day.pk)):
        assert len(client.get(address).content) < 150_000, address


def test_host_sees_what_was_written_beside(client_as, secretary, as_role, day, comments):
    edit_line(comments[0], edited_text="Eka", version=0, actor=secretary)
    address = url("summary", day.pk)

    assert "Ensimmäinen" not in client_as(secretary).get(address).content.decode()
    shown = client_as(secretary).get(address, {"tila": "muokkaus"}).content.decode()
    assert "Ensimmäinen" in shown
    assert url("reflection-text", day.pk, comments[0].pk) in shown
    for_members = client_as(as_role(RoleKind.MEMBER)).get(address, {"tila": "muokkaus"}).content.decode()
    assert "Ensimmäinen" not in for_members


def test_text_is_edited_and_the_original_kept(client_as, secretary, day, comments):
    address = url("reflection-text", day.pk, comments[0].pk)

    response = client_as(secretary).post(address, {"edited_text": "Lyhyemmin", "version": 0})

    line = Reflection.objects.get(pk=comments[0].pk)
    assert (line.text, line.edited_text, line.words, line.version) == ("Ensimmäinen", "Lyhyemmin", "Lyhyemmin", 1)
    assert response.url == f"{url('summary', day.pk)}?tila=muokkaus#k{line.pk}"
    assert acts(day) == ["workshops.day.line_edited"]
    assert "Lyhyemmin" not in repr(LogEntry.objects.of(day).get().changes)


@pytest.mark.parametrize("typed", ["", "Ensimmäinen"])
def test_original_comes_back(client_as, secretary, day, comments, typed):
    edit_line(comments[0], edited_text="Lyhyemmin", version=0, actor=secretary)

    client_as(secretary).post(url("reflection-text", day.pk, comments[0].pk), {"edited_text": typed, "version": 1})

    line = Reflection.objects.get(pk=comments[0].pk)
    assert (line.edited_text, line.words) == ("", "Ensimmäinen")
    assert acts(day)[0] == "workshops.day.line_restored"


def test_text_that_stays_as_it_is_changes_nothing(secretary, day, comments):
    edit_line(comments[0], edited_text="Ensimmäinen", version=0, actor=secretary)

    assert (Reflection.objects.get(pk=comments[0].pk).version, acts(day)) == (0, [])


def test_text_of_a_step_is_edited(client_as, secretary, day):
    step = FollowUpFactory(day=day)

    client_as(secretary).post(url("followup-text", day.pk, step.pk), {"edited_text": "Lyhyemmin", "version": 0})

    step.refresh_from_db()
    assert step.words == "Lyhyemmin"


def test_second_editor_sees_both_texts(client_as, secretary, day, comments):
    edit_line(comments[0], edited_text="Toisen sanat", version=0, actor=secretary)

    response = client_as(secretary).post(
        url("reflection-text", day.pk, comments[0].pk), {"edited_text": "Omat sanat", "version": 0}
    )

    assert response.status_code == 409
    assert {"Toisen sanat", "Omat sanat"} <= set(response.content.decode().replace(">", "<").split("<"))


@pytest.mark.parametrize("text", ["Soita 010190-001P", "x" * 2001])
def test_text_with_an_identity_code_or_too_long_is_refused(client_as, secretary, day, comments, text):
    response = client_as(secretary).post(
        url("reflection-text", day.pk, comments[0].pk), {"edited_text": text, "version": 0}
    )

    assert response.status_code == 422
    assert Reflection.objects.get(pk=comments[0].pk).edited_text == ""


def test_line_of_another_day_is_not_found(client_as, secretary, day):
    other = ReflectionFactory(workshop__day__network=day.network)

    assert client_as(secretary).get(url("reflection-text", day.pk, other.pk)).status_code == 404


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
    for theme in (other.pk, "x"):
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


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("pdf", "workshops.summary"),
        ("kalvot", "workshops.summary_slides"),
        ("word", "workshops.summary_word"),
        ("excel", "workshops.summary_sheet"),
    ],
)
def test_document_is_asked_for_in_the_order_shown(client_as, as_role, network, asked, kind):
    day = WorkshopDayFactory(network=network, meeting__language="sv")

    client_as(as_role(RoleKind.MEMBER)).post(url("summary-print", day.pk), {"asiakirja": asked, "jarjestys": "kunnat"})

    stored = StoredFile.objects.get()
    assert (stored.kind, stored.variant, stored.language) == (kind, "kunnat", "sv")


def test_document_that_does_not_exist_is_not_found(client_as, as_role, day):
    response = client_as(as_role(RoleKind.MEMBER)).post(url("summary-print", day.pk), {"asiakirja": "gif"})

    assert response.status_code == 404


def test_day_is_taken_along_as_it_came(client_as, as_role, network, data):
    day = import_workshop_day(network, data, actor=None)

    response = client_as(as_role(RoleKind.MEMBER)).get(url("day-json", day.pk))

    assert json.loads(response.content) == data
    assert response["Content-Disposition"] == 'attachment; filename="tyopajapaiva-2009-09-01.json"'


def test_the_real_day_is_taken_along_as_it_came(client_as, as_role, network, real):
    day = import_workshop_day(network, real, actor=None)

    response = client_as(as_role(RoleKind.MEMBER)).get(url("day-json", day.pk))

    assert json.loads(response.content) == real
