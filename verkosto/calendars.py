"""Everything that is coming, joined from the apps: for the calendar's page, and for the file one subscribes to."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bank.queries import session_entries, training_entries
from core.calendars import Entry, in_time_order
from core.mail import address_of
from meetings.queries import calendar_entries
from network.models import Network, User

# By the word in the address: the kind of its entries, and the label.
KINDS = {
    "kokoukset": ("meeting", gettext_lazy("Meetings")),
    "koulutukset": ("training", pgettext_lazy("bank", "Trainings")),
    "tapaamiset": ("session", gettext_lazy("Sessions of the bank")),
}
# What one reads of an entry of which one may know no more.
BARE = {"training": gettext_lazy("A training"), "session": gettext_lazy("A session of the consultant bank")}
WORDS = {
    "meeting": pgettext_lazy("calendar", "Meeting"),
    "training": pgettext_lazy("calendar", "Training"),
    "session": pgettext_lazy("calendar", "Session"),
}
ICONS = {"meeting": "calendar", "training": "book", "session": "handshake"}
# How far a subscription looks back and ahead.
BEHIND, AHEAD = timedelta(days=60), timedelta(days=540)


def entries_between(network: Network, user: User, first: date, last: date, *, kind: str = "") -> list[Entry]:
    """What is in the network between two days, of one kind of ``KINDS`` or of all; four queries at most."""
    span = {"networks": [network], "first": first, "last": last}
    wanted = KINDS[kind][0] if kind else ""
    entries = []
    for name, read in (("meeting", calendar_entries), ("training", training_entries), ("session", session_entries)):
        if wanted in ("", name):
            entries += read(user, **span)
    return in_time_order(replace(entry, title=entry.title or str(BARE[entry.kind])) for entry in entries)


def feed_entries(user: User, today: date) -> list[Entry]:
    """What the user sees in all networks of today, with whole addresses; a session is only time that is taken."""
    span = {"networks": user.networks_today, "first": today - BEHIND, "last": today + AHEAD}
    entries = [*calendar_entries(user, **span), *training_entries(user, **span, seen_only=True)]
    entries = [replace(entry, url=address_of(entry.url)) if entry.url else entry for entry in entries]
    for entry in session_entries(user, **span, seen_only=True):
        # The file lies at a secret address, but on other people's machines: of an order it tells nothing.
        entries.append(replace(entry, title=_("Booked"), place="", people="", url=""))
    return in_time_order(entries)
