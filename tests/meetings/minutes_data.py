"""Minutes as data ("verkosto-minutes/1") for tests of what reads and writes them."""


def invented_minutes():
    """Invented minutes that use every field."""
    return {
        "format": "verkosto-minutes/1",
        "language": "fi",
        "document_kind": "muistio",
        "title": "Perhetyön ryhmän tapaaminen",
        "printed": {
            "document_kind": "MUISTIO",
            "time": "12.3.2026 klo 9–11",
            "labels": {
                "time": "Aika",
                "place": "Paikka",
                "subject": None,
                "attendees": "Läsnä",
                "meeting_goals": None,
                "items": "Asiat",
                "goals": "Tavoitteet",
                "measures": "Toimenpiteet",
                "attachments": "Liitteet",
            },
        },
        "group": {"name": "Perhetyön ryhmä", "kind": "työryhmä"},
        "subject": None,
        "starts": "2026-03-12T09:00",
        "ends": "2026-03-12T11:00",
        "place": {"name": "Kirjasto", "address": None},
        "meeting_goals": ["tutustua toisiimme"],
        "attendees": [
            {
                "name": "Aino Esimerkki",
                "printed_name": "Esimerkki Aino",
                "title": "perhetyöntekijä",
                "organisation": None,
                "roles": ["chair", "presenter"],
                "role_text": "päivän puheenjohtaja",
                "state": "present",
            },
            {
                "name": "Kalle Malli",
                "printed_name": "Malli Kalle",
                "title": None,
                "organisation": "Järvikunta",
                "roles": [],
                "role_text": None,
                "state": "excused",
            },
        ],
        "items": [
            {
                "number": "1",
                "heading": "Perhetyö alueella",
                "heading_in_body": False,
                "body_html": '<p>Aiheena <mark data-theme="perhetyö">perhetyön</mark> tila. Ryhmä päätti jatkaa.</p>',
                "presenter": "Aino Esimerkki",
                "area": "Järvikunta",
                "quotation": {"from": "Saaren kunta", "text_html": "<p>”Kiitos kutsusta.”</p>"},
                "outcomes": [
                    {"kind": "decision", "text": "Ryhmä päätti jatkaa.", "in_body": True, "owner": None, "due": None},
                    {
                        "kind": "action",
                        "text": "Kunnat nimeävät edustajat syksyllä 2026.",
                        "in_body": False,
                        "owner": {"kind": "organisation", "name": "Järvikunta"},
                        "due": {
                            "text": "syksyllä 2026",
                            "precision": "season",
                            "earliest": "2026-09-01",
                            "latest": "2026-11-30",
                        },
                    },
                ],
                "goals": [
                    {
                        "number": "1",
                        "text": "Yhteinen työtapa",
                        "points": ["sovitaan sanoista"],
                        "measures": [
                            {
                                "kind": "action",
                                "text": "Kokoonnutaan 14.4.2026 klo 13.",
                                "in_body": False,
                                "owner": {"kind": "staff", "name": "hanketyöntekijät"},
                                "due": {
                                    "text": "14.4.2026 klo 13",
                                    "precision": "time",
                                    "earliest": "2026-04-14T13:00",
                                    "latest": None,
                                },
                            }
                        ],
                    }
                ],
                "attachments": [1],
                "children": [
                    {
                        "number": None,
                        "heading": "Kyselyn tulos",
                        "heading_in_body": True,
                        "body_html": "<p><strong>Kyselyn tulos</strong></p>",
                        "presenter": None,
                        "area": None,
                        "quotation": None,
                        "outcomes": [],
                        "goals": [],
                        "attachments": [],
                        "children": [],
                    }
                ],
            }
        ],
        "attachments": [
            {
                "number": 1,
                "title": "Kysely",
                "item": "1",
                "state": "received",
                "note": None,
                "in_body": False,
            },
            {
                "number": None,
                "title": "Yhteenveto",
                "item": "1/1",
                "state": "expected",
                "note": "toimitetaan myöhemmin",
                "in_body": False,
            },
        ],
        "themes": ["perhetyö"],
        "next_meeting": {
            "text": "Seuraavan kerran tavataan syksyllä",
            "starts": "2026-09-01",
            "ends": "2026-11-30",
            "place": None,
            "precision": "season",
            "in_body": False,
        },
        "recorded": {"by": "Kalle Malli", "on": "2026-03-13", "text": "Kirjasi 13.3.2026 Kalle Malli"},
        "signatures": [],
    }
