"""What a browser says of a passkey: nothing of it makes a page fall."""

import pytest
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize("credential", ["", "{", "[]", "9" * 5000], ids=["nothing", "half", "list", "huge number"])
def test_signing_in_with_what_is_no_passkey_is_refused(client, credential):
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert (response.status_code, response.url) == (302, reverse("account_login"))
