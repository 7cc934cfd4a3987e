"""Where things lie, seen from the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
ENV_FILE = ROOT / ".env"
PROCFILE = ROOT / "Procfile"
LOCALE = ROOT / "verkosto" / "locale"
STATIC = ROOT / "static"
HEALTH_PATH = "/tila/"
