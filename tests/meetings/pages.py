"""What the tests of pages share."""

from django.urls import reverse


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *args])


def codes(response):
    """``{field: [code of each refusal]}`` of the answered form."""
    return {
        name: [error.code for error in errors] for name, errors in response.context["form"].errors.as_data().items()
    }
