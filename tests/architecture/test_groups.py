"""Tests that share a server or a filled database run on one worker, so that each is started and filled once."""

import os

import pytest


@pytest.mark.xdist_group("groups")
def test_groups_are_heeded(request):
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    assert alone or request.node.nodeid.endswith("@groups")
