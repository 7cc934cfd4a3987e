"""docker-compose.yml held against the process list and against what an installation must not lack."""

import re
import shlex

import pytest
import yaml

from devtools.paths import ROOT
from devtools.processes import LONG_RUNNING, RELEASE, read_processes

pytestmark = pytest.mark.check

OURS = (RELEASE, *LONG_RUNNING)
# Ends when it is done; an exit code says how it went.
ONE_SHOT = {RELEASE}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def services(compose):
    return compose["services"]


def test_compose_runs_the_process_list_word_for_word(services):
    commands = {name: shlex.split(services[name]["command"]) for name in OURS}

    assert commands == read_processes()


def test_compose_has_the_two_servers_beside_our_processes(services):
    others = {name: service["image"] for name, service in services.items() if name not in OURS}

    assert set(others) == {"db", "valkey"}
    assert re.fullmatch(r"postgres:17(\.\d+)?(-\w+)?", others["db"])
    assert re.fullmatch(r"valkey/valkey:\d+(\.\d+)*(-\w+)?", others["valkey"])


def test_our_processes_run_from_one_image(services):
    assert {services[name]["image"] for name in OURS} == {"verkosto"}
    assert {services[name]["build"] for name in OURS} == {"."}


def test_only_web_publishes_a_port_and_only_to_the_host(services):
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}

    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_servers_are_on_the_inside_network_alone(compose, services):
    assert compose["networks"]["inside"] == {"internal": True}
    assert {name: services[name]["networks"] for name in ("db", "valkey")} == {"db": ["inside"], "valkey": ["inside"]}


def test_nothing_runs_as_root_or_gains_privileges(services):
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    users = re.findall(r"^USER (\d+):\d+$", dockerfile, flags=re.MULTILINE)

    assert len(users) == 1
    assert int(users[0]) > 0
    assert {services[name].get("user") for name in OURS} == {None}
    assert (services["db"]["user"], services["valkey"]["user"]) == ("postgres", "valkey")
    assert {str(service["security_opt"]) for service in services.values()} == {"['no-new-privileges:true']"}
    assert {str(service["cap_drop"]) for service in services.values()} == {"['ALL']"}


def test_every_service_that_stays_has_a_health_check(services):
    unwatched = {name for name, service in services.items() if "healthcheck" not in service}

    assert unwatched == ONE_SHOT


def test_our_processes_wait_for_the_release_and_the_servers(services):
    waits = {name: {other: how["condition"] for other, how in services[name]["depends_on"].items()} for name in OURS}
    healthy = {"db": "service_healthy"}
    released = healthy | {"valkey": "service_healthy", "release": "service_completed_successfully"}

    assert waits == {"release": healthy, "web": released, "worker": released, "beat": released}


def test_secrets_come_from_files_and_stand_nowhere_else(compose, services):
    environments = [service.get("environment", {}) for service in services.values()]
    plain = {
        name
        for environment in environments
        for name, value in environment.items()
        if re.search(r"SECRET|PASSWORD|DATABASE_URL|EMAIL_URL", name) and not str(value).startswith("/run/secrets/")
    }
    used = {name for service in services.values() for name in service.get("secrets", [])}

    assert plain == set()
    assert used == set(compose["secrets"])
    assert {secret["file"] for secret in compose["secrets"].values()} == {f"secrets/{name}" for name in used}
    assert services["db"]["secrets"] == ["postgres_password"]


def test_demo_and_debug_are_off(services):
    assert {(services[name]["environment"]["DEBUG"], services[name]["environment"]["DEMO"]) for name in OURS} == {
        ("0", "0")
    }


def test_links_in_mails_have_no_address_by_default(services):
    assert {services[name]["environment"]["SITE_URL"].partition(":?")[0] for name in OURS} == {"${SITE_URL"}


def test_web_and_worker_share_the_stored_files_and_the_keys(compose, services):
    shared = ["files:/data/files", "keys:/data/keys", "erasures:/data/erasures"]

    assert services["web"]["volumes"] == services["worker"]["volumes"] == shared
    assert {services[name]["environment"]["FILES_ROOT"] for name in ("web", "worker")} == {"/data/files"}
    assert set(compose["volumes"]) == {"db", "valkey", "files", "keys", "erasures"}


def test_keys_are_seen_by_those_who_encrypt_and_never_by_the_database(services):
    with_keys = {name for name, service in services.items() if "keys:/data/keys" in service.get("volumes", [])}

    assert with_keys == {"release", "web", "worker"}
    assert {services[name]["environment"]["KEYS_ROOT"] for name in with_keys} == {"/data/keys"}


def test_image_dumps_with_a_program_as_new_as_the_server(services):
    server = re.match(r"postgres:(\d+)", services["db"]["image"])[1]
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    assert f"postgresql-client-{server} " in dockerfile
    assert f"PG_BIN=/usr/lib/postgresql/{server}/bin\n" in dockerfile


def test_image_has_the_system_libraries_that_dev_installs():
    from devtools.system import TO_RUN  # noqa: PLC0415 -- loads no library until asked

    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    wanted = {package for need in TO_RUN for package in need.packages}

    assert {package for package in wanted if package not in dockerfile} == set()
    assert "requirements-dev" not in dockerfile
