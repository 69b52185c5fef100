"""Runs beside another like it on one database (the test of fault 27 starts both).

`prepare N` makes N items that wait for the Office and N that wait for the leaders, and prints their ids.
`approve NAME` reads lines "page stage moment" and presses "Approve" at that moment (seconds since 1970).
`report` prints for every item its approvals and the log entries about them.
"""

import json
import sys
import time

import django


def prepare(count):
    from tests.editorial.newsroom import Newsroom, waiting

    room = Newsroom()
    pages = [room.submitted(title=f"Bài {n}", slug=f"bai-{n}") for n in range(count)]
    pages += [room.at_leaders(title=f"Tin {n}", slug=f"tin-{n}") for n in range(count)]
    print(json.dumps([[page.pk, waiting(page).pk] for page in pages]))


def approve(name):
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()  # so that answers tell their messages
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    client.get("/admin/")
    print("ready", flush=True)
    for line in sys.stdin:
        page, stage, moment = line.split()
        time.sleep(max(0, float(moment) - time.time()))
        response = client.post(f"/admin/pages/workflow/action/{page}/approve/{stage}/", follow=True)
        texts = [str(message) for message in response.context["messages"]]
        print(json.dumps([response.status_code, texts]), flush=True)


def report():
    from wagtail.models import PageLogEntry, TaskState

    approvals = {}
    for state in TaskState.objects.filter(status="approved").select_related("finished_by"):
        approvals.setdefault(state.pk, []).append(state.finished_by.username)
    logged = [
        entry.data["workflow"]["task_state_id"]
        for entry in PageLogEntry.objects.filter(action="wagtail.workflow.approve")
    ]
    started = {}
    for state in TaskState.objects.all():
        started.setdefault(f"{state.workflow_state_id}-{state.task_id}", []).append(state.pk)
    published = list(PageLogEntry.objects.filter(action="wagtail.publish").values_list("page_id", flat=True))
    print(json.dumps({"approvals": approvals, "logged": logged, "started": started, "published": published}))


if __name__ == "__main__":
    django.setup()
    command, *rest = sys.argv[1:]
    {"prepare": lambda: prepare(int(rest[0])), "approve": lambda: approve(rest[0]), "report": report}[
        command
    ]()
