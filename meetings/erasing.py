"""What meetings erase of a person: the addresses that invitations and minutes were sent to.

The names stay: minutes are records, kept by the network's archive plan as they were signed.
"""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from meetings.models import Invitation, MinutesMail


def erase_addresses(person_id: int) -> dict[str, int]:
    """The eraser of meetings for ``network.person``. Addresses stay different from one another, as the rows want."""
    nobody = Concat(Value("poistettu-"), Cast(F("pk"), CharField()), Value("@poistettu.invalid"))
    return {
        "addresses of invitations": Invitation.objects.filter(person=person_id).update(email=nobody),
        "addresses of mailed minutes": MinutesMail.objects.filter(person=person_id).update(email=nobody),
    }
