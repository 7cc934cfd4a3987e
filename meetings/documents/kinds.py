"""The kinds of documents a meeting has, each as PDF and, but for the signed one, as Word."""

from django.utils.translation import gettext_lazy as _

from core.documents import DocumentKind, register_document
from meetings.documents import minutes, parts

MINUTES, MINUTES_WORD = "meetings.minutes", "meetings.minutes_word"
AGENDA, AGENDA_WORD = "meetings.agenda", "meetings.agenda_word"
EXTRACT, EXTRACT_WORD = "meetings.extract", "meetings.extract_word"
DECISIONS, DECISIONS_WORD = "meetings.decisions", "meetings.decisions_word"
SIGNED = "meetings.signed"

_MEETING = {"model": "meetings.meeting", "permission": "meetings.print_minutes"}
# Shape: [((name, name of the Word file, title), (version, PDF, Word, file name))]
_BOTH = [
    (
        (MINUTES, MINUTES_WORD, _("Minutes of the meeting")),
        (minutes.minutes_version, minutes.render_minutes, minutes.render_word, minutes.minutes_filename),
    ),
    (
        (AGENDA, AGENDA_WORD, _("Agenda of the meeting")),
        (parts.agenda_version, parts.render_agenda, parts.word_agenda, parts.agenda_filename),
    ),
    (
        (EXTRACT, EXTRACT_WORD, _("Extract of the minutes")),
        (parts.extract_version, parts.render_extract, parts.word_extract, parts.extract_filename),
    ),
    (
        (DECISIONS, DECISIONS_WORD, _("Decisions of the meeting")),
        (parts.decisions_version, parts.render_decisions, parts.word_decisions, parts.decisions_filename),
    ),
]

for (pdf_name, word_name, title), (version, pdf, word, filename) in _BOTH:
    for name, render, ending in ((pdf_name, pdf, "pdf"), (word_name, word, "docx")):
        register_document(
            DocumentKind(
                name=name,
                title=title,
                version=version,
                render=render,
                filename=filename,
                ending=ending,
                shows_variant=False,
                **_MEETING,
            )
        )

register_document(
    DocumentKind(
        name=SIGNED,
        title=_("Signed minutes"),
        model="meetings.minutesversion",
        permission="meetings.view_minutesversion",
        version=minutes.signed_version,
        render=minutes.render_signed,
        filename=minutes.signed_filename,
    )
)
