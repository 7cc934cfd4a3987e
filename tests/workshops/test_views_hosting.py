"""The wall, the host's desk, typing, pasting and moving, as pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import TransitionNotAllowed
from network.enums import RoleKind
from tests.factories.network import MunicipalityFactory
from tests.factories.workshops import (
    DayFeedbackFactory,
    FollowUpFactory,
    ReflectionFactory,
    WorkshopDayFactory,
    WorkshopFactory,
)
from workshops.enums import Showing
from workshops.models import DayFeedback, FollowUp, Reflection
from workshops.services import leave_out_line, show_line

CODE = "131052-308T"
LIGHT = 150_000


def url(name, *args):
    return reverse(f"workshops:{name}", args=["oma", *args])


@pytest.fixture
def day(network):
    return WorkshopDayFactory(network=network)


@pytest.fixture
def workshop(day):
    return WorkshopFactory(day=day)


@pytest.fixture
def kerava(db):
    return MunicipalityFactory(name_fi="Kerava", name_sv="Kervo")


@pytest.fixture
def host(client_as, as_role):
    return client_as(as_role(RoleKind.SECRETARY))


@pytest.fixture
def reader(client_as, as_role):
    return client_as(as_role(RoleKind.MEMBER))


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


def again(client, address, response):
    """Asks as the page asks for itself: with the mark of what it shows."""
    mark = re.search(r'"X-Mark": "([^"]+)"', response.content.decode())[1]
    return client.get(address, headers={"HX-Request": "true", "X-Mark": mark})


# --- The wall ---


def test_wall_shows_what_is_shown_newest_first(reader, day, workshop):
    for text in ("Ensimmäinen", "Toinen"):
        ReflectionFactory(workshop=workshop, text=text)
    for showing in (Showing.WAITING, Showing.HIDDEN):
        ReflectionFactory(workshop=workshop, text=f"Ei {showing}", showing=showing)
    ReflectionFactory(day=day, workshop=None, text="Kaikista")
    FollowUpFactory(day=day, text="Viedään")

    page = reader.get(url("wall", day.pk))

    columns = [(one.title, [line.text for line in one.lines]) for one in page.context["wall"].columns]
    assert columns == [
        (str(workshop), ["Toinen", "Ensimmäinen"]),
        ("Yleisesti", ["Kaikista"]),
        ("Miten jatkamme", ["Viedään"]),
    ]
    assert [line.text for line in page.context["wall"].newest] == ["Viedään", "Kaikista", "Toinen"]
    assert "Ei waiting" not in words(page)


def test_wall_by_municipality(reader, day, workshop):
    ReflectionFactory(workshop=workshop, text="Yksi", municipality_label="Vihti")
    ReflectionFactory(workshop=workshop, text="Kaksi", municipality_label="")
    FollowUpFactory(day=day, text="Viedään", municipality_label="Kerava")

    page = reader.get(url("wall", day.pk) + "?jarjestys=kunnat")

    columns = [(one.title, [line.text for line in one.lines]) for one in page.context["wall"].columns]
    assert columns == [("Kerava", ["Viedään"]), ("Vihti", ["Yksi"]), ("Ilman kuntaa", ["Kaksi"])]


def test_wall_sends_nothing_while_nothing_changed(reader, day, workshop, coordinator):
    address = url("wall", day.pk)
    lines = [ReflectionFactory(workshop=workshop) for _one in range(2)]
    waiting = ReflectionFactory(workshop=workshop, showing=Showing.WAITING)
    page = reader.get(address)
    assert again(reader, address, page).status_code == 204

    ReflectionFactory(workshop=workshop, showing=Showing.WAITING)
    assert again(reader, address, page).status_code == 204

    # One goes, another comes: the same number of lines.
    leave_out_line(lines[0], actor=coordinator)
    show_line(waiting, actor=coordinator)
    answer = again(reader, address, page)
    assert (answer.status_code, b"<html" in answer.content) == (200, False)

    workshop.title, workshop.version = "Uusi nimi", 1
    workshop.save()
    assert again(reader, address, answer).status_code == 200


def test_wall_of_300_lines_is_light(reader, day):
    for number in range(6):
        workshop = WorkshopFactory(day=day)
        lines = ReflectionFactory.build_batch(50, workshop=workshop, text="ä" * 2000, municipality_label=f"K{number}")
        Reflection.objects.bulk_create(lines)

    for order in ("pajat", "kunnat"):
        page = reader.get(url("wall", day.pk) + f"?jarjestys={order}")
        assert len(page.content) < LIGHT
        assert "ja 42 muuta" in words(page)


def test_empty_wall_says_what_would_be_here(reader, day):
    assert "Vastaukset tulevat tähän" in words(reader.get(url("wall", day.pk)))


def test_wall_and_desk_do_not_take_text_for_markup(host, day, workshop):
    ReflectionFactory(workshop=workshop, text="<script>alert(1)</script>")

    for address in (url("wall", day.pk), url("host-desk", day.pk) + "?tila=naytetyt"):
        assert "<script>alert" not in host.get(address).content.decode()


# --- The host's desk ---


def test_desk_has_what_waits_oldest_first(host, day, workshop):
    ReflectionFactory(workshop=workshop, text="Näkyy")
    for text in ("Vanha", "Uusi"):
        ReflectionFactory(workshop=workshop, text=text, showing=Showing.WAITING)
    FollowUpFactory(day=day, text="Askel", showing=Showing.WAITING, municipality_label="Kerava")

    desk = host.get(url("host-desk", day.pk)).context["desk"]

    assert [line.text for line in desk.lines] == ["Vanha", "Uusi", "Askel"]
    assert desk.states == {"waiting": 3, "shown": 1, "hidden": 0}
    assert [(one.name, one.lines, one.waiting) for one in desk.workshops] == [
        (str(workshop), 3, 2),
        ("Miten jatkamme", 1, 1),
    ]
    assert [(one.name, one.lines, one.waiting) for one in desk.municipalities] == [("Kerava", 1, 1), ("Siuntio", 3, 2)]


@pytest.mark.parametrize("factory", [ReflectionFactory, FollowUpFactory])
def test_desk_shows_and_leaves_out(host, day, workshop, factory):
    place = {"workshop": workshop} if factory is ReflectionFactory else {"day": day}
    lines = [factory(**place, showing=Showing.WAITING) for _one in range(2)]
    keys = [line.line_key for line in host.get(url("host-desk", day.pk)).context["desk"].lines]

    host.post(url("host-desk", day.pk), {"show": keys[0]})
    host.post(url("host-desk", day.pk), {"leave_out": keys[1]})

    for line in lines:
        line.refresh_from_db()
    assert [line.showing for line in lines] == ["shown", "hidden"]


def test_desk_says_that_somebody_else_was_faster(host, workshop):
    line = ReflectionFactory(workshop=workshop)

    response = host.post(url("host-desk", workshop.day_id), {"show": f"r{line.pk}"}, follow=True)

    assert str(TransitionNotAllowed()) in words(response)


@pytest.mark.parametrize("key", ["", "r", "x1", "r0", "rr1", "f99999999", "r" + "9" * 30])
def test_desk_does_not_find_lines_that_are_none(host, day, key):
    assert host.post(url("host-desk", day.pk), {"show": key}).status_code == 404


def test_desk_does_not_find_lines_of_another_day(host, day):
    line = ReflectionFactory(workshop__day__network=day.network, showing=Showing.WAITING)

    assert host.post(url("host-desk", day.pk), {"show": f"r{line.pk}"}).status_code == 404


def test_desk_changes_how_answers_come(host, day, workshop):
    ReflectionFactory(workshop=workshop, showing=Showing.WAITING)

    for act in ({"at_once": "yes"}, {"answering": "open"}, {"show_all": "yes"}):
        host.post(url("host-desk", day.pk), act)

    day.refresh_from_db()
    assert (day.shown_at_once, day.answering) == (True, "open")
    assert Reflection.objects.get().showing == Showing.SHOWN
    host.post(url("host-desk", day.pk), {"at_once": "no", "answering": "closed"})
    day.refresh_from_db()
    assert (day.shown_at_once, day.answering) == (False, "closed")


def test_desk_sends_nothing_while_nothing_changed(host, day, workshop):
    address = url("host-desk", day.pk)
    page = host.get(address)
    assert again(host, address, page).status_code == 204

    ReflectionFactory(workshop=workshop, showing=Showing.WAITING)
    answer = again(host, address, page)
    assert (answer.status_code, b"<html" in answer.content) == (200, False)


def test_desk_divides_many_lines_into_pages(host, workshop):
    Reflection.objects.bulk_create(
        ReflectionFactory.build_batch(300, day=workshop.day, workshop=workshop, text="ä" * 400, showing="waiting")
    )

    page = host.get(url("host-desk", workshop.day_id) + "?page=6")

    assert (len(page.context["desk"].lines), len(page.content) < LIGHT) == (50, True)


# --- Typing ---


def test_typed_comment_keeps_workshop_and_municipality_for_the_next(host, day, workshop, kerava):
    address = url("entry-reflection", day.pk)
    body = {"workshop": workshop.pk, "municipality": kerava.pk, "kind": "use", "text": "Sopisi meille"}

    response = host.post(address, body)

    assert response.url == f"{address}?paja={workshop.pk}&kunta={kerava.pk}&laji=use"
    page = host.get(response.url)
    form = page.context["form"]
    assert [form[name].value() for name in ("workshop", "municipality", "kind")] == [
        str(workshop.pk),
        str(kerava.pk),
        "use",
    ]
    assert 'value="Kerava"' in page.content.decode()
    assert form.fields["text"].widget.attrs["autofocus"]
    assert [line.text for line in page.context["latest"]] == ["Sopisi meille"]


def test_same_form_sent_twice_counts_once(host, day):
    key = host.get(url("entry-reflection", day.pk)).context["form"]["key"].value()

    for _twice in range(2):
        host.post(url("entry-reflection", day.pk), {"text": "Kerran", "key": str(key)})

    assert Reflection.objects.count() == 1


def test_next_step_and_feedback_are_typed(host, day, kerava):
    step = {
        "municipality": kerava.pk,
        "topic": "organising",
        "who": "Esimiehet",
        "when": "syksy 2030",
        "text": "Viedään",
    }

    response = host.post(url("entry-follow-up", day.pk), step)
    host.post(url("entry-feedback", day.pk), {"text": "Hyvä päivä"})

    assert response.url.endswith(f"?kunta={kerava.pk}&aihe=organising")
    assert FollowUp.objects.values_list("who", "when_text", "municipality_label").get() == (
        "Esimiehet",
        "syksy 2030",
        "Kerava",
    )
    assert DayFeedback.objects.get().text == "Hyvä päivä"


@pytest.mark.parametrize("name", ["entry-reflection", "entry-follow-up", "entry-feedback"])
@pytest.mark.parametrize("text", [f"Asiakas {CODE}", "x" * 10_000, ""])
def test_refused_line_stays_in_its_field(host, day, name, text):
    response = host.post(url(name, day.pk), {"topic": "content", "text": text})

    assert response.status_code == 422
    assert response.context["form"]["text"].value() == text
    assert [rows.count() for rows in (day.reflections, day.follow_ups, day.feedback)] == [0, 0, 0]


@pytest.mark.parametrize("kept", ["?paja=x&kunta=x&laji=x&aihe=x", "?paja=99999&kunta=99999"])
def test_wrong_words_in_the_address_are_no_error(host, day, kept):
    for name in ("entry-reflection", "entry-follow-up"):
        assert host.get(url(name, day.pk) + kept).status_code == 200


# --- Pasting ---

PASTED = "A. Palveluohjaus\n- Yksi (Kerava)\n- Kaksi\n"


def preview(host, day, text=PASTED, **more):
    body = {"pasted_as": "comments", "text": text} | more
    return host.post(url("entry-paste", day.pk), body | {"preview": "yes"}), body


def save(host, day, page, body, **more):
    chosen = [str(row["line"].number) for row in page.context["rows"] if row["taken"] and not row["line"].is_heading]
    return host.post(
        url("entry-paste", day.pk), body | {"seen": page.context["seen"], "take": chosen, "save": "yes"} | more
    )


def test_paste_is_shown_before_it_is_saved(host, day, workshop, kerava):
    page, body = preview(host, day)

    assert not Reflection.objects.exists()
    assert [row["line"].text for row in page.context["rows"]] == ["A. Palveluohjaus", "Yksi", "Kaksi"]

    response = save(host, day, page, body)

    assert response.url == url("host-desk", day.pk) + "?tila=naytetyt"
    assert list(Reflection.objects.values_list("text", "workshop", "municipality_label")) == [
        ("Yksi", workshop.pk, "Kerava"),
        ("Kaksi", workshop.pk, ""),
    ]


def test_lines_that_are_there_are_told_and_not_doubled_unless_chosen(host, day, workshop, kerava):
    save(host, day, *preview(host, day))

    page, body = preview(host, day, PASTED + "- Kaksi\n- Uusi (Kerava)")

    assert [(row["line"].text, row["is_there"], row["taken"]) for row in page.context["rows"][1:]] == [
        ("Yksi", True, False),
        ("Kaksi", True, False),
        ("Kaksi", True, False),
        ("Uusi", False, True),
    ]
    save(host, day, page, body)
    assert Reflection.objects.count() == 3
    page, body = preview(host, day)
    save(host, day, page, body, take=["2"])
    assert Reflection.objects.filter(text="Yksi").count() == 2


def test_paste_that_was_changed_is_shown_once_more(host, day, workshop):
    page, body = preview(host, day)

    response = save(host, day, page, body | {"text": PASTED + "- Kolme"})

    assert (response.status_code, Reflection.objects.exists()) == (200, False)
    assert "Tekstiä muutettiin" in words(response)


def test_paste_of_which_nothing_is_chosen_is_not_saved(host, day, workshop):
    page, body = preview(host, day)

    response = save(host, day, page, body, take=[])

    assert "Yhtään riviä ei ole valittu" in words(response)


@pytest.mark.parametrize("pasted_as", ["spreading", "feedback"])
def test_paste_can_be_next_steps_or_feedback(host, day, workshop, kerava, pasted_as):
    page, body = preview(host, day, "KERAVA\n- Esimiehille", pasted_as=pasted_as)

    save(host, day, page, body)

    made = list(FollowUp.objects.values_list("topic", "text", "municipality_label"))
    assert made == ([("spreading", "Esimiehille", "Kerava")] if pasted_as == "spreading" else [])
    assert DayFeedback.objects.filter(text="Esimiehille").exists() == (pasted_as == "feedback")


def test_refused_paste_names_its_lines_and_loses_nothing(host, day):
    text = f"Yksi\nAsiakas {CODE}\n{'x' * 2001}\n131052-\n308T"

    page, _body = preview(host, day, text)

    errors = page.context["form"].errors["text"]
    assert (page.status_code, [error.split(":")[0] for error in errors]) == (422, ["Rivi 2", "Rivi 3"])
    assert page.context["form"]["text"].value() == text


def test_code_that_is_broken_over_two_lines_is_refused(host, day):
    page, _body = preview(host, day, "Asiakas 131052-\n308T")

    assert page.status_code == 422


def test_paste_of_too_many_lines_is_refused(host, day):
    page, _body = preview(host, day, "x\n" * 151)

    assert page.status_code == 422
    assert "151" in words(page)


def test_paste_of_150_lines_is_light(host, day, workshop):
    page, _body = preview(host, day, "\n".join(f"- {'x' * 150} {number}" for number in range(150)))

    assert (page.status_code, len(page.content) < LIGHT) == (200, True)


# --- Moving ---


def test_comment_is_moved(host, day, workshop, kerava):
    line = ReflectionFactory(workshop=workshop)

    response = host.post(url("reflection-move", day.pk, line.pk), {"municipality": kerava.pk, "version": 0})

    line.refresh_from_db()
    assert (line.workshop, line.municipality) == (None, kerava)
    assert response.url == url("host-desk", day.pk) + "?tila=naytetyt"
    assert "Rivi siirrettiin" in words(host.get(url("reflection-move", day.pk, line.pk)))


def test_second_mover_sees_both_versions(host, day, workshop, kerava):
    line = FollowUpFactory(day=day)
    address = url("follow-up-move", day.pk, line.pk)
    host.post(address, {"topic": "content", "municipality": kerava.pk, "version": 0})

    response = host.post(address, {"topic": "spreading", "version": 0})

    assert response.status_code == 409
    assert "Kerava" in words(response)


def test_line_of_another_day_is_not_found(host, day):
    line = ReflectionFactory(workshop__day__network=day.network)

    assert host.get(url("reflection-move", day.pk, line.pk)).status_code == 404


def test_line_is_left_out_from_its_own_page(host, day, workshop):
    line = ReflectionFactory(workshop=workshop)
    page = host.get(url("reflection-move", day.pk, line.pk)).content.decode()

    assert f'name="leave_out" value="r{line.pk}"' in page


# --- Queries ---


@pytest.mark.parametrize("count", [1, 4])
def test_pages_ask_a_constant_number_of_queries(host, reader, day, kerava, count):
    for _one in range(count):
        workshop = WorkshopFactory(day=day)
        line = ReflectionFactory(workshop=workshop, municipality=kerava)
        ReflectionFactory(workshop=workshop, showing=Showing.WAITING)
        step = FollowUpFactory(day=day, showing=Showing.WAITING)
        DayFeedbackFactory(day=day)
    found = {}
    for client, address in (
        (reader, url("wall", day.pk)),
        (host, url("host-desk", day.pk)),
        (host, url("entry-reflection", day.pk) + f"?kunta={kerava.pk}"),
        (host, url("entry-follow-up", day.pk)),
        (host, url("reflection-move", day.pk, line.pk)),
        (host, url("follow-up-move", day.pk, step.pk)),
    ):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[address.split(str(day.pk), 1)[1]] = len(queries)
    body = {"pasted_as": "comments", "text": "\n".join(f"{'ABCD'[n]}.\n- Rivi (Kerava)" for n in range(count))}
    with CaptureQueriesContext(connection) as queries:
        host.post(url("entry-paste", day.pk), body | {"preview": "yes"})
    assert (list(found.values()), len(queries)) == ([11, 10, 9, 7, 11, 8], 9)
