"""What a version lacks before it can go on: each a sentence for its author."""

from datetime import date

from django.utils.translation import gettext as _

from methods.enums import ORDERED, Orderability
from methods.models import MethodVersion
from methods.queries.states import ended_bases, law_to_check
from methods.queries.translations import untranslated
from network.models import Municipality


def missing_for_review(version: MethodVersion) -> list[str]:
    """What must be written before a version is reviewed; empty when nothing is missing."""
    finnish = next((text for text in version.texts.all() if text.language == "fi"), None)
    required = {"purpose": _("Write what the method is for."), "when": _("Write when it is used.")}
    lacks = [words for field, words in required.items() if not (finnish and getattr(finnish, field))]
    if version.orderability in ORDERED and not (finnish and finnish.for_orderer):
        lacks.append(_("Write what the orderer must know."))
    if version.orderability in ORDERED and not version.facilitator_rules.all():
        lacks.append(_("Tell who facilitates it, or who trains: it can be ordered."))
    if version.orderability == Orderability.DUTY and not version.legal_bases.all():
        lacks.append(_("Name the legal basis: it is a duty."))
    if not version.sources:
        lacks.append(_("Name the sources."))
    if not version.change_note:
        lacks.append(_("Write what changes and why."))
    return lacks


def missing_for_publishing(version: MethodVersion, today: date) -> list[str]:
    """What keeps an approved version from being published; empty when nothing does."""
    lacks = []
    if swedish_is_required() and (untranslated(version, "sv") or not version.method.name_sv):
        lacks.append(
            _("The Swedish is missing or older than the Finnish, and networks serve bilingual municipalities.")
        )
    if ended := ended_bases(version, today):
        lacks.append(_("A legal basis is no longer in force: %(bases)s.") % {"bases": ", ".join(ended)})
    elif law_to_check(version, today):
        lacks.append(_("The legal bases have changed or were read over a year ago: check them first."))
    return lacks


def swedish_is_required() -> bool:
    """Whether a network covers a municipality that informs the public in both languages.

    Source: Kielilaki 423/2003 32 §.
    """
    return Municipality.objects.filter(networks__isnull=False, languages__contains="sv").exists()
