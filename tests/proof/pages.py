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
    page = Page(url, response.status_code, response.get("Content-Type", ""), response.content)
    if page.root is None:
        return []
    return [(form.url, dict(form.values)) for form in page.forms() if form.method == "post"]
