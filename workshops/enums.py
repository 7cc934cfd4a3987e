"""Choices of workshop days, and the allowed moves of their states."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Answering(models.TextChoices):
    """Whether the form for phones takes answers."""

    PLANNED = "planned", pgettext_lazy("answers of a workshop day", "Not open yet")
    OPEN = "open", pgettext_lazy("answers of a workshop day", "Open")
    CLOSED = "closed", pgettext_lazy("answers of a workshop day", "Closed")


# Somebody who comes late may still answer.
ANSWERING_MOVES = {
    Answering.PLANNED: {Answering.OPEN},
    Answering.OPEN: {Answering.CLOSED},
    Answering.CLOSED: {Answering.OPEN},
}


class Showing(models.TextChoices):
    """Whether a line stands on the wall and in the summary."""

    WAITING = "waiting", pgettext_lazy("line of a workshop day", "Waits for the host")
    SHOWN = "shown", pgettext_lazy("line of a workshop day", "Shown")
    HIDDEN = "hidden", pgettext_lazy("line of a workshop day", "Left out")


SHOWING_MOVES = {
    Showing.WAITING: {Showing.SHOWN, Showing.HIDDEN},
    Showing.SHOWN: {Showing.HIDDEN},
    Showing.HIDDEN: {Showing.SHOWN},
}


class ReflectionKind(models.TextChoices):
    """What a comment on a workshop tells. Comments on paper do not say: theirs is empty."""

    GAIN = "gain", _("What we gained")
    USE = "use", _("What could be used at home")
    HINDER = "hinder", _("What would hinder it")
    IN_USE = "in_use", _("What is in use already")


class Topic(models.TextChoices):
    """What a line of "how we go on" is about; in this order a summary has them."""

    CONTENT = "content", _("Developing the content of the work")
    SPREADING = "spreading", _("Spreading the word")
    COOPERATION = "cooperation", _("Strengthening co-operation")
    ORGANISING = "organising", _("Who does what, and when")


class Seat(models.TextChoices):
    """Where a sign-up for workshops stands."""

    PLACED = "placed", pgettext_lazy("sign-up", "Has a place")
    WAITING = "waiting", pgettext_lazy("sign-up", "On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("sign-up", "Cancelled")


class SummaryOrder(models.TextChoices):
    """How a summary is sorted; the value stands in addresses and names the variant of a document."""

    WORKSHOPS = "pajat", _("By workshop")
    MUNICIPALITIES = "kunnat", _("By municipality")


# Somebody who has cancelled signs up anew.
SEAT_MOVES = {
    Seat.PLACED: {Seat.PLACED, Seat.WAITING, Seat.CANCELLED},
    Seat.WAITING: {Seat.PLACED, Seat.WAITING, Seat.CANCELLED},
    Seat.CANCELLED: set(),
}
