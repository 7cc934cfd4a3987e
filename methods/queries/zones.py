"""The zones of worry: reference data in a file, read once."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

ZONES_FILE = Path(__file__).resolve().parent.parent / "data" / "zones.json"
LANGUAGES = ("fi", "sv", "en")
NOTICE_ZONE = 4


def zones() -> dict[str, Any]:
    """The zones in the current language, as plain values that nobody may change.

    Shape: {"zones": [{"zone": 1–4, "name", "proposed": bool, "steps": [{"step": 1–7, "name", "experience"}]}],
    "note", "control_note", "notice": {"title", "text", "checked_on": date}, "sources": [str]}. A zone is
    ``proposed`` when its name in this language waits for a reviewer.
    """
    language = get_language()
    return _zones_in(language if language in LANGUAGES else "fi")


@lru_cache(maxsize=1)
def steps_of_zones() -> dict[int, list[int]]:
    """``{1: [1], 2: [2, 3], …}``"""
    return {zone["zone"]: [step["step"] for step in zone["steps"]] for zone in _zones_file()["zones"]}


def zone_of_step(step: int) -> int:
    return next(zone for zone, steps in steps_of_zones().items() if step in steps)


@lru_cache(maxsize=1)
def _zones_file() -> dict[str, Any]:
    return json.loads(ZONES_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=len(LANGUAGES))
def _zones_in(language: str) -> dict[str, Any]:
    data = _zones_file()
    notice = data["notice"]
    return {
        "zones": [
            {
                "zone": zone["zone"],
                "name": zone["names"][language],
                "proposed": language == "sv" and zone["sv_proposed"],
                "steps": [
                    {"step": step["step"], "name": step["names"][language], "experience": step["experience"][language]}
                    for step in zone["steps"]
                ],
            }
            for zone in data["zones"]
        ],
        "note": data["note"][language],
        "control_note": data["control_note"][language],
        "notice": {
            "title": notice["title"][language],
            "text": notice["text"][language],
            "checked_on": date.fromisoformat(max(base["checked_on"] for base in notice["legal"])),
        },
        "sources": data["sources"],
    }
