"""What phones open and send."""

import uuid

from django.urls import reverse

JSON = {"accept": "application/json"}


def url(name="form", code="KDTY26", **query):
    return reverse(f"phones:{name}", args=[code] if code else [], query=query)


def send(client, /, code="KDTY26", *, headers=JSON, **data):
    return client.post(url(code=code), {"key": uuid.uuid4(), **data}, headers=headers)


def box(workshop, kind="gain"):
    return f"w{workshop.pk}_{kind}"
