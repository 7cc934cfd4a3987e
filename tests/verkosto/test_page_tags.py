"""What the page frame shows: ages, acts, titles."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

from core.models import LogEntry
from verkosto.acts import ACTS
from verkosto.templatetags.page import act, age


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (59, "8 weeks"),
        (60, "2 months"),
        (729, "24 months"),
        (730, "2 years"),
        (6400, "17 years"),
    ],
)
def test_age_is_said_as_people_say_it(days, words):
    with override("en"):
        assert age(days) == words


def test_every_act_of_the_code_has_words():
    services = [
        path
        for app in ("bank", "bulletins", "core", "meetings", "methods", "network", "structure", "workshops")
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py")
        if "migrations" not in path.parts
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in services)

    acts = set(re.findall(r'record\(\s*"([a-z_.]+)"', text))

    assert acts - set(ACTS) == set()


def test_act_without_words_shows_its_name():
    assert act(LogEntry(action="bank.order.unheard_of")) == "bank.order.unheard_of"


def test_title_is_the_heading_too():
    page = Template("{% extends base %}{% block title %}Tilaukset & muuta{% endblock %}")
    base = Template("{% load page %}<title>{% block title %}{% endblock %}</title><h1>{% again 'title' %}</h1>")

    html = page.render(Context({"base": base}))

    assert html == "<title>Tilaukset & muuta</title><h1>Tilaukset & muuta</h1>"
