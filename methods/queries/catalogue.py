"""Finding methods, and the rows of the public list."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Concat
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.folding import WORD_LENGTH, WORDS, Folded, fold
from methods.enums import Orderability
from methods.models import Method, MethodSynonym, MethodVersion, VersionText, ZonePlacement
from methods.queries.zones import steps_of_zones
from methods.querysets import MethodQuerySet, VersionQuerySet

_NAMES = Concat("name_fi", Value(" "), "name_sv", Value(" "), "name_en", output_field=TextField())
_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


def find_methods(words: str) -> MethodQuerySet:
    """Methods that hold every word in their names, other names or texts; nothing for no words.

    The names are those of every language, the texts those that hold today in the reader's language and in Finnish.
    "Laheis" finds "läheis". ``by_name`` says that the names alone hold every word; those come first, and then the
    order of the catalogue. Twelve words count.
    """
    needles = [needle[:WORD_LENGTH] for needle in fold(words).split()[:WORDS]]
    if not needles:
        return Method.objects.none()
    found = Method.objects.with_current().alias(names=Folded(_NAMES))
    synonyms = MethodSynonym.objects.filter(method=OuterRef("pk")).alias(folded=Folded("text"))
    texts = VersionText.objects.filter(version=OuterRef("current_id"), language__in={get_language(), "fi"})
    by_name = Q()
    for needle in needles:
        in_names = Q(names__contains=needle) | Exists(synonyms.filter(folded__contains=needle))
        found = found.filter(in_names | Exists(texts.filter(search_text__contains=needle)))
        by_name &= in_names
    found = found.annotate(by_name=Case(When(by_name, then=Value(True)), default=Value(False)))
    return found.order_by("-by_name", "position", "code")


def method_for_register_word(word: str) -> Method | None:
    """The method that a word of an older register means: a Finnish name or other name, upper and lower case alike.

    Compared here and not in the database, whose idea of lower case depends on its locale. Two or three queries.
    """
    wanted = _comparable(word)
    names = [*Method.objects.values_list("name_fi", "pk")]
    names += MethodSynonym.objects.filter(language="fi").values_list("text", "method_id")
    key = next((key for text, key in names if _comparable(text) == wanted), None)
    return Method.objects.get(pk=key) if key else None


def listed(methods: MethodQuerySet, *, first: Iterable[str] = ()) -> VersionQuerySet:
    """What the public list shows of methods, in its order, ``first`` some by their codes; without withdrawn ones."""
    versions = current_versions(methods).prefetch_related("placements")
    if not first:
        return versions
    is_first = Case(When(method__code__in=first, then=Value(0)), default=Value(1))
    return versions.order_by(is_first, *versions.query.order_by)


def catalogue_rows(versions: Iterable[MethodVersion] | None = None) -> list[dict[str, Any]]:
    """Versions that are ``listed`` as rows of the list (all methods when none are given); three queries for all.

    Shape: {"code", "url", "name", "kind", "orderability", "parent": name or "", "purpose": its first sentence,
    "language": of the purpose, "zones": [{"zone": 1–4, "use": "", "also" or "primary"}], "where": "Zones 3–4",
    "bars": see ``bars``, "differ": the sources disagree, "unchecked": the placement is}.
    """
    return [_row(version) for version in (listed(Method.objects.published()) if versions is None else versions)]


def current_versions(methods: MethodQuerySet | None = None, *, with_texts: bool = True) -> VersionQuerySet:
    """The versions that hold today, with their methods and texts for the reader, in the order of the catalogue."""
    versions = MethodVersion.objects.current().filter(withdrawn_at=None)
    if methods is not None:
        versions = versions.filter(method__in=methods)
    versions = versions.select_related("method__parent").order_by("method__position", "method__code")
    return versions.with_texts() if with_texts else versions


def grouped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows by what can be ordered: [{"title": str, "rows": […]}], without groups that have none."""
    groups = [(str(kind.label), [row for row in rows if row["orderability"] == kind]) for kind in Orderability]
    return [{"title": title, "rows": members} for title, members in groups if members]


def found_groups(rows: list[dict[str, Any]], named: Collection[str]) -> list[dict[str, Any]]:
    """The rows of what a search found in the shape of ``grouped``; ``named``: the codes of what it found by name."""
    groups = [
        (_("By name"), [row for row in rows if row["code"] in named]),
        (_("In the text"), [row for row in rows if row["code"] not in named]),
    ]
    return [{"title": title, "rows": members} for title, members in groups if members]


def bars(placements: list[ZonePlacement]) -> list[dict[str, Any]]:
    """Steps that follow one another with the same use: [{"first": 1–7, "last": 1–7, "primary": bool}]."""
    use: dict[int, bool] = {}
    for placement in placements:
        for step in range(placement.first_step, placement.last_step + 1):
            use[step] = use.get(step, False) or placement.primary
    found: list[dict[str, Any]] = []
    for step in sorted(use):
        if found and found[-1]["last"] == step - 1 and found[-1]["primary"] == use[step]:
            found[-1]["last"] = step
        else:
            found.append({"first": step, "last": step, "primary": use[step]})
    return found


def sources_differ(placements: list[ZonePlacement]) -> bool:
    """Whether two sources speak of the same zone and yet place the method on different ones."""
    places: dict[str, set[int]] = {}
    for placement in placements:
        places.setdefault(placement.source, set()).add(placement.zone)
    return any(one & other and one != other for one in places.values() for other in places.values())


def spans(numbers: list[int]) -> str:
    """Sorted numbers as people write them: ``[1, 3, 4]`` → "1, 3–4"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _row(version: MethodVersion) -> dict[str, Any]:
    method, placements = version.method, list(version.placements.all())
    text = version.texts_here[0] if version.texts_here else None
    use: dict[int, str] = {}
    for placement in placements:
        if use.get(placement.zone) != "primary":
            use[placement.zone] = "primary" if placement.primary else "also"
    return {
        "code": method.code,
        "url": method.get_absolute_url(),
        "name": method.name,
        "kind": method.get_kind_display(),
        "orderability": version.orderability,
        "parent": method.parent.name if method.parent else "",
        "purpose": first_sentence(text.purpose) if text else "",
        "language": text.language if text else "",
        "zones": [{"zone": zone, "use": use.get(zone, "")} for zone in steps_of_zones()],
        "where": _where(use),
        "bars": bars(placements),
        "differ": sources_differ(placements),
        "unchecked": "zones" in version.unchecked,
    }


def _where(use: dict[int, str]) -> str:
    """ "Zones 3–4": where the sources place the method, or else where it can also be used."""
    numbers = sorted(zone for zone in use if use[zone] == "primary") or sorted(use)
    return ngettext("Zone %(zones)s", "Zones %(zones)s", len(numbers)) % {"zones": spans(numbers)} if numbers else ""


def first_sentence(text: str) -> str:
    match = _SENTENCE.match(text)
    return match[0] if match else text


def _comparable(word: str) -> str:
    return " ".join(word.split()).casefold()
