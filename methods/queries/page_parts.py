"""The parts of a version as pages and paper show them: plain values in the reader's language, none of them a row."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core.richtext import from_plain
from methods.enums import Category, Domain, EvidenceLine, Finding, Party
from methods.models import FacilitatorRule, LegalBasis, Method, MethodVersion
from methods.models.parts import TEXTS, Part
from methods.queries.states import LAW_HOLDS

# Sections are kept as Finnish law writes them: "5 ja 20 §", "44 § 1 mom. 4 kohta".
SECTION_WORDS = {"sv": {" ja ": " och ", " kohta": " punkten"}, "en": {" ja ": " and "}}
# Whom a fee could be asked of.
FAMILY = {Party.CHILD, Party.FAMILY, Party.CLOSE_PEOPLE}
# How a finding is told apart at a glance: tone and icon of templates/includes/status.html.
FINDING_MARKS = {
    Finding.NOT_ASSESSED: ("neutral", "question"),
    Finding.SHOWN: ("success", "success"),
    Finding.SIGNS: ("info", "info"),
    Finding.NOT_SHOWN: ("warning", "warning"),
    Finding.NO_EFFECT: ("warning", "cross"),
}


def texts_of(version: MethodVersion) -> dict[str, dict[str, Any]]:
    """The texts that are not empty: {field: {"html", "language"}}, each in Finnish where the language lacks it."""
    rows = {text.language: text for text in version.texts.all()}
    found = {}
    for field in TEXTS:
        for language in (get_language(), "fi"):
            words = getattr(rows[language], field) if language in rows else ""
            if words and field not in found:
                found[field] = {"html": formatted(words), "language": language}
    return found


def formatted(words: str) -> SafeString:
    """Plain text as paragraphs and lists."""
    # Every word of it is escaped (core.richtext).
    return mark_safe(from_plain(words))


def parties_of(version: MethodVersion) -> list[dict[str, str]]:
    return [
        {"who": _capital(row.get_party_display()), "presence": row.get_presence_display()}
        for row in version.participant_rules.all()
    ]


def rules_of(version: MethodVersion) -> list[dict[str, Any]]:
    return [
        {"who": _who(rule), "outside": rule.outside, "knows": rule.get_knows_display() if rule.knows else ""}
        for rule in version.facilitator_rules.all()
    ]


def phases_of(version: MethodVersion) -> list[dict[str, Any]]:
    """Shape: {"text", "language", "present": "the family, close people", "minutes", "output", "output_language"}."""
    return [
        {
            **_words(phase),
            "present": ", ".join(str(Party(party).label) for party in phase.present),
            "minutes": ngettext("%(count)d minute", "%(count)d minutes", phase.minutes) % {"count": phase.minutes}
            if phase.minutes
            else "",
            "output": phase.words("output"),
            "output_language": _language_of(phase, "output"),
        }
        for phase in version.phases.all()
    ]


def documents_of(version: MethodVersion) -> list[dict[str, Any]]:
    return [
        {**_words(row), "kept": row.get_kept_display(), "client_data": row.client_data}
        for row in version.documents.all()
    ]


def legal_of(version: MethodVersion, today: date) -> list[dict[str, Any]]:
    """The provisions; ``ended`` ones and those read too ``old``-ly are marked as of ``today``."""
    return [
        {
            "name": base.words("act"),
            "number": base.number,
            "section": _section(base),
            "note": base.words(),
            "language": _language_of(base, "text"),
            "in_force": _in_force(base),
            "checked_on": base.checked_on,
            "ended": not base.in_force(today),
            "old": base.checked_on < today - LAW_HOLDS,
        }
        for base in version.legal_bases.all()
    ]


def evidence_of(version: MethodVersion) -> list[dict[str, Any]]:
    """Always the three lines, in their order: one without a row was not assessed."""
    rows = {row.line: row for row in version.evidence.all()}
    return [_evidence(line, rows.get(line)) for line in EvidenceLine]


def _evidence(line: EvidenceLine, row: Part | None) -> dict[str, Any]:
    finding = Finding(row.finding) if row else Finding.NOT_ASSESSED
    tone, icon = FINDING_MARKS[finding]
    shown = {"line": str(line.label), "finding": str(finding.label), "tone": tone, "icon": icon}
    return shown | ({**_words(row), "source": row.source} if row else {"text": "", "language": "", "source": ""})


def instead_of(version: MethodVersion) -> list[dict[str, str]]:
    """What to use where this is not for, as far as it is published; one query."""
    rows = version.instead.filter(method__in=Method.objects.published()).select_related("method")
    return [link(row.method) for row in rows]


def link(method: Method) -> dict[str, str]:
    return {"name": method.name, "url": method.get_absolute_url()}


def facts_of(version: MethodVersion) -> list[dict[str, Any]]:
    """Short facts that are known: {"key": name of the fact as it is marked unchecked, "label", "value"}."""
    ages = _ages(version.age_from, version.age_to)
    facts = [
        ("domains", _("Where it is used"), ", ".join(str(Domain(one).label) for one in version.domains)),
        ("ages", _("Ages"), ages),
        ("consent", _("Consent"), version.get_consent_display()),
        ("meetings", pgettext("how many", "Meetings"), _meetings(version.sessions_from, version.sessions_to)),
        ("lead_days", _("Ordered"), _lead(version.lead_days)),
        ("follow_up", _("Follow-up"), _follow_up(version)),
    ]
    return [{"key": key, "label": label, "value": value} for key, label, value in facts if value]


def cost_of(version: MethodVersion) -> list[str]:
    """How the cost is counted and what the family pays, in words."""
    words = []
    if version.cost_basis:
        words.append(str(version.get_cost_basis_display()))
    if not version.free_for_family:
        words.append(_("The family may be charged a fee"))
    elif any(row.party in FAMILY for row in version.participant_rules.all()):
        words.append(_("Free of charge for the family"))
    return words


def edition(version: MethodVersion) -> str:
    """ "Version 3, published 1.2.2026": of a draft when it was last changed."""
    values = {"number": version.number}
    if version.published_from:
        day = date_format(timezone.localtime(version.published_from))
        return _("Version %(number)d, published %(day)s") % (values | {"day": day})
    day = date_format(timezone.localtime(version.changed_at))
    return _("Version %(number)d, a draft last changed %(day)s") % (values | {"day": day})


def _words(row: Part) -> dict[str, str]:
    return {"text": row.words(), "language": _language_of(row, "text")}


def _language_of(row: Part, field: str) -> str:
    """The language in which a text of a row is shown."""
    language = get_language()
    return language if getattr(row, f"{field}_{language}", "") else "fi"


def _ages(first: int | None, last: int | None) -> str:
    if first and last:
        return _("%(first)d–%(last)d years") % {"first": first, "last": last}
    if first:
        return _("from the age of %(age)d") % {"age": first}
    return _("to the age of %(age)d") % {"age": last} if last else ""


def _meetings(least: int | None, most: int | None) -> str:
    if least and most and least != most:
        return f"{least}–{most}"
    if least and not most:
        return _("%(count)d or more") % {"count": least}
    return str(most) if least else _("at most %(count)d") % {"count": most} if most else ""


def _lead(days: int | None) -> str:
    if not days:
        return ""
    return ngettext(
        "at least %(count)d day before the meeting", "at least %(count)d days before the meeting", days
    ) % {"count": days}


def _follow_up(version: MethodVersion) -> str:
    if version.follow_up_weeks:
        words = ngettext(
            "a follow-up meeting after about %(count)d week",
            "a follow-up meeting after about %(count)d weeks",
            version.follow_up_weeks,
        )
        return words % {"count": version.follow_up_weeks}
    return _("a follow-up meeting belongs to the method") if version.needs_follow_up else ""


def _who(rule: FacilitatorRule) -> str:
    """ "2 network consultants" """
    words = {
        Category.CONSULTANT: ngettext("%(count)d network consultant", "%(count)d network consultants", rule.count),
        Category.CONSULTANT_TRAINEE: ngettext(
            "%(count)d network consultant in training", "%(count)d network consultants in training", rule.count
        ),
        Category.CONVENER: ngettext(
            "%(count)d convener of family group conferences",
            "%(count)d conveners of family group conferences",
            rule.count,
        ),
        Category.WORRY_TRAINER: ngettext(
            "%(count)d trainer in taking up worries", "%(count)d trainers in taking up worries", rule.count
        ),
        Category.WORRY_MAPPER: ngettext("%(count)d mapper of worries", "%(count)d mappers of worries", rule.count),
    }
    return words[Category(rule.category)] % {"count": rule.count}


def _in_force(base: LegalBasis) -> str:
    """ "1.1.2023–", with an open end; nothing where neither end is known."""
    if not (base.valid_from or base.valid_to):
        return ""
    return "–".join(date_format(day) if day else "" for day in (base.valid_from, base.valid_to))


def _section(base: LegalBasis) -> str:
    """ "5 och 20 §" """
    text = base.section
    for finnish, word in SECTION_WORDS.get(get_language(), {}).items():
        text = text.replace(finnish, word)
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
