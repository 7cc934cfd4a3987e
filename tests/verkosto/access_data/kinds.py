"""Which objects an address is tried with, by whom, and which kinds of objects are special."""

from network.enums import RoleKind

# Found nowhere but where a concern is shown.
CONCERN = "Huolenaihe Q7Z"
UNKNOWN = 2_000_000_000
# Which object the keys of an address name.
OWN = "own"  # that of the user, where there is such a thing
OTHER = "another's"  # of the same network
FOREIGN = "of another network"  # under the address of the user's network
ELSEWHERE = "in another network"  # under that network's own address
NOWHERE = "in no network"  # an own object under a network that does not exist
MIXED = "part of another's"  # one's own object, and a part of another's as its part
NOTHING = "unknown"

# Kinds that are found as a part of an object, of which the permission is asked.
PARTS = (
    "slot",
    "session",
    "membership",
    "place",
    "contact of part",
    "file of call",
    "section of bulletin",
    "position",
    "role",
    "attendance",
    "item",
    "attachment",
    "outcome",
    "goal",
    "comment",
    "version",
    "item of outcome",
    "qualification",
    "pause",
    "participant",
    "workshop",
    "reflection",
    "follow-up",
    "theme of day",
    "sign-up",
)

# Kinds of objects that everybody may open who knows the address.
PUBLISHED = {
    "published minutes": (),
    "published item": ("item",),
    "published version": ("number",),
    "item of a published version": ("number", "item"),
}
BULLETINS = ("published bulletin", "version of a published bulletin", "feed of bulletins", "mailed bulletin")
# What one opens with a code or a key of a workshop day.
OF_WORKSHOP_DAYS = ("form for phones", "form of sign-up", "own sign-up", "news of a next step")
OUTSIDE = ("public form", "orderer's page", "enquirer's page")
OPEN_KINDS = ("signed file", "method", "method version", "brochure", "book of methods", "invitation", "mailed minutes",
              "network with published minutes", "feedback code", "feedback key", "calendar subscription",
              *PUBLISHED, *OUTSIDE, *BULLETINS, *OF_WORKSHOP_DAYS)  # fmt: skip

# Kinds that only the editors of the catalogue know of.
EDITORS_KINDS = ("draft", "draft's list", "draft's text", "draft's comment")

# Who walks; the last three have no role today.
PEOPLE = ["anonymous", *RoleKind.values, "former coordinator", "superuser", "no role"]
