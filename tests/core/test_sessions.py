import pytest
from django.conf import settings


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["abcdefgh\x00", "\x00" * 32, "ä" * 32, "ABCDEFGH"])
def test_session_key_that_nobody_was_given_is_no_session(client, key):
    client.cookies[settings.SESSION_COOKIE_NAME] = key

    response = client.get("/tili/kirjaudu/")

    assert (response.status_code, response.wsgi_request.user.is_authenticated) == (200, False)


def test_session_of_somebody_who_signed_in_is_read(client_as, coordinator, network):
    response = client_as(coordinator).get(f"/v/{network.slug}/")

    assert (response.status_code, response.wsgi_request.user) == (200, coordinator)
