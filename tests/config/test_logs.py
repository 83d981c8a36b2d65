"""Logs say where the program failed, and nothing of the people it was about."""

import io
import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from config.logs import WithoutValues, quieten
from config.servers import DURABLE, FORGETFUL

NAME, SECOND = "Nguyễn Thị Không Ai Được Biết", "một dòng nữa về người này"


def said(logger: logging.Logger, stream: io.StringIO) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE named (name text, remark text NOT NULL) ON COMMIT DROP")
            cursor.execute("INSERT INTO named VALUES (%s, NULL)", [f"{NAME}\n{SECOND}"])
    except IntegrityError:
        logger.exception("Saving failed")
    return stream.getvalue()


@pytest.mark.django_db
def test_a_refused_row_is_logged_without_its_values() -> None:
    stream, logger = io.StringIO(), logging.Logger("one of ours")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger.addHandler(handler)
    quieten(logger)
    quieten(logger)

    text = said(logger, stream)

    assert text.startswith("ERROR Saving failed\nTraceback")
    assert 'null value in column "remark"' in text
    assert "IntegrityError" in text
    assert "test_logs.py" in text
    assert NAME not in text
    assert SECOND not in text


def test_the_program_logs_that_way() -> None:
    handlers = settings.LOGGING["handlers"]

    assert {settings.LOGGING["formatters"][one["formatter"]]["()"] for one in handlers.values()} == {"config.logs.WithoutValues"}
    assert (
        WithoutValues().format(logging.LogRecord("a", logging.WARNING, "", 0, "Not Found: %s", ("/x/",), None))
        == "Not Found: /x/"
    )


@pytest.mark.parametrize("options", [DURABLE, FORGETFUL])
def test_the_servers_own_log_quotes_no_row_and_no_statement(options: dict[str, str]) -> None:
    assert options["log_error_verbosity"] == "terse"
    assert options["log_min_error_statement"] == "panic"
