"""Signing in, passwords and addresses: allauth's flows at our addresses, in our words and in the user's language."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import NoReverseMatch, reverse

from network.models import User
from tests.factories.network import PASSWORD, UserFactory

NEW_PASSWORD = "kolme-sinista-kuusta"


@pytest.fixture
def user(db):
    return UserFactory(email="aino@example.org", verified=True)


def sign_in(client, email="aino@example.org", password=PASSWORD, **fields):
    return client.post(reverse("account_login"), {"login": email, "password": password, **fields})


def test_signing_in_goes_home_in_the_language_of_the_account(client, db):
    user = UserFactory(email="aino@example.org", verified=True, language="sv")

    response = sign_in(client)

    assert (response.url, response.cookies["language"].value) == (reverse("home"), "sv")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_signing_in_returns_to_the_page_that_asked_for_it(client, user):
    asked = client.get(reverse("account_email"))

    response = client.post(asked.url, {"login": user.email, "password": PASSWORD})

    assert response.url == reverse("account_email")


@pytest.mark.parametrize(("email", "password"), [("aino@example.org", "wrong"), ("nobody@example.org", PASSWORD)])
def test_refusal_does_not_tell_which_was_wrong(client, user, email, password):
    response = sign_in(client, email, password)

    assert [message for _id, _label, message in response.context["form"].error_summary] == [
        str(error) for error in response.context["form"].non_field_errors()
    ]
    assert len(response.context["form"].non_field_errors()) == 1
    assert "_auth_user_id" not in client.session


def test_refusal_is_the_same_text_for_a_known_and_an_unknown_address(client, user):
    known = sign_in(client, password="wrong").context["form"].non_field_errors()
    unknown = sign_in(client, "nobody@example.org").context["form"].non_field_errors()

    assert known == unknown


def test_closed_account_does_not_sign_in(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)

    response = sign_in(client)

    assert response.url == reverse("account_inactive")
    assert client.get(response.url).templates[0].name == "account/account_inactive.html"
    assert "_auth_user_id" not in client.session


def test_unconfirmed_address_gets_a_link_first(client, db):
    UserFactory(email="aino@example.org")

    response = sign_in(client)

    assert response.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    [message] = mail.outbox
    link = re.search(r"http://testserver(/tili/vahvista/\S+)", message.body)[1]
    assert client.get(link).context["can_confirm"] is True
    client.post(link)
    assert EmailAddress.objects.get(email="aino@example.org").verified is True


def test_nobody_signs_up(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_signing_out_takes_a_post(client, user):
    client.force_login(user)

    asked = client.get(reverse("account_logout"))
    signed_in = "_auth_user_id" in client.session
    client.post(reverse("account_logout"))

    assert (asked.status_code, signed_in) == (200, True)
    assert "_auth_user_id" not in client.session


# --- a forgotten password ---


def test_forgotten_password_is_chosen_anew_by_a_link_that_works_once(client, user):
    sent = client.post(reverse("account_reset_password"), {"email": user.email})
    [message] = mail.outbox
    link = re.search(r"http://testserver(/tili/salasana/unohtunut/\S+)", message.body)[1]
    form = client.get(link, follow=True)
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True)
    again = client.get(link, follow=True)

    user.refresh_from_db()
    assert sent.url == reverse("account_reset_password_done")
    assert done.templates[0].name == "account/password_reset_from_key_done.html"
    assert user.check_password(NEW_PASSWORD) is True
    assert again.context["token_fail"] is True


def test_forgotten_password_of_an_unknown_address_looks_the_same_and_sends_nothing(client, db):
    response = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert response.url == reverse("account_reset_password_done")
    assert mail.outbox == []


def test_mail_comes_in_the_language_of_the_account(client, db):
    UserFactory(email="aino@example.org", verified=True, language="sv")
    UserFactory(email="eino@example.org", verified=True, language="fi")

    for name in ("aino", "eino"):
        client.post(reverse("account_reset_password"), {"email": f"{name}@example.org"})

    swedish, finnish = mail.outbox
    assert (swedish.to, finnish.to) == (["aino@example.org"], ["eino@example.org"])
    assert swedish.subject != finnish.subject


# --- one's own account ---


def test_password_is_changed_with_the_present_one(client, user):
    client.force_login(user)
    fields = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    client.post(reverse("account_change_password"), fields)

    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD) is True


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"oldpassword": "wrong"}, "oldpassword"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password1": "verkostopalaveri", "password2": "verkostopalaveri2"}, "password2"),
    ],
)
def test_password_change_refuses_at_the_field(client, user, fields, refused):
    client.force_login(user)
    right = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    response = client.post(reverse("account_change_password"), {**right, **fields})

    user.refresh_from_db()
    assert list(response.context["form"].errors) == [refused]
    assert user.check_password(PASSWORD) is True


def test_address_changes_when_the_new_one_is_confirmed(client, user):
    client.force_login(user)
    client.post(reverse("account_email"), {"email": "uusi@example.org", "action_add": ""})
    waiting = User.objects.get(pk=user.pk).email
    [message] = mail.outbox
    link = re.search(r"http://testserver(/tili/vahvista/\S+)", message.body)[1]

    client.post(link)

    assert message.to == ["uusi@example.org"]
    assert (waiting, User.objects.get(pk=user.pk).email) == ("aino@example.org", "uusi@example.org")


def test_address_of_an_account_that_was_never_used_cannot_be_taken(client, user):
    other = UserFactory(email="opened@example.org")
    client.force_login(user)
    client.post(reverse("account_email"), {"email": other.email, "action_add": ""})
    link = re.search(r"http://testserver(/tili/vahvista/\S+)", mail.outbox[-1].body)[1]

    response = client.post(link)

    assert response.status_code == 302
    assert sorted(User.objects.values_list("email", flat=True)) == ["aino@example.org", "opened@example.org"]
    assert list(EmailAddress.objects.filter(email=other.email, verified=True)) == []


def test_address_that_holds_an_identity_code_is_refused(client, user, identity_code):
    client.force_login(user)

    response = client.post(reverse("account_email"), {"email": f"{identity_code}@example.org", "action_add": ""})

    assert list(response.context["form"].errors) == ["email"]
    assert (list(user.emailaddress_set.values_list("email", flat=True)), mail.outbox) == ([user.email], [])


def test_password_of_digits_alone_is_refused(client, user):
    client.force_login(user)
    digits = "739105826415"

    response = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": digits, "password2": digits}
    )

    assert list(response.context["form"].errors) == ["password1"]
