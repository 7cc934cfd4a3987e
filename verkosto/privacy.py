"""What the text fields of installed packages hold and how long: their models cannot say it themselves.

Our own fields say it where they are declared (``core.fields``). Together the two are the register of processing
(product.md, section 6; GDPR art. 30); a test fails on a text field that is in neither.
"""

from core.privacy import DataClass, Keep

# Shape: {"app.Model.field": (what it holds, how long it is kept)}
PACKAGE_FIELDS: dict[str, tuple[DataClass, Keep]] = {
    # The hash of a password, inherited from Django's user.
    "network.User.password": (DataClass.SECRET, Keep.ACCOUNT),
    # allauth: the addresses of an account and the links that confirm them.
    "account.EmailAddress.email": (DataClass.CONTACT, Keep.ACCOUNT),
    "account.EmailConfirmation.key": (DataClass.SECRET, Keep.ACCOUNT),
    # The second step of signing in: encrypted secrets, the public halves and names of passkeys.
    "mfa.Authenticator.type": (DataClass.INTERNAL, Keep.ACCOUNT),
    "mfa.Authenticator.data": (DataClass.SECRET, Keep.ACCOUNT),
    # Signing in through another service: who the service is stands in the settings, so that these stay empty.
    "socialaccount.SocialApp.provider": (DataClass.INTERNAL, Keep.REFERENCE),
    "socialaccount.SocialApp.provider_id": (DataClass.INTERNAL, Keep.REFERENCE),
    "socialaccount.SocialApp.name": (DataClass.INTERNAL, Keep.REFERENCE),
    "socialaccount.SocialApp.client_id": (DataClass.SECRET, Keep.ACCOUNT),
    "socialaccount.SocialApp.secret": (DataClass.SECRET, Keep.ACCOUNT),
    "socialaccount.SocialApp.key": (DataClass.SECRET, Keep.ACCOUNT),
    "socialaccount.SocialApp.settings": (DataClass.SECRET, Keep.ACCOUNT),
    "socialaccount.SocialAccount.provider": (DataClass.INTERNAL, Keep.ACCOUNT),
    "socialaccount.SocialAccount.uid": (DataClass.SECRET, Keep.ACCOUNT),
    "socialaccount.SocialAccount.extra_data": (DataClass.CONTACT, Keep.ACCOUNT),
    "socialaccount.SocialToken.token": (DataClass.SECRET, Keep.ACCOUNT),
    "socialaccount.SocialToken.token_secret": (DataClass.SECRET, Keep.ACCOUNT),
    # The key signs a browser in; the data is who that is and the messages of the next page, which can name people.
    "sessions.Session.session_key": (DataClass.SECRET, Keep.SESSION),
    "sessions.Session.session_data": (DataClass.SECRET, Keep.SESSION),
    # Words of the code, not of people.
    "auth.Group.name": (DataClass.INTERNAL, Keep.REFERENCE),
    "auth.Permission.codename": (DataClass.INTERNAL, Keep.REFERENCE),
    "auth.Permission.name": (DataClass.INTERNAL, Keep.REFERENCE),
    "contenttypes.ContentType.app_label": (DataClass.INTERNAL, Keep.REFERENCE),
    "contenttypes.ContentType.model": (DataClass.INTERNAL, Keep.REFERENCE),
}
