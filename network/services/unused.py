"""Accounts that nobody uses: warned, and erased a month later.

Called by the rules of retention (``network.retention``), with rows that are locked.
"""

from datetime import timedelta

from django.utils import timezone

from core.audit import record_all
from core.mail import send_mail
from network.enums import ERASED_HOST
from network.mail import UNUSED_ACCOUNT
from network.models import Person, Role, User

# What installed packages keep of an account: addresses, keys and sessions.
ACCOUNT_APPS = {"account", "mfa", "socialaccount", "usersessions"}


def warn_unused(users: list[User]) -> None:
    """Mail each that the account will be erased; once for each time of not using it."""
    for user in users:
        send_mail(UNUSED_ACCOUNT, user, actor=None, key=f"{user.last_login or user.date_joined:%Y%m%d}")


def erase_accounts(users: list[User]) -> None:
    """Erase accounts for good. The rows stay without a name or an address: acts and the log lead to them.

    Whoever is in a network's directory stays there, without an account.
    """
    yesterday = timezone.localdate() - timedelta(days=1)
    Person.objects.filter(user__in=users).update(user=None)
    roles = Role.objects.filter(user__in=users)
    roles.filter(valid_from__gt=yesterday).delete()
    roles.on(timezone.localdate()).update(valid_to=yesterday)
    for relation in User._meta.related_objects:
        if relation.related_model._meta.app_label in ACCOUNT_APPS:
            relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": users}).delete()
    for user in users:
        user.email, user.name = f"poistettu-{user.pk}@{ERASED_HOST}", f"Poistettu tili {user.pk}"
        user.is_active = user.is_superuser = user.is_staff = False
        # Ends the sessions too: they carry a hash of the password.
        user.set_unusable_password()
        user.full_clean()
        user.save()
    record_all("network.account.erased", users, actor=None, changes=[{} for _user in users])
