"""Django's command line for Verkosto; ``./dev manage …`` calls it inside the project's environment."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkosto.settings")
    execute_from_command_line(sys.argv)
