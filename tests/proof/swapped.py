"""Ids in the bodies of forms that name what is not there to be named: another network's, or nothing any more."""

from django import forms
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from tests.proof.pages import asked_by_get, forms_of, values_of, written
from tests.verkosto.access_data import FOREIGN, OTHER, OWN, UNKNOWN

# How a row of a model knows its network; models that are not listed belong to no network.
NETWORK_OF = {
    **dict.fromkeys(
        ["network.organisation", "network.person", "network.group", "network.role", "network.theme", "bank.member",
         "bank.training", "bank.order", "meetings.meeting", "meetings.meetingtemplate", "structure.part",
         "structure.project", "structure.call", "bulletins.bulletin", "workshops.workshopday"],
        "network",
    ),
    **dict.fromkeys(["bank.slot", "bank.session"], "order__network"),
    **dict.fromkeys(["meetings.item", "meetings.attendance", "meetings.attachment"], "meeting__network"),
    "bank.trainingparticipant": "training__network",
    **dict.fromkeys(["workshops.workshop", "workshops.summarytheme"], "day__network"),
}  # fmt: skip
OF_NO_NETWORK = {"network.municipality", "methods.method", "methods.catalogue", "methods.methodversion"}


def named_by_hand(world):
    """``[(address, the object of it, body)]`` where a view reads an id that no field of a form names."""
    items, people, actions = (world.parts["item"], world.parts["attendance"], world.rows["action"])
    for which in (OTHER, FOREIGN):
        yield "bank:order-team", "order", {"ask": f"{world.slots[which].pk}:{world.members[OWN].pk}"}
        yield "bank:order-team", "order", {"agreed": f"{world.slots[which].pk}:{world.members[OWN].pk}"}
        yield "meetings:meeting-desk", "meeting", {"item": items[which].pk}
        yield "meetings:meeting-desk", "meeting", {"who": people[which].pk}
        yield "meetings:outcome-lines", "item of outcome", {"pk": actions[which].pk, "responsible_text": "Joku"}
        for letter, kind in (("r", "reflection"), ("f", "follow-up")):
            for act in ("show", "leave_out"):
                yield "workshops:host-desk", "workshop day", {act: f"{letter}{world.of_days[kind][which].pk}"}
    yield "workshops:host-desk", "workshop day", {"show": f"r{UNKNOWN}"}
    yield "bank:order-team", "order", {"ask": f"{world.slots[OWN].pk}:{world.members[FOREIGN].pk}"}
    yield "bank:order-team", "order", {"ask": f"{world.slots[OWN].pk}:{UNKNOWN}"}
    for name in ("item", "who"):
        yield "meetings:meeting-desk", "meeting", {name: UNKNOWN}
    yield "meetings:outcome-lines", "item of outcome", {"pk": UNKNOWN, "responsible_text": "Joku"}
    themes, comments = world.of_days["theme of day"], world.of_days["reflection"]
    for which in (OTHER, FOREIGN):
        own, other = f"{comments[OWN].pk}.0", f"{comments[which].pk}.0"
        yield "workshops:summary-themes", "workshop day", {"teema": themes[which].pk, "kommentti": own}
        yield "workshops:summary-themes", "workshop day", {"teema": themes[OWN].pk, "kommentti": other}
    yield "workshops:summary-themes", "workshop day", {"teema": UNKNOWN, "kommentti": f"{comments[OWN].pk}.0"}
    yield "workshops:summary-themes", "workshop day", {"teema": "", "kommentti": f"{UNKNOWN}.0"}
    yield "meetings:item-restore", "item", {"revision": UNKNOWN, "version": 0}


def foreign_keys(world, model):
    """The key of a row of another network, where rows have one, and the key of a row that is gone."""
    label = model._meta.label_lower
    gone = [("deleted", UNKNOWN)]
    if label in OF_NO_NETWORK:
        return gone
    rows = model._base_manager.filter(**{NETWORK_OF[label]: world.foreign})
    return [*[("another network's", key) for key in rows.values_list("pk", flat=True)[:1]], *gone]


def fields_naming(response, url):
    """``(method, field, name in the body, all values of its form)`` for each field of a page that names an object."""
    posted, asked = values_of(response, url), asked_by_get(response, url)
    for form in forms_of(response):
        for name, field in form.fields.items():
            if isinstance(field, forms.ModelChoiceField) and not field.disabled:
                full = form.add_prefix(name)
                values = next((values for _url, values in posted if full in values or f"{full}_text" in values), {})
                yield "get" if full in asked else "post", field, full, values


def refusal(world, person, url, body, name=None, method="post"):
    """What became of a body with such an id: ``(kind of answer, tables written)``; nothing of it remains."""
    reset_queries()  # Django keeps the last 9,000 only
    with CaptureQueriesContext(connection) as queries:
        response = getattr(world.client(person), method)(url, body)
    tables = written(queries)
    if response.status_code in (403, 404):
        return str(response.status_code), tables
    errors = {form.add_prefix(field) for form in forms_of(response) for field in form.errors}
    if name is None:
        return f"refused with {response.status_code}", tables
    return ("refused at the field" if name in errors else f"answered {response.status_code}"), tables


def page_of(world, access, person):
    url = world.address(access, OWN, person)
    return url, world.client(person).get(url)
