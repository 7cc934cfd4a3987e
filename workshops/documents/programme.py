"""The printed programme of a workshop day, with the way to its sign-up."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.documents import DocumentKind, register_document
from core.fingerprints import fingerprint
from core.mail import address_of
from core.pdf import RenderedPdf, render_pdf
from core.qr import qr_svg
from workshops.models import Workshop, WorkshopDay

PROGRAMME = "workshops.programme"


def programme_context(day: WorkshopDay) -> dict[str, Any]:
    """Plain values: {"document", "title", "when", "places": [str], "intro", "rows": [(workshop, time, room, places)],
    "workshops": [{"title", "model", "facts": [(label, text)]}], "sign_up": {"address", "until", "qr"} or None}.

    How many places are left changes from hour to hour and stands on the pages only.
    """
    meeting, workshops = day.meeting, list(day.workshops.select_related("method"))
    sign_up = address_of(reverse("signup:form", args=[day.signup_key])) if day.signup_until else ""
    return {
        "document": {
            "title": _("Programme: %(day)s") % {"day": meeting.title},
            "network": str(day.network),
            "kind": pgettext("workshop day", "Programme"),
            "date": date_format(day.held_on, "DATE_FORMAT"),
            "version": str(day.version + sum(one.version for one in workshops) + 1),
            "address": sign_up or address_of(day.get_absolute_url()),
        },
        "title": meeting.title,
        "when": meeting.when_text,
        "places": [text for text in (meeting.place_name, meeting.place_address) if text],
        "intro": day.intro,
        "rows": [(str(one), times_of(one), one.room, places_words(one)) for one in workshops],
        "workshops": [
            {"title": str(one), "model": one.model, "facts": facts}
            for one in workshops
            if (facts := _facts_of(one)) or one.model
        ],
        "sign_up": sign_up
        and {
            "address": sign_up,
            "until": date_format(day.signup_until, "DATE_FORMAT"),
            "qr": qr_svg(sign_up, title=_("Code that opens the sign-up")),
        },
    }


def times_of(workshop: Workshop) -> str:
    """ "10.15–11.45"; open where there is no end, empty where there is no time."""
    clocks = [f"{one.hour}.{one.minute:02}" for one in (workshop.starts, workshop.ends) if one]
    return "–".join(clocks) if workshop.starts else ""


def places_words(workshop: Workshop) -> str:
    return "" if workshop.places is None else str(workshop.places)


def programme_version(day: WorkshopDay, _variant: str = "") -> str:
    """A key of all that the programme says."""
    return fingerprint(programme_context(day))


def render_programme(day: WorkshopDay, _variant: str, language: str) -> RenderedPdf:
    """Raises what ``render_pdf`` raises."""
    with translation.override(language):
        context = programme_context(day)
    return render_pdf("workshops/pdf/programme.html", context, language=language)


def _facts_of(workshop: Workshop) -> list[tuple[str, str]]:
    facts = [
        (_("Whose model"), workshop.presenter_place),
        (_("In use in"), workshop.in_use),
        (_("Presenters"), workshop.presenters),
        (_("Method"), str(workshop.method or "")),
    ]
    return [(label, text) for label, text in facts if text]


register_document(
    DocumentKind(
        name=PROGRAMME,
        title=gettext_lazy("Programme of the workshop day"),
        model="workshops.workshopday",
        permission="workshops.view_workshopday",
        version=programme_version,
        render=render_programme,
        filename=lambda day, _variant: _("programme-%(number)d") % {"number": day.pk},
    )
)
