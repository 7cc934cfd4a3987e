import json
import os
import re

import pytest

from devtools.environment import child_environment, load_environment
from devtools.paths import ROOT


@pytest.fixture
def no_secret(monkeypatch):
    """An environment as on a fresh machine; what the code under test puts into it is taken back."""
    for name in ("SECRET_KEY", "SECRET_KEY_FILE", "BACKUP_KEY", "DEBUG", "DEMO"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def environment(tmp_path, *, isolated):
    return child_environment(
        tmp_path,
        database_url="postgres://ours",
        redis_url="redis://ours",
        address="127.0.0.1:8000",
        site_url="http://127.0.0.1:8000",
        isolated=isolated,
        extra={"LOG_LEVEL": "DEBUG"},
    )


@pytest.mark.usefixtures("no_secret")
def test_load_environment_writes_a_private_file_once_and_reads_it(tmp_path):
    path = tmp_path / ".env"

    load_environment(path)
    first = path.read_text(encoding="utf-8")
    load_environment(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text(encoding="utf-8") == first
    assert f"SECRET_KEY={os.environ['SECRET_KEY']}\n" in first
    assert (len(os.environ["SECRET_KEY"]) >= 50, os.environ["DEBUG"], os.environ["DEMO"]) == (True, "0", "1")


@pytest.mark.usefixtures("no_secret")
def test_load_environment_writes_nothing_where_the_key_is_given(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY_FILE", "/run/secrets/secret_key")

    load_environment(tmp_path / ".env")

    assert list(tmp_path.iterdir()) == []


def test_children_get_our_servers_whatever_files_the_machine_names(tmp_path, monkeypatch):
    monkeypatch.setenv("DEBUG", "0")
    monkeypatch.setenv("DATABASE_URL_FILE", "/run/secrets/database_url")

    env = environment(tmp_path, isolated=False)

    assert (env["DATABASE_URL"], env["DATABASE_URL_FILE"]) == ("postgres://ours", "")
    assert (env["REDIS_URL"], env["REDIS_URL_FILE"]) == ("redis://ours", "")
    assert (env["GUNICORN_CMD_ARGS"], env["LOG_LEVEL"]) == ("--bind 127.0.0.1:8000", "DEBUG")


@pytest.mark.parametrize(("debug", "arguments"), [("0", ""), ("1", " --reload")])
def test_web_server_reloads_on_a_change_while_developing(tmp_path, monkeypatch, debug, arguments):
    monkeypatch.setenv("DEBUG", debug)

    assert environment(tmp_path, isolated=False)["GUNICORN_CMD_ARGS"] == f"--bind 127.0.0.1:8000{arguments}"
    assert environment(tmp_path, isolated=True)["GUNICORN_CMD_ARGS"] == "--bind 127.0.0.1:8000"


def test_isolated_children_mail_nobody_and_store_beside_their_database(tmp_path, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example.org")
    monkeypatch.setenv("FILES_BACKEND", "storages.backends.s3.S3Storage")
    monkeypatch.setenv("KEYS_ROOT", "/srv/keys")

    env = environment(tmp_path, isolated=True)

    assert env["EMAIL_URL"] == "filemail://"
    assert env["FILES_BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert json.loads(env["FILES_OPTIONS"]) == {"location": str(tmp_path / "files")}
    assert env["KEYS_ROOT"] == str(tmp_path / "keys")


def test_links_in_mails_lead_to_the_stack_that_sends_them_unless_the_machine_says_otherwise(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", "")
    monkeypatch.delenv("SITE_URL")
    assert environment(tmp_path, isolated=False)["SITE_URL"] == "http://127.0.0.1:8000"

    monkeypatch.setenv("SITE_URL", "https://verkosto.example.org")
    assert environment(tmp_path, isolated=False)["SITE_URL"] == "https://verkosto.example.org"
    assert environment(tmp_path, isolated=True)["SITE_URL"] == "http://127.0.0.1:8000"


@pytest.mark.check
def test_example_file_names_every_variable_that_is_read():
    settings = (ROOT / "verkosto" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", settings)) | {"WEB_CONCURRENCY"}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    named = set(re.findall(r"^#?([A-Z_]+)=", example, flags=re.MULTILINE))

    assert named == read
