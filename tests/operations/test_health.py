"""Machines ask whether the portal is alive and able to serve."""

import pytest
from django.db import DatabaseError

from portal.core import readiness


def test_alive_asks_nothing_of_the_database(client):
    assert client.get("/healthz").content == b"ok"


@pytest.mark.django_db
def test_ready_answers_when_the_database_does(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "search": {"engine": "database", "degraded": False}}
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_not_ready_when_a_part_can_not_read_the_database(client, monkeypatch):
    def report():
        raise DatabaseError("gone")

    monkeypatch.setitem(readiness._parts, "search", report)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": False})


@pytest.mark.django_db
def test_questions_are_read_only(client):
    assert client.post("/readyz").status_code == 405
