"""The words of a signature, and its hash: in the language of the minutes, as they have always been written."""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils import translation
from django.utils.translation import pgettext

from core.fuzzydates.formats import format_days
from meetings.enums import DocumentKind
from meetings.models import Meeting


def recorded_text(meeting: Meeting, name: str, day: date | None) -> str:
    """ "Muistion kirjasi Maija Esimerkki 2.3.2026", after what the minutes call themselves."""
    with translation.override(meeting.language):
        forms = {
            DocumentKind.MINUTES: pgettext("signature", "Minutes recorded by %(name)s %(date)s"),
            DocumentKind.MEMO: pgettext("signature", "Memo recorded by %(name)s %(date)s"),
            DocumentKind.SUMMARY: pgettext("signature", "Summary recorded by %(name)s %(date)s"),
        }
        words = {"name": name, "date": format_days(day, day, meeting.language) if day else ""}
        return (forms[meeting.document_kind] % words).strip()


def approved_text(meeting: Meeting, name: str, day: date, *, in_meeting: Meeting | None = None) -> str:
    """Who approved the minutes, or in which meeting that was done."""
    with translation.override(meeting.language):
        if in_meeting is None:
            words = {"name": name, "date": format_days(day, day, meeting.language)}
            return pgettext("signature", "Approved by %(name)s %(date)s") % words
        words = {"meeting": in_meeting.title, "date": in_meeting.when.format(meeting.language)}
        return pgettext("signature", "Approved in the meeting %(meeting)s %(date)s") % words


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the content as compact JSON in UTF-8 with sorted keys: the database keeps no order of keys."""
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
