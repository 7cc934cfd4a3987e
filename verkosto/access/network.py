"""Addresses of a network: home, search, people and what everybody in it sees."""

from verkosto.access.kinds import (
    ADMIN,
    ADMINS_READ,
    ALL_READERS,
    ANYBODY,
    ASKED,
    COORDINATOR,
    DIRECTORY_WRITERS,
    OWN_PREVIEWS,
    PEOPLE_KEEPERS,
    PERSON_ADMINS,
    PERSON_READERS,
    PERSON_WRITERS,
    Access,
    network,
    seen,
)

NETWORK = [
    # --- A network: home, search, and what everybody in it sees ---
    Access("network-home", "GET", ANYBODY),
    Access("search", "GET", ANYBODY),
    Access("network:directory", "GET", ANYBODY, committed=PEOPLE_KEEPERS),
    # Of what one may not see, the kind and the time alone (tests/verkosto/test_calendar.py).
    Access("calendar", "GET", ANYBODY),
    Access("network:municipality-list", "GET", ANYBODY),
    Access("network:municipality-picker", "GET", ANYBODY),
    Access("network:organisation-list", "GET", ANYBODY),
    Access("network:organisation-picker", "GET", ANYBODY),
    Access("network:organisation-detail", "GET", ALL_READERS, of="organisation"),
    Access("network:organisation-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("network:organisation-merge", "GET POST", ADMINS_READ, of="organisation", again="GET POST"),
    Access("network:organisation-update", "GET POST", DIRECTORY_WRITERS, of="organisation"),
    Access("network:group-list", "GET", ANYBODY),
    Access("network:group-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("network:group-detail", "GET", ALL_READERS, of="group"),
    Access("network:group-rename", "GET POST", DIRECTORY_WRITERS, of="group"),
    Access("network:group-member-create", "GET POST", DIRECTORY_WRITERS, of="group"),
    Access("network:group-member-end", "GET POST", DIRECTORY_WRITERS, of="membership"),
    Access("network:group-update", "GET POST", DIRECTORY_WRITERS, of="group"),
    Access("processing", "GET", network(ADMIN)),
    Access("processing-print", "POST", network(ADMIN)),
    # --- The structure ---
    Access("structure:overview", "GET POST", ANYBODY),
    Access("structure:part-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("structure:place-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("structure:place-end", "GET POST", DIRECTORY_WRITERS, of="place"),
    Access("structure:part-detail", "GET", ALL_READERS, of="part"),
    Access("structure:part-update", "GET POST", DIRECTORY_WRITERS, of="part"),
    Access("structure:part-mark", "GET POST", DIRECTORY_WRITERS, of="part"),
    Access("structure:part-end", "GET POST", DIRECTORY_WRITERS, of="part"),
    Access("structure:contact-create", "GET POST", DIRECTORY_WRITERS, of="part"),
    Access("structure:contact-end", "GET POST", DIRECTORY_WRITERS, of="contact of part"),
    # --- Who joins which themes: coordinators answer for all, the others for the organisations they work in ---
    Access("structure:commitments", "GET POST", ANYBODY),
    Access("structure:call-create", "GET POST", network(COORDINATOR)),
    Access("structure:call-detail", "GET", ALL_READERS, of="call"),
    Access("structure:call-answer", "GET POST", seen(ASKED), of="asked organisation"),
    # --- Projects ---
    Access("structure:project-list", "GET", ANYBODY),
    Access("structure:project-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("structure:project-detail", "GET", ALL_READERS, of="project"),
    Access("structure:project-update", "GET POST", DIRECTORY_WRITERS, of="project"),
    Access("structure:project-print", "POST", ALL_READERS, of="project"),
    # --- Bulletins: drafts are seen by those who write them (tests/bulletins). Its second reader publishes one, who is
    # nobody who wrote it: others of them are told why not ---
    Access("bulletins:bulletin-list", "GET", ANYBODY),
    Access("bulletins:bulletin-create", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("bulletins:bulletin-detail", "GET", ALL_READERS, of="bulletin"),
    Access("bulletins:bulletin-print", "POST", ALL_READERS, of="bulletin"),
    Access("bulletins:bulletin-update", "GET POST", DIRECTORY_WRITERS, of="bulletin"),
    Access("bulletins:bulletin-submit", "POST", DIRECTORY_WRITERS, of="bulletin"),
    Access("bulletins:bulletin-return", "POST", DIRECTORY_WRITERS, of="bulletin"),
    Access("bulletins:bulletin-publish", "POST", DIRECTORY_WRITERS, of="bulletin"),
    Access("bulletins:bulletin-correct", "GET POST", DIRECTORY_WRITERS, of="bulletin"),
    Access("bulletins:bulletin-withdraw", "GET POST", DIRECTORY_WRITERS, of="bulletin"),
    Access("bulletins:bulletin-mail", "GET POST", DIRECTORY_WRITERS, of="bulletin"),
    Access("bulletins:section-create", "GET POST", DIRECTORY_WRITERS, of="bulletin"),
    Access("bulletins:section-update", "GET POST", DIRECTORY_WRITERS, of="section of bulletin"),
    Access("bulletins:section-move", "POST", DIRECTORY_WRITERS, of="section of bulletin"),
    Access("bulletins:section-remove", "POST", DIRECTORY_WRITERS, of="section of bulletin"),
    # --- Organisations and people from Excel: a preview is its author's alone ---
    Access("network:import", "GET POST", network(*PEOPLE_KEEPERS)),
    Access("network:import-template", "GET", network(*PEOPLE_KEEPERS)),
    Access("network:import-preview", "GET POST", OWN_PREVIEWS, of="people preview", committed=PEOPLE_KEEPERS),
    # --- The commitment to confidentiality ---
    Access("network:commitment", "GET POST", ANYBODY),
    Access("network:commitment-list", "GET", network(COORDINATOR)),
    Access("network:commitment-create", "GET POST", network(COORDINATOR)),
    # --- People, their positions and their access ---
    Access("network:person-list", "GET", network(*PEOPLE_KEEPERS), committed=PEOPLE_KEEPERS),
    Access("network:person-picker", "GET", network(*PEOPLE_KEEPERS)),
    Access("network:person-create", "GET POST", network(*PEOPLE_KEEPERS)),
    # Everybody sees oneself.
    Access("network:person-detail", "GET", PERSON_READERS, of="person", committed=PEOPLE_KEEPERS),
    Access("network:person-update", "GET POST", PERSON_WRITERS, of="person", committed=PEOPLE_KEEPERS),
    Access("network:person-position-create", "GET POST", PERSON_WRITERS, of="person"),
    # Roles can end with it.
    Access("network:person-position-end", "GET POST", PERSON_WRITERS, of="position", again="GET POST"),
    Access("network:person-access", "GET POST", PERSON_ADMINS, of="person", again="GET POST"),
    # Everybody has one's own at ``account_export``.
    Access(
        "network:person-export", "GET POST", PERSON_ADMINS, of="person", committed=PEOPLE_KEEPERS, again="GET POST"
    ),
    Access("network:person-merge", "GET POST", PERSON_ADMINS, of="person", committed=PEOPLE_KEEPERS, again="GET POST"),
    Access("network:person-erase", "GET POST", PERSON_ADMINS, of="person", committed=PEOPLE_KEEPERS, again="GET POST"),
    Access("network:person-role-change", "GET POST", PERSON_ADMINS, of="role", again="GET POST"),
    Access("person-sight", "GET", PERSON_ADMINS, of="person", committed=PEOPLE_KEEPERS),
    Access("network:person-role-end", "POST", PERSON_ADMINS, of="role", again="POST"),
]
