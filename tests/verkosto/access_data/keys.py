"""What stands in the address of an object of the world (``world``)."""

import uuid

from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator

from core.documents import DOCUMENT
from core.files import send_to_file
from tests.verkosto.access_data.kinds import (
    BULLETINS,
    EDITORS_KINDS,
    ELSEWHERE,
    FOREIGN,
    MIXED,
    NOTHING,
    NOWHERE,
    OTHER,
    OUTSIDE,
    OWN,
    PUBLISHED,
    UNKNOWN,
)


class KeysMixin:
    def keys(self, of, which, user):
        """The arguments of the address, without the network."""
        row = {ELSEWHERE: FOREIGN, NOWHERE: OWN, MIXED: OWN, NOTHING: OWN}.get(which, which)
        part = OTHER if which == MIXED else row
        unknown = which == NOTHING
        if of == "":
            return {}
        if of == "method":
            return {"code": "tuntematon" if unknown else self.method.code}
        if of == "method version":
            return {"code": self.method.code, "number": UNKNOWN if unknown else 1}
        if of == "catalogue method":
            return {"code": "tuntematon" if unknown else self.method.code}
        if of in EDITORS_KINDS:
            more = {
                "draft's list": {"part": "phases"},
                "draft's text": {"field": "purpose", "language": "sv"},
                "draft's comment": {"comment": self.draft_comment.pk},
            }
            number = UNKNOWN if unknown else self.draft.number
            return {"code": self.method.code, "number": number, **more.get(of, {})}
        if of == "calendar subscription":
            return {"secret": "tuntematon" if unknown else self.calendar_secret}
        if of == "notice":
            return {"pk": UNKNOWN if unknown or user not in self.notices else self.notices[user].pk}
        if of == "passkey":
            return {"pk": UNKNOWN if unknown or user not in self.passkeys else self.passkeys[user].pk}
        if of == "signed file":
            stored = self.documents["order report"][OWN]
            address = send_to_file(DOCUMENT, str(stored.uuid), user=self.users["coordinator"]).url
            return {"signed": "tuntematon" if unknown else address.split("/")[-2]}
        if of == "feedback code":
            return {"code": "ZZZZZZ" if unknown else self.feedback[OWN][0].code}
        if of == "feedback key":
            return {"key": uuid.uuid4() if unknown else self.feedback[OWN][1].key}
        if of == "public form":
            return {"slug": "tuntematon" if unknown else "oma"}
        if of in OUTSIDE:
            owner = self.outside_orderer if of == "orderer's page" else self.rows["enquiry"][OWN]
            return {"slug": "oma", "key": uuid.uuid4() if unknown else owner.key}
        if of == "form for phones":
            return {"code": "ZZZZZZ" if unknown else self.rows["workshop day"][OWN].code}
        if of == "form of sign-up":
            return {"key": uuid.uuid4() if unknown else self.rows["workshop day"][OWN].signup_key}
        if of == "own sign-up":
            return {"key": uuid.uuid4() if unknown else self.of_days["sign-up"][OWN].key}
        if of == "news of a next step":
            return {"key": uuid.uuid4() if unknown else self.of_days["follow-up"][OWN].ask_key}
        if of in self.of_days:
            found = self.of_days[of][part]
            name = {"follow-up": "follow_up", "theme of day": "theme", "sign-up": "sign_up"}.get(of, of)
            return {"pk": self.rows["workshop day"][row].pk, name: UNKNOWN if unknown else found.pk}
        if of == "mailed bulletin":
            return {"key": uuid.uuid4() if unknown else self.bulletin_mail.key}
        if of == "feed of bulletins":
            return {"slug": "oma", "language": "xx" if unknown else "fi"}
        if of in BULLETINS:
            more = {"number": 1} if of == "version of a published bulletin" else {}
            return {"slug": "oma", "pk": UNKNOWN if unknown else self.bulletins[OWN].pk, **more}
        if of == "section of bulletin":
            sections = self.bulletins[part].sections.all()
            return {"pk": self.bulletins[row].pk, "section": UNKNOWN if unknown else sections[0].pk}
        if of == "bulletin":
            return {"pk": UNKNOWN if unknown else self.bulletins[row].pk}
        if of == "mailed minutes":
            return {"key": uuid.uuid4() if unknown else self.mail.key}
        if of == "network with published minutes":
            return {"slug": "tuntematon" if unknown else "oma"}
        if of in PUBLISHED:
            keys = {"item": "1", "number": self.versions[OWN].number}
            meeting = UNKNOWN if unknown else self.meetings[OWN].pk
            return {"slug": "oma", "meeting": meeting} | {name: keys[name] for name in PUBLISHED[of]}
        if of == "version":
            return {
                "meeting": self.meetings[row].pk,
                "number": UNKNOWN if unknown else self.versions[part].number,
            }
        if of == "invitation":
            return {"key": uuid.uuid4() if unknown else self.invitation.key}
        if of == "bank invitation":
            return {"key": uuid.uuid4() if unknown else self.bank_invitations[row].key}
        if of == "own pause":
            return {"pause": UNKNOWN if unknown else self.of_members["pause"][row].pk}
        if of == "group of meetings":
            return {"group": UNKNOWN if unknown else self.rows["group"][row].pk}
        if of == "confirmation":
            return {"key": EmailConfirmationHMAC(self.new_address).key}
        if of == "password link":
            member = self.users["member"]
            return {"uidb36": user_pk_to_url_str(member), "key": default_token_generator.make_token(member)}
        if of in self.documents:
            return {"uuid": uuid.uuid4() if unknown else self.documents[of][row].uuid}
        person = self.people.get(user, self.persons[OWN]) if row == OWN else self.persons[row]
        if of == "position":
            own = self.positions.get(user) or self.person_positions[OWN]
            found = own if part == OWN else self.person_positions[part]
            return {"pk": person.pk, "position": UNKNOWN if unknown else found.pk}
        if of == "role":
            own = self.roles.get(user) or self.roles["facilitator"]
            found = own if part == OWN else self.person_roles[part]
            return {"pk": person.pk, "role": UNKNOWN if unknown else found.pk}
        if of == "slot":
            return {"pk": self.orders[row].pk, "slot": UNKNOWN if unknown else self.slots[part].pk}
        if of in self.of_members:
            found = self.of_members[of][part]
            return {"pk": self.members[row].pk, of: UNKNOWN if unknown else found.pk}
        if of == "participant":
            found = self.participants[part]
            return {"pk": self.rows["training"][row].pk, "participant": UNKNOWN if unknown else found.pk}
        if of == "import preview":
            return {"key": uuid.uuid4() if unknown else self.previews[row].key}
        if of == "people preview":
            found = self.people_previews.get(user if row == OWN else row) or self.people_previews[OTHER]
            return {"key": uuid.uuid4() if unknown else found.key}
        if of == "concern opening":
            return {"pk": UNKNOWN if unknown else self.openings[row].pk}
        if of == "session":
            return {"pk": self.orders[row].pk, "session": UNKNOWN if unknown else self.sessions[part].pk}
        if of == "membership":
            group = self.rows["group"][row]
            return {"pk": group.pk, "membership": UNKNOWN if unknown else self.memberships[part].pk}
        if of == "place":
            group = self.rows["group"][row]
            return {"pk": group.pk, "place": UNKNOWN if unknown else self.group_places[part].pk}
        if of == "contact of part":
            contact = self.contacts[part]
            return {"pk": self.rows["part"][row].pk, "contact": UNKNOWN if unknown else contact.pk}
        if of == "file of call":
            attached = self.call_files[part]
            return {"pk": self.rows["call"][row].pk, "file": UNKNOWN if unknown else attached.pk}
        if of == "item of outcome":
            return {"meeting": self.meetings[row].pk, "item": UNKNOWN if unknown else self.parts["item"][part].pk}
        if of in ("outcome", "goal"):
            item, rows = self.parts["item"][row], self.outcomes if of == "outcome" else self.goals
            return {
                "meeting": self.meetings[row].pk,
                "item": item.pk,
                "pk": UNKNOWN if unknown else rows[part].pk,
            }
        if of in self.parts:
            return {"meeting": self.meetings[row].pk, "pk": UNKNOWN if unknown else self.parts[of][part].pk}
        if of == "meeting":
            return {"meeting": UNKNOWN if unknown else self.meetings[row].pk}
        single = {"order": self.orders, "member": self.members, "person": {row: person}, **self.rows}[of]
        return {"pk": UNKNOWN if unknown else single[row].pk}
