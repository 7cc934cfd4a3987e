"""What visitors open and send."""

from django.urls import reverse


def form_url(day):
    return reverse("signup:form", args=[day.signup_key])


def typed(workshop, **more):
    return {"first": workshop.pk, "name": "Oma Nimi", "email": "oma@example.org"} | more
