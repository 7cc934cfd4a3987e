"""The minutes and their PDF attachments as one PDF, in the order of the numbers.

Each attachment follows a leaf with its line ("Liite 2: …"), and has a bookmark. What cannot be in it (another kind of
file, a locked or broken PDF, one that is still expected) is named on a last leaf with the reason, and so it is on the
pages of the minutes. Attachments of items for the secretary only are left out.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from core.attached import Fitness
from core.documents import DocumentKind, register_document
from core.pdf import RenderedPdf, render_pdf
from meetings.documents.minutes import (
    minutes_filename,
    minutes_version,
    render_minutes,
    render_signed,
    signed_version,
)
from meetings.enums import AttachmentState
from meetings.models import Attachment, Meeting, MinutesVersion

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

BUNDLE = "meetings.bundle"
# Together, in bytes and pages: what a worker's memory and time are good for.
MAX_BYTES = 100_000_000
MAX_PAGES = 3000
# What a page may still do when it is opened as a part of ours: lead to an address.
_HARMLESS = {"/URI", "/GoTo"}


def line_of(attachment: Attachment) -> str:
    """ "Liite 2: Taulukko", in the language that is active."""
    if attachment.number is None:
        return attachment.title
    words = {"number": attachment.number, "title": attachment.title}
    return pgettext("minutes label", "Attachment %(number)d: %(title)s") % words


def reason_left_out(attachment: Attachment) -> str:
    """Why an attachment is not in the bundle, in the language that is active; nothing when it is."""
    if attachment.goes_into_bundle:
        return ""
    if attachment.state == AttachmentState.EXPECTED:
        return gettext("Delivered later.")
    if attachment.state == AttachmentState.WITHDRAWN:
        return gettext("Withdrawn.")
    if not attachment.file and attachment.fitness != Fitness.HOLDS_CODE:
        return gettext("On paper, without a file.")
    reasons = {
        Fitness.PENDING: gettext("The file is still being checked."),
        Fitness.LOCKED: gettext("The file is locked with a password. Add it without one to have it in the bundle."),
        Fitness.BROKEN: gettext("The file cannot be opened. Add it anew to have it in the bundle."),
        Fitness.HOLDS_CODE: gettext(
            "The file held a personal identity code and was removed. Take the code out and add the file anew."
        ),
    }
    return reasons.get(attachment.fitness) or gettext("Not a PDF: kept beside the minutes as a file of its own.")


def bundle_version(meeting: Meeting, _variant: str = "") -> str:
    version = _signed(meeting)
    minutes = signed_version(version) if version else minutes_version(meeting)
    attachments = [
        [one.pk, one.number, one.title, one.state, one.fitness, one.sha256] for one in _attachments(meeting)
    ]
    return sha256(json.dumps([minutes, attachments]).encode()).hexdigest()


def render_bundle(meeting: Meeting, _variant: str, _language: str) -> RenderedPdf:
    """Signed minutes as they were signed, others as they stand now."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 -- leaf: only workers open PDFs

    version = _signed(meeting)
    language = version.content["language"] if version else meeting.language
    minutes = render_signed(version, "", language) if version else render_minutes(meeting, "", language)
    with translation.override(language):
        included, left_out = _sorted_out(_attachments(meeting))
        context = {
            "document": {
                "title": gettext("Minutes with attachments: %(title)s") % {"title": meeting.title},
                "network": str(meeting.network),
                "kind": gettext("Minutes with attachments"),
                "date": meeting.when.format(language),
                "address": meeting.get_absolute_url(),
                "version": bundle_version(meeting)[:8],
            },
            "covers": [{"line": line_of(one), "note": one.note} for one in included],
            "left_out": [{"line": line_of(one), "reason": reason} for one, reason in left_out],
        }
    writer = PdfWriter(clone_from=BytesIO(minutes.content))
    html = minutes.html
    if included or left_out:
        leaves = render_pdf("meetings/pdf/bundle.html", context, language=language)
        html += leaves.html
        pages = PdfReader(BytesIO(leaves.content)).pages
        for cover, words, one in zip(pages, context["covers"], included, strict=False):
            _add(writer, [cover], bookmark=words["line"])
            with one.file.open("rb") as file:
                _add(writer, PdfReader(BytesIO(file.read())).pages)
        _add(writer, pages[len(included) :])
    return RenderedPdf(html, _written(writer, context["document"]["title"], language), len(writer.pages))


def bundle_filename(meeting: Meeting, variant: str) -> str:
    return gettext("%(minutes)s with attachments") % {"minutes": minutes_filename(meeting, variant)}


def _signed(meeting: Meeting) -> MinutesVersion | None:
    return None if meeting.is_editable else meeting.versions.select_related("meeting__network").first()


def _attachments(meeting: Meeting) -> list[Attachment]:
    rows = Attachment.objects.filter(meeting=meeting).for_readers().order_by("position", "pk")
    return sorted(rows, key=lambda one: (one.number is None, one.number))


def _sorted_out(attachments: list[Attachment]) -> tuple[list[Attachment], list[tuple[Attachment, str]]]:
    included, left_out, size, pages = [], [], 0, 0
    for one in attachments:
        reason = reason_left_out(one)
        if not reason and (size + one.size > MAX_BYTES or pages + one.pages > MAX_PAGES):
            reason = gettext("The bundle would be too large.")
        if reason:
            left_out.append((one, reason))
        else:
            included.append(one)
            size, pages = size + one.size, pages + one.pages
    return included, left_out


def _add(writer: "PdfWriter", pages: "Iterable[PageObject]", bookmark: str = "") -> None:
    place = len(writer.pages)
    for page in pages:
        _disarm(writer.add_page(page))
    if bookmark:
        writer.add_outline_item(title=bookmark, page_number=place)


def _disarm(page: "PageObject") -> None:
    """Take away what a foreign page would do: programs, other files, forms that are sent."""
    page.pop("/AA", None)
    # Its place in a structure that did not come along.
    page.pop("/StructParents", None)
    for reference in page.get("/Annots") or []:
        annotation = reference.get_object()
        annotation.pop("/AA", None)
        annotation.pop("/StructParent", None)
        action = annotation.get("/A")
        if action is not None and action.get_object().get("/S") not in _HARMLESS:
            del annotation["/A"]


def _written(writer: "PdfWriter", title: str, language: str) -> bytes:
    from pypdf.generic import NameObject, TextStringObject  # noqa: PLC0415 -- leaf

    # The attachments are as they came: what the minutes alone say of being accessible or archival is not true of all.
    writer.root_object.pop("/Metadata", None)
    writer.root_object.pop("/OutputIntents", None)
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    writer.add_metadata({"/Title": title})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


register_document(
    DocumentKind(
        name=BUNDLE,
        title=_("Minutes with attachments"),
        model="meetings.meeting",
        permission="meetings.print_minutes",
        version=bundle_version,
        render=render_bundle,
        filename=bundle_filename,
    )
)
