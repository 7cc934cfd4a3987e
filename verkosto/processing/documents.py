"""The register of processing as plain values, for its page and its PDF."""

from hashlib import sha256
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.documents import DocumentKind, register_document
from core.fields import DeclaredMixin
from core.pdf import RenderedPdf, render_pdf
from core.privacy import DataClass, Keep
from core.retention import schedule
from network.models import Network
from verkosto.privacy import PACKAGE_FIELDS
from verkosto.processing.activities import ACTIVITIES, SAFEGUARDS, TRANSFERS, Activity

KIND = "verkosto.processing"
# What packages call their rows says nothing to a reader.
NAMES = {
    "account.EmailAddress": gettext_lazy("E-mail addresses"),
    "account.EmailConfirmation": gettext_lazy("confirmations of addresses"),
    "mfa.Authenticator": gettext_lazy("passkeys, authenticator apps and recovery codes"),
    "socialaccount.SocialAccount": gettext_lazy("accounts of other services (none are stored)"),
    "socialaccount.SocialToken": gettext_lazy("keys of other services (none are stored)"),
    "sessions.Session": gettext_lazy("sessions"),
    "network.Session": gettext_lazy("sessions"),
}


def processing_context(network: Network) -> dict[str, Any]:
    """Plain values of the register, in the current language.

    Shape: {"document": …, "controller": [{"label", "text" or "", "missing"}], "activities": [{"title", "facts":
    [{"label", "text"}], "rows": [{"data", "holds", "kept"}], "rules": [{"what", "kept", "then"}]}],
    "safeguards": [text], "transfers": text}.
    """
    content = _content(network)
    title = _("Register of processing")
    return content | {
        "document": {
            "title": title,
            "network": str(network),
            "kind": title,
            "date": date_format(timezone.localdate()),
            "version": processing_version(network, "")[:8],
            "address": reverse("processing", args=[network.slug]),
        }
    }


def processing_version(network: Network, _variant: str) -> str:
    """Changes when anything that the register says does, in any language."""
    with translation.override("fi"):
        return sha256(repr(_content(network)).encode()).hexdigest()[:32]


def render_processing(network: Network, _variant: str, language: str) -> RenderedPdf:
    with translation.override(language):
        context = processing_context(network)
    return render_pdf("verkosto/pdf/processing.html", context, language=language)


def _content(network: Network) -> dict[str, Any]:
    of_installation = _("Not told yet: it is set where the product is installed (.env).")
    facts = [
        (_("Controller"), settings.CONTROLLER, of_installation),
        (_("Contact of the controller"), settings.CONTROLLER_CONTACT, of_installation),
        (_("Data protection officer"), network.officer_words, _("Not named yet.")),
        (_("Network"), str(network), ""),
    ]
    return {
        "controller": [{"label": label, "text": text, "missing": missing} for label, text, missing in facts],
        "activities": [_activity(activity) for activity in ACTIVITIES],
        "safeguards": [str(one) for one in SAFEGUARDS],
        "transfers": str(TRANSFERS),
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "title": str(activity.title),
        "facts": [
            {"label": _("Purpose"), "text": str(activity.purpose)},
            {"label": pgettext("of processing", "Legal basis"), "text": str(activity.basis)},
            {"label": _("Whose data"), "text": str(activity.people)},
            {"label": _("Who sees them"), "text": str(activity.recipients)},
        ],
        "rows": [row for label in activity.models for row in _rows(label)],
        "rules": [
            {"what": str(rule.what), "kept": str(rule.kept), "then": str(rule.then)}
            for rule in schedule()
            if rule.name in activity.rules
        ],
    }


def _rows(label: str) -> list[dict[str, str]]:
    """A row for each data class and time that the fields of a model declare."""
    model = apps.get_model(label)
    names: dict[tuple[DataClass, Keep], list[str]] = {}
    for field in model._meta.concrete_fields:
        if declared := declaration(model, field):
            names.setdefault(declared, []).extend(_name(field))
    title = str(NAMES.get(label, model._meta.verbose_name))
    return [
        {
            "data": f"{title}: {', '.join(dict.fromkeys(found))}" if found else title,
            "holds": str(holds.label),
            "kept": str(keep.label),
        }
        for (holds, keep), found in names.items()
    ]


def declaration(model: type[models.Model], field: models.Field) -> tuple[DataClass, Keep] | None:
    """What a column declares of its text, in our models or for those of packages; None for one without text."""
    plain = getattr(field, "output_field", field)
    if isinstance(plain, DeclaredMixin):
        return plain.holds, plain.keep
    return PACKAGE_FIELDS.get(f"{model._meta.label}.{field.name}")


def _name(field: models.Field) -> list[str]:
    """The words for a field, where somebody has written any: those that Django makes of its name are English."""
    name = str(field.verbose_name)
    return [] if name == field.name.replace("_", " ") else [name]


register_document(
    DocumentKind(
        name=KIND,
        title=gettext_lazy("Register of processing"),
        model="network.network",
        permission="network.view_processing",
        version=processing_version,
        render=render_processing,
        filename=lambda network, _variant: _("register-of-processing-%(network)s") % {"network": network.slug},
    )
)
