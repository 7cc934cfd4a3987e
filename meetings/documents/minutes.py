"""The minutes themselves: PDF and Word of today's rows, and the archive copy of what was signed."""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext

from core.fuzzydates.formats import format_days
from core.pdf import ARCHIVE, EmbeddedFile, RenderedPdf, render_pdf
from core.word import RenderedWord
from meetings.documents.pages import minutes_page
from meetings.documents.word import minutes_word
from meetings.exchange import FILE_NAME, as_bytes, minutes_to_json
from meetings.models import Approval, Meeting, MinutesVersion

TEMPLATE = "meetings/pdf/minutes.html"


def minutes_context(meeting: Meeting) -> dict[str, Any]:
    """What the minutes say, as plain values in the meeting's language (``minutes_page``). Six queries.

    Words that already stand in the text (a decision in its item, the next meeting under a heading of its own) are
    not printed a second time.
    """
    return with_version(minutes_page(minutes_to_json(meeting), meeting))


def minutes_version(meeting: Meeting, _variant: str = "") -> str:
    """The version of the minutes' content: equal content has equal versions, whatever was saved in between."""
    return fingerprint(minutes_context(meeting))


def render_minutes(meeting: Meeting, _variant: str, _language: str) -> RenderedPdf:
    """The minutes as PDF; the meeting's language is the document's."""
    return render_pdf(TEMPLATE, minutes_context(meeting), language=meeting.language)


def render_word(meeting: Meeting, _variant: str, _language: str) -> RenderedWord:
    """The minutes to go on writing in."""
    context = minutes_context(meeting)
    return in_language(meeting, lambda: minutes_word(context, language=meeting.language))


def minutes_filename(meeting: Meeting, _variant: str) -> str:
    return f"{meeting.get_document_kind_display()} {day_of(meeting)}"


def signed_context(version: MinutesVersion) -> dict[str, Any]:
    """The page of signed minutes: their own content, and below it who signed and who approved them. A query."""
    meeting, data = version.meeting, version.content
    context = minutes_page(data, meeting)
    with translation.override(data["language"]):
        recorded = data["recorded"]["text"] if data["recorded"] else ""
        lines = [version.signed_label] if version.signed_label != recorded else []
        words = {"number": version.number, "date": _date(version.signed_at, data["language"])}
        lines.append(gettext("Version %(number)d, signed in the service %(date)s.") % words)
        if version.reason:
            lines.append(gettext("Reason of the correction: %(reason)s") % {"reason": version.reason})
        if approval := Approval.objects.filter(version=version).first():
            lines.append(approval.approved_label)
        lines.append(gettext("Fingerprint of the content (SHA-256): %(hash)s") % {"hash": version.sha256})
    context["signatures"] = lines
    return with_version(context)


def signed_version(version: MinutesVersion, _variant: str = "") -> str:
    return fingerprint(signed_context(version))


def render_signed(version: MinutesVersion, _variant: str, _language: str) -> RenderedPdf:
    """The archive copy (PDF/A-3a), which carries the structured minutes as an associated file."""
    data = version.content
    source = EmbeddedFile(
        FILE_NAME,
        as_bytes(data),
        description=f"{data['format']}: {data['title']}",
        made_at=version.signed_at,
    )
    context = signed_context(version)
    return render_pdf(TEMPLATE, context, language=data["language"], variant=ARCHIVE, attachments=[source])


def signed_filename(version: MinutesVersion, _variant: str) -> str:
    return f"{minutes_filename(version.meeting, '')} v{version.number}"


def with_version(context: dict[str, Any]) -> dict[str, Any]:
    """The context with the beginning of its fingerprint, which is printed at the foot of every page."""
    context["document"]["version"] = fingerprint(context)[:8]
    return context


def fingerprint(context: dict[str, Any]) -> str:
    return sha256(json.dumps(context, sort_keys=True).encode()).hexdigest()


def day_of(meeting: Meeting) -> str:
    return meeting.when.format(translation.get_language() or meeting.language)


def in_language(meeting: Meeting, write: Callable[[], RenderedWord]) -> RenderedWord:
    with translation.override(meeting.language):
        return write()


def _date(moment: datetime, language: str) -> str:
    day = timezone.localtime(moment).date()
    return format_days(day, day, language)
