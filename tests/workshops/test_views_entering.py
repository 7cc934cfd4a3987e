"""The secretary types one answer after the other, or pastes many."""

import pytest

from tests.workshops.pages import url, words
from workshops.models import DayFeedback, FollowUp, Reflection

CODE = "131052-308T"


LIGHT = 150_000


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


PASTED = "A. Palveluohjaus\n- Yksi (Kerava)\n- Kaksi\n"


def preview(host, day, text=PASTED, **more):
    body = {"pasted_as": "comments", "text": text} | more
    return host.post(url("entry-paste", day.pk), body | {"preview": "yes"}), body


def save(host, day, page, body, **more):
    chosen = [str(row["line"].number) for row in page.context["rows"] if row["taken"] and not row["line"].is_heading]
    return host.post(
        url("entry-paste", day.pk), body | {"seen": page.context["seen"], "take": chosen, "save": "yes"} | more
    )


# --- Pasting ---


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
