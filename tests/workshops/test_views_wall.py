"""The wall: what is shown, as it comes."""

from tests.factories.workshops import FollowUpFactory, ReflectionFactory, WorkshopFactory
from tests.workshops.pages import again, url, words
from workshops.enums import Showing
from workshops.models import Reflection
from workshops.services import leave_out_line, show_line

LIGHT = 150_000


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
