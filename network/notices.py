"""The sentences of the network's own notices."""

from django.utils.translation import gettext_lazy as _

from network.enums import NoticeKind
from network.services import register_notice
from network.services.access import ROLE_ENDED, ROLE_GIVEN, ROLE_LEFT, ROLE_TAKEN

register_notice(ROLE_GIVEN, kind=NoticeKind.ROLE, words=_("You were given a role."))
register_notice(ROLE_ENDED, kind=NoticeKind.ROLE, words=_("A role of yours was ended."))
register_notice(
    ROLE_TAKEN,
    kind=NoticeKind.ROLE,
    words=_("An administrator has given a further role to himself or herself."),
    mandatory=True,
)
register_notice(
    ROLE_LEFT,
    kind=NoticeKind.ROLE,
    words=_("The position of somebody who has a role has ended. End the role, or leave it as it is."),
    mandatory=True,
)
