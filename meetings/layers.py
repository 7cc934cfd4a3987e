"""What of minutes each reader gets: pure functions over the frozen data ("verkosto-minutes/1").

What leaves the network is picked by name, key by key: a key that is added to the data later stays inside until
somebody lets it out here.
"""

from typing import Any

from django.utils import translation
from django.utils.translation import pgettext

from meetings.enums import Layer, OwnerKind, PublicPeople
from meetings.exchange.reading import themes_of
from meetings.redaction import EMAIL, Cuts, cut_html, cut_text, pattern_of_name

_WITHIN = {
    Layer.PUBLIC: {Layer.PUBLIC},
    Layer.PARTICIPANTS: {Layer.PUBLIC, Layer.PARTICIPANTS},
    Layer.SECRETARY: set(Layer),
}
_TOP = (
    "format",
    "language",
    "document_kind",
    "title",
    "printed",
    "group",
    "subject",
    "starts",
    "ends",
    "place",
    "meeting_goals",
    "next_meeting",
)
_ITEM = ("number", "heading", "heading_in_body", "body_html", "presenter", "area", "quotation", "kind")
_OUTCOME = ("kind", "text", "in_body", "owner", "due", "state")
_GOAL = ("number", "text", "points")
_ATTACHMENT = ("number", "title", "item", "state", "note", "in_body")
_ATTENDEE = ("name", "printed_name", "title", "organisation", "roles", "role_text", "state", "deputy_for")
_HTML = ("body_html", "text_html")


def layered(content: dict[str, Any], layer: str, *, people: str = PublicPeople.ORGANISATIONS) -> dict[str, Any]:
    """The data as ``layer`` has them; ``people`` says how people stand in the public one.

    An item that is left out takes along all that hangs on it; those after it keep their numbers, and attachments
    are tied to the places that items have now. The public layer has no e-mail address anywhere, and with ``people``
    other than names none of the names that the minutes list, in whatever case they are written.
    """
    shown = _WITHIN[Layer(layer)]
    places: dict[str, str] = {}
    items = _items(content["items"], shown, places)
    attachments = [
        _picked(one, _ATTACHMENT) | {"item": places.get(one["item"])}
        for one in content["attachments"]
        if one["item"] is None or one["item"] in places
    ]
    result = _picked(content, _TOP) | {
        "attendees": [_picked(one, _ATTENDEE) for one in content["attendees"]],
        "items": items,
        "attachments": attachments,
        "recorded": content["recorded"],
        "signatures": list(content["signatures"]),
    }
    if "followed_up" in content and layer != Layer.PUBLIC:
        result["followed_up"] = content["followed_up"]
    if layer == Layer.PUBLIC:
        result = _public(result, content, people)
    result["themes"] = themes_of(result)
    return result


def public_words(content: dict[str, Any], words: str, *, people: str) -> str:
    """Words about the minutes from outside them (why they were corrected), as the public layer would have them."""
    return cut_text(words, _cuts(content, people))


def public_heading(content: dict[str, Any], *, people: str) -> dict[str, Any]:
    """What a list of published minutes says of them: the keys of ``layered`` that no item is needed for."""
    return _without(_picked(content, _TOP), _cuts(content, people))


def _items(entries: list[dict], shown: set[str], places: dict[str, str], old: str = "", new: str = "") -> list[dict]:
    found = []
    for index, entry in enumerate(entries, start=1):
        if entry.get("layer", Layer.PUBLIC) not in shown:
            continue
        before, now = f"{old}{index}", f"{new}{len(found) + 1}"
        places[before] = now
        found.append(
            _picked(entry, _ITEM)
            | {
                "outcomes": [_picked(one, _OUTCOME) for one in entry["outcomes"]],
                "goals": [
                    _picked(goal, _GOAL) | {"measures": [_picked(one, _OUTCOME) for one in goal["measures"]]}
                    for goal in entry["goals"]
                ],
                "attachments": list(entry["attachments"]),
                "children": _items(entry["children"], shown, places, f"{before}/", f"{now}/"),
            }
        )
    return found


def _picked(entry: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry[name] for name in names if name in entry}


def _public(data: dict[str, Any], content: dict[str, Any], people: str) -> dict[str, Any]:
    if people != PublicPeople.NAMES:
        data = _nameless(data, people)
    return _without(data, _cuts(content, people))


def _cuts(content: dict[str, Any], people: str) -> Cuts:
    """What is taken out of every text of the public layer, in the language of the minutes."""
    with translation.override(content["language"]):
        cuts = [(EMAIL, pgettext("public minutes", "[e-mail address left out]"))]
        if people != PublicPeople.NAMES:
            instead = pgettext("public minutes", "[name left out]")
            patterns = (pattern_of_name(name) for name in sorted(_names(content), key=len, reverse=True))
            cuts += [(pattern, instead) for pattern in patterns if pattern]
    return cuts


def _names(content: dict[str, Any]) -> set[str]:
    """Every name that the minutes hold in a field of its own, of left-out items too."""
    names = {one.get(key) for one in content["attendees"] for key in ("name", "printed_name", "deputy_for")}
    names.add((content["recorded"] or {}).get("by"))

    def walk(items: list[dict]) -> None:
        for item in items:
            names.add(item["presenter"])
            for one in [*item["outcomes"], *(measure for goal in item["goals"] for measure in goal["measures"])]:
                if one["owner"] and one["owner"]["kind"] == OwnerKind.PERSON:
                    names.add(one["owner"]["name"])
            walk(item["children"])

    walk(content["items"])
    return {name for name in names if name}


def _nameless(data: dict[str, Any], people: str) -> dict[str, Any]:
    organisations: dict[tuple, dict] = {}
    for one in data["attendees"] if people == PublicPeople.ORGANISATIONS else []:
        if one["organisation"]:
            blank = dict.fromkeys(("name", "printed_name", "title", "role_text"))
            entry = blank | {"organisation": one["organisation"], "roles": [], "state": one["state"]}
            organisations.setdefault((one["organisation"], one["state"]), entry)
    items = [_nameless_item(item) for item in data["items"]]
    return data | {"attendees": list(organisations.values()), "items": items, "recorded": None, "signatures": []}


def _nameless_item(item: dict[str, Any]) -> dict[str, Any]:
    return item | {
        "presenter": None,
        "outcomes": [_ownerless(one) for one in item["outcomes"]],
        "goals": [goal | {"measures": [_ownerless(one) for one in goal["measures"]]} for goal in item["goals"]],
        "children": [_nameless_item(child) for child in item["children"]],
    }


def _ownerless(outcome: dict[str, Any]) -> dict[str, Any]:
    owner = outcome["owner"]
    return outcome | {"owner": None if owner and owner["kind"] == OwnerKind.PERSON else owner}


def _without(value: Any, cuts: Cuts, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _without(one, cuts, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_without(one, cuts, key) for one in value]
    if isinstance(value, str):
        return cut_html(value, cuts) if key in _HTML else cut_text(value, cuts)
    return value
