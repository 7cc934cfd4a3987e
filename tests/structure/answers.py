"""What tests of the answers of members do and read again and again."""

from datetime import date

from django.urls import reverse

from structure.queries import commitments_on
from structure.services import answer_call

DAY = date(2008, 2, 1)


def joins(asked, themes, *, day=DAY, actor=None):
    return answer_call(
        asked, answer="joins", themes=themes, body="Sivistyslautakunta", section="§ 12", decided_on=day, actor=actor
    )


def cells(network, day):
    return {row.name: [answer for _theme, answer in row.answers] for row in commitments_on(network, day).rows}


def url(name, *args):
    return reverse(f"structure:{name}", args=["oma", *args])
