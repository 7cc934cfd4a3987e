"""The forms of a page: as the product made them, and as a browser would send them."""

import re

from django.forms import BaseForm, BaseFormSet

from devtools.browser import Page

# What reading or a refusal may leave behind: that it was read (of recovery codes in their own row), the session that
# read, the counters of the rate limits.
KEPT_BY_READING = {"core_viewlog", "mfa_authenticator", "network_session", "cache"}
_WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


def written(queries):
    """The tables that the captured queries wrote to, beside what reading writes."""
    return {match[1] for query in queries if (match := _WRITES.match(query["sql"]))} - KEPT_BY_READING


def forms_of(response):
    """Every form that the page was made with, the forms of formsets too."""
    found = {}
    for layer in response.context or []:
        for value in layer.flatten().values() if hasattr(layer, "flatten") else []:
            if isinstance(value, BaseFormSet):
                found |= {id(form): form for form in [*value.forms, value.empty_form]}
            elif isinstance(value, BaseForm):
                found[id(value)] = value
    return list(found.values())


def values_of(response, url):
    """``[(address, values)]`` of every form that the page posts, as they stand on it."""
    return [(address, values) for method, address, values in every_form(response, url) if method == "post"]


def kept(queries):
    """The tables that the captured queries wrote to for good: what a savepoint took back does not count."""
    points, tables = [], [set()]
    for query in queries:
        sql = query["sql"]
        if name := re.match(r'SAVEPOINT "?(\S+?)"?$', sql):
            points.append(name[1])
            tables.append(set())
        elif (name := re.match(r'(ROLLBACK TO|RELEASE) SAVEPOINT "?(\S+?)"?$', sql)) and name[2] in points:
            inner = set()
            while len(points) > points.index(name[2]):
                points.pop()
                inner |= tables.pop()
                if name[2] not in points:
                    break
            if name[1] == "RELEASE":
                tables[-1] |= inner
            else:
                # The savepoint itself stands until it is released.
                points.append(name[2])
                tables.append(set())
        elif match := _WRITES.match(sql):
            tables[-1].add(match[1])
    return set().union(*tables) - KEPT_BY_READING


def every_form(response, url):
    """``[(method, address, values)]`` of every form on the page."""
    page = _page(response, url)
    return [] if page.root is None else [(form.method, form.url, dict(form.values)) for form in page.forms()]


def asked_by_get(response, url):
    """The names of all fields of the page's forms that only ask: what was not ticked in them too."""
    page = _page(response, url)
    forms = [form for form in page.root.iter("form") if form.get("method", "get").lower() == "get"]
    return {field.get("name") for form in forms for field in form.iter() if field.get("name")}


def _page(response, url):
    return Page(url, response.status_code, response.get("Content-Type", ""), response.content)
