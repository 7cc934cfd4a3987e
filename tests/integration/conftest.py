"""The whole product as it runs in production, with servers of its own that may be killed. Started once."""

from pathlib import Path

import psycopg2
import pytest

from devtools.browser import Browser
from devtools.templates import demo_product
from verkosto.demo.accounts import PASSWORD, account


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    """The running product with demo data. The database is on the server of the tests, Valkey is the stack's own."""
    with demo_product(tmp_path_factory.mktemp("stack"), "integration") as stack:
        yield stack


@pytest.fixture(scope="session")
def query(stack):
    """``query(sql, *values)``: rows as the database has them now."""
    connection = psycopg2.connect(stack.database_url)
    connection.autocommit = True

    def ask(sql, *values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    yield ask
    connection.close()


@pytest.fixture(scope="session")
def coordinator(stack):
    """The browser of the coordinator."""
    browser = Browser(stack.url)
    page = browser.open("/tili/kirjaudu/")
    browser.send(page.form(holding="password").with_values(login=account("coordinator").email, password=PASSWORD))
    return browser
