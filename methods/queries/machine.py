"""The catalogue for machines: schema.org on the page of a method, and a feed of all that is published."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language

from core.mail import address_of
from core.models import LogEntry
from methods.addresses import method_addresses
from methods.enums import ORDERED, MethodKind
from methods.models import Method, MethodVersion, VersionEvent
from methods.queries.catalogue import current_versions

_SERVICES = (MethodKind.SERVICE, MethodKind.REFERRAL)


def structured_data(page: dict[str, Any], version: MethodVersion) -> dict[str, Any]:
    """The page of a method (``method_page``) in the words of schema.org: a ``WebPage`` about a method or service."""
    method, text = version.method, page["text"]
    about = {
        "@type": "Service" if method.kind in _SERVICES else "HowTo",
        "name": page["name"],
        "alternateName": [row["text"] for group in page["synonyms"] for row in group["rows"]],
        "description": text.purpose if text else "",
        "step": [{"@type": "HowToStep", "text": phase["text"]} for phase in page["phases"]]
        if method.kind not in _SERVICES
        else [],
    }
    language = get_language()
    addresses = method_addresses(method.code)
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": addresses.get(language, addresses["fi"]),
        "name": page["name"],
        "inLanguage": text.language if text else language,
        "datePublished": version.published_from.isoformat(),
        "version": str(version.number),
        "isPartOf": {"@type": "WebSite", "name": "Verkosto", "url": address_of("/")},
        "mainEntity": {name: value for name, value in about.items() if value},
    }


def published_feed() -> dict[str, Any]:
    """Every method that holds today: what it is called, where it is placed, whether it can be ordered; two queries.

    Shape: {"title", "home", "methods": [{"code", "version": int, "kind", "orderability", "orderable": bool, "names":
    {language: str}, "swedish_name_is_proposed": bool, "zones": [{"zone": 1–4, "steps": [1–7], "primary": bool,
    "source"}], "published": time, "review": day, "urls": {"fi", "sv"}}]}. Times are ISO 8601.
    """
    versions = current_versions(with_texts=False).prefetch_related("placements")
    return {
        "title": "Verkosto: menetelmät",
        "home": address_of("/menetelmat/"),
        "methods": [_entry(version) for version in versions],
    }


def feed_changed_at() -> datetime | None:
    """When the feed last changed; three queries.

    A publication counts from the time at which it begins to hold; renamings stand in the log alone.
    """
    times = [
        MethodVersion.objects.published().aggregate(last=Max("published_from"))["last"],
        VersionEvent.objects.filter(at__lte=timezone.now()).aggregate(last=Max("at"))["last"],
        LogEntry.objects.filter(target_type=Method._meta.label_lower).aggregate(last=Max("at"))["last"],
    ]
    return max((time for time in times if time), default=None)


def _entry(version: MethodVersion) -> dict[str, Any]:
    method = version.method
    names = {language: getattr(method, f"name_{language}") for language in ("fi", "sv", "en")}
    return {
        "code": method.code,
        "version": version.number,
        "kind": method.kind,
        "orderability": version.orderability,
        "orderable": version.orderability in ORDERED,
        "names": {language: name for language, name in names.items() if name},
        "swedish_name_is_proposed": method.sv_proposed,
        "zones": [
            {
                "zone": row.zone,
                "steps": [*range(row.first_step, row.last_step + 1)],
                "primary": row.primary,
                "source": row.source,
            }
            for row in version.placements.all()
        ],
        "published": version.published_from.isoformat(),
        "review": version.review_on.isoformat() if version.review_on else None,
        "urls": method_addresses(method.code),
    }
