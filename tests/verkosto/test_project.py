"""Holds the code against the rules of the house that no linter knows."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from tests.own_apps import OWN_APPS

pytestmark = pytest.mark.check

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    path
    for package in (*sorted(OWN_APPS), "devtools")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LINES = 400
INLINE = re.compile(
    r"\sstyle=|<style|href=\"javascript:|<script(?![^>]*\ssrc=)[^>]*>"
    r"|\son(?:click|change|input|submit|reset|load|error|focus|blur|toggle|key\w+|mouse\w+|pointer\w+|touch\w+)="
)


def name_of(path):
    return str(path.relative_to(ROOT))


def imports_of(path):
    """Every module and every name that a file imports, as dotted paths."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def requirements(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {re.match(r"[\w.-]+", line)[0] for line in lines if re.match(r"\w", line)}


def run(*command, **environ):
    # What the browser's tests set for their own process is not part of the project.
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"} | environ
    done = subprocess.run(command, cwd=ROOT, env=ours, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout + done.stderr


def test_import_contracts_hold():
    code, output = run(str(Path(sys.executable).parent / "lint-imports"), "--no-cache")

    assert code == 0, output


@pytest.mark.django_db
def test_migrations_are_complete(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


@pytest.mark.django_db
def test_system_checks_are_clean():
    # core.W001 tells of the machine, not of the code.
    messages = [message for message in run_checks(databases=["default"]) if message.id != "core.W001"]

    assert messages == []


def test_deployment_checks_are_clean():
    # Whether the subdomains of whoever runs this are HTTPS too, and the browsers' preload list, are not ours to say.
    settings = {"HTTPS": "1", "DEBUG": "0", "SECRET_KEY": "deploy-" + "0123456789abcdef" * 4}
    code, output = run(
        sys.executable, "-W", "error", "manage.py", "check", "--deploy", DJANGO_SETTINGS_MODULE="verkosto.settings",
        **settings,
    )  # fmt: skip

    found = set(re.findall(r"\((\w+\.[EW]\d+)\)", output))
    assert (code, found - {"security.W005", "security.W021", "core.W001"}) == (0, set()), output


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_is_short_and_connects_no_model_signals(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    signals = [name for name in imports_of(path) if name.startswith(("django.db.models.signals", "django.dispatch"))]

    assert signals == [], "What must happen is called where it happens."
    assert lines <= LINES, f"{lines} lines: make it a package of the same name."


@pytest.mark.parametrize("path", [path for path in TEMPLATES if "pdf" not in path.parts], ids=name_of)
def test_template_holds_no_inline_script_or_style(path):
    """The content security policy would refuse them."""
    text = re.sub(r"{#.*?#}|{% comment.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert INLINE.findall(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_takes_nothing_from_another_site(path):
    sources = re.findall(r"(?:src|action|data|srcset)=\"(?:https?:)?//[^\"]*", path.read_text(encoding="utf-8"))

    assert sources == []


def test_every_requirement_has_its_reason_in_the_documents():
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| ([\w.-]+) \| [^|]+ \| [^|]+ \| [^|]{20,} \|$", text, flags=re.MULTILINE)

    assert sorted(set(explained) - {"Package"}) == sorted(
        requirements("requirements.in") | requirements("requirements-dev.in")
    )


def test_every_variable_of_the_settings_is_explained_and_no_other():
    tree = ast.parse((ROOT / "verkosto" / "settings.py").read_text(encoding="utf-8"))
    read = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.func.attr != "read_env"
    }
    explained = re.findall(
        r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    # Read by gunicorn, not by the settings.
    assert sorted(explained) == sorted(read | {"WEB_CONCURRENCY"})
