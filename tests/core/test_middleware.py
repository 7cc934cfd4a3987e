import pytest
from django.http import HttpResponse

from core.middleware import CONTENT_SECURITY_POLICY, SecurityHeadersMiddleware


def answer(request, response):
    return SecurityHeadersMiddleware(lambda _request: response)(request)


@pytest.fixture
def with_session(rf, settings):
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "key"
    return request


def test_policy_allows_only_our_own_scripts_and_styles_and_nothing_inline():
    directives = dict(directive.split(" ", 1) for directive in CONTENT_SECURITY_POLICY.split("; "))

    assert directives["default-src"] == "'none'"
    assert {directives["script-src"], directives["style-src"], directives["form-action"]} == {"'self'"}
    assert {directives["base-uri"], directives["frame-ancestors"]} == {"'none'"}
    assert [word for word in ("unsafe", "http:", "https:", "*") if word in CONTENT_SECURITY_POLICY] == []


@pytest.mark.parametrize("status", [200, 302, 403, 404, 500])
def test_headers_are_on_every_answer(with_session, status):
    response = answer(with_session, HttpResponse(status=status))

    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"
    assert response["Cache-Control"] == "no-store"


def test_public_page_may_be_cached(rf):
    response = answer(rf.get("/"), HttpResponse())

    assert (response["Content-Security-Policy"], "Cache-Control" in response) == (CONTENT_SECURITY_POLICY, False)


def test_view_may_say_otherwise(with_session):
    response = HttpResponse(headers={"Cache-Control": "private, max-age=60"})

    assert answer(with_session, response)["Cache-Control"] == "private, max-age=60"


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/tila/", 200), ("/ei-ole/", 404), ("/alku/", 302)])
def test_headers_reach_pages_errors_and_redirects(client, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_page_of_a_signed_in_person_is_kept_in_no_cache(client_as, coordinator):
    response = client_as(coordinator).get("/v/ei-ole/")

    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("/tila", "localhost", 301),  # the slash is missing
        ("/tila/", "somewhere.example", 400),  # a host that is not ours
        ("/static/icons.svg", "localhost", 200),
    ],
)
def test_policy_is_on_what_other_middleware_answers_by_itself(client, address, host, status):
    response = client.get(address, headers={"host": host})
    response.close()  # a static file stays open

    assert (response.status_code, response["Content-Security-Policy"]) == (status, CONTENT_SECURITY_POLICY)
