"""The calendar file of a meeting: RFC 5545, with the methods of RFC 5546.

It carries time, place and title, and no agenda. The UID never changes and SEQUENCE rises with each sending, so that a
calendar replaces what it has; ``CANCEL`` takes it away.
"""

from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, vCalAddress, vText

from core.mail import address_of
from meetings.models import Invitation, Meeting

HELSINKI = ZoneInfo("Europe/Helsinki")
REQUEST, CANCEL = "REQUEST", "CANCEL"


def calendar_file(meeting: Meeting, invitation: Invitation, *, method: str) -> bytes:
    """The file for one recipient; the other recipients are not named in it. The meeting has an exact date."""
    event = Event()
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.updated_at)
    event.add("dtstart", _local(meeting.starts_at))
    if meeting.ends_at:
        event.add("dtend", _local(meeting.ends_at))
    event.add("summary", meeting.title)
    if place := ", ".join(filter(None, [meeting.place_name, meeting.place_address])):
        event.add("location", place)
    event.add("url", answer_url(invitation))
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("organizer", _address(settings.DEFAULT_FROM_EMAIL, str(meeting.network)))
    attendee = _address(invitation.email, invitation.name_label)
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee)
    calendar = Calendar()
    calendar.add("prodid", "-//Verkosto//Meetings//FI")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def uid_of(meeting: Meeting) -> str:
    return f"meeting-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}"


def answer_url(invitation: Invitation) -> str:
    return address_of(reverse("invitation-answer", args=[invitation.key]))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(HELSINKI)


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{email.rsplit('<', 1)[-1].rstrip('>')}")
    address.params["CN"] = vText(name)
    return address
