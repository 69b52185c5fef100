"""Make the database say what the table of roles says."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.permissions import policy_registry
from wagtailmedia import get_media_model

from .models import AbstractReviewTask, ReviewTask, StandInTask
from .roles import ADMINISTRATORS, ALL_FILES, GROUPS, WAGTAIL_GROUPS, RoleTable, Stage, WorkflowRow

#: the workflow that Wagtail puts on every page, with its "Moderators"
WAGTAIL_WORKFLOW = "Moderators approval"


class Sync:
    """One run; `changes` says in a line each what was not as the table has it."""

    def __init__(self, table: RoleTable) -> None:
        self.table = table
        self.changes: list[str] = []
        self.groups: dict[str, Group] = {}

    @transaction.atomic
    def run(self) -> list[str]:
        """Bring groups, permissions, collections and workflows into line; return the changes."""
        self._drop_wagtail_workflow()
        self._drop_wagtail_groups()
        for name in GROUPS:
            self.groups[name], created = Group.objects.get_or_create(name=name)
            self._note(created, f"+ group {name}")
        for group in self.groups.values():
            self._models(group)
            self._pages(group)
        collections = self._collections()
        for group in self.groups.values():
            self._files(group, collections)
        for row in self.table.workflows.values():
            self._workflow(row)
        return self.changes

    def _note(self, changed: object, text: str) -> None:
        if changed:
            self.changes.append(text)

    def _models(self, group: Group) -> None:
        wanted: set[Permission] = set()
        for row in self.table.models:
            if row.group == group.name:
                model = apps.get_model(row.model)
                wanted |= permissions(model, row.actions)
        self._replace(group, set(group.permissions.all()), wanted, "")
        group.permissions.set(wanted)

    def _pages(self, group: Group) -> None:
        wanted: set[tuple[int, int]] = set()
        for row in self.table.pages:
            if row.group == group.name:
                codes = permissions(Page, row.actions)
                for page_id in self.table.sections[row.section]().values_list("pk", flat=True):
                    wanted |= {(page_id, permission.pk) for permission in codes}
        rows = GroupPagePermission.objects.filter(group=group)
        have = {(row.page_id, row.permission_id): row.pk for row in rows}
        self._pairs(group, "pages", have, wanted)
        rows.filter(pk__in=[pk for key, pk in have.items() if key not in wanted]).delete()
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(group=group, page_id=page, permission_id=permission)
            for page, permission in sorted(wanted - have.keys())
        )

    def _collections(self) -> dict[str, Collection]:
        root = Collection.get_first_root_node()
        found = {ALL_FILES: root}
        names = dict.fromkeys(row.collection for row in self.table.files if row.collection != ALL_FILES)
        for name in names:
            collection = Collection.objects.filter(depth=2, name=name).first()
            if collection is None:
                collection = Collection.get_first_root_node().add_child(name=name)
                self._note(True, f"+ collection {name}")
            found[name] = collection
        return found

    def _files(self, group: Group, collections: dict[str, Collection]) -> None:
        wanted: set[tuple[int, int]] = set()
        for row in self.table.files:
            if row.group == group.name:
                pk = collections[row.collection].pk
                wanted |= {(pk, permission.pk) for permission in file_permissions(row.actions)}
        if group.name == ADMINISTRATORS:
            codes = permissions(Collection, {"add", "change", "delete"})
            wanted |= {(collections[ALL_FILES].pk, permission.pk) for permission in codes}
        rows = GroupCollectionPermission.objects.filter(group=group)
        have = {(row.collection_id, row.permission_id): row.pk for row in rows}
        self._pairs(group, "files", have, wanted)
        rows.filter(pk__in=[pk for key, pk in have.items() if key not in wanted]).delete()
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection_id=collection, permission_id=permission)
            for collection, permission in sorted(wanted - have.keys())
        )

    def _replace(self, group: Group, have: set[Permission], wanted: set[Permission], where: str) -> None:
        for permission in sorted(wanted - have, key=str):
            self._note(True, f"+ {group.name}: {permission.codename}{where}")
        for permission in sorted(have - wanted, key=str):
            self._note(True, f"- {group.name}: {permission.codename}{where}")

    def _pairs(
        self, group: Group, what: str, have: Iterable[tuple[int, int]], wanted: set[tuple[int, int]]
    ) -> None:
        names = dict(Permission.objects.values_list("pk", "codename"))
        for sign, pairs in (("+", wanted - set(have)), ("-", set(have) - wanted)):
            for place, permission in sorted(pairs):
                self._note(True, f"{sign} {group.name}: {names[permission]} on {what} below {place}")

    def _drop_wagtail_groups(self) -> None:
        """Take all rights from Wagtail's "Editors" and "Moderators", and the groups too once nobody is in them.

        They hold rights on every page and every file, against the table.
        """
        users = get_user_model()._default_manager
        for group in Group.objects.filter(name__in=WAGTAIL_GROUPS):
            if users.filter(groups=group).exists():
                pages = GroupPagePermission.objects.filter(group=group)
                files = GroupCollectionPermission.objects.filter(group=group)
                held = [rights.exists() for rights in (group.permissions.all(), pages, files)]
                self._note(any(held), f"- rights of {group.name}")
                group.permissions.clear()
                pages.delete()
                files.delete()
            else:
                self._note(True, f"- group {group.name}")
                group.delete()

    def _drop_wagtail_workflow(self) -> None:
        """Remove the workflow that Wagtail puts on all pages; keep it, inactive, where it has a history."""
        workflow = Workflow.objects.filter(name=WAGTAIL_WORKFLOW, active=True).first()
        if (
            workflow is None
            or not workflow.workflow_tasks.filter(
                task__in=GroupApprovalTask.objects.filter(name=WAGTAIL_WORKFLOW)
            ).exists()
        ):
            return
        self._note(True, f"- workflow {WAGTAIL_WORKFLOW}")
        if WorkflowState.objects.filter(workflow=workflow).exists():
            workflow.deactivate()
            return
        tasks = [link.task_id for link in workflow.workflow_tasks.all()]
        workflow.delete()
        Task.objects.filter(pk__in=tasks, task_states=None, workflow_tasks=None).delete()

    def _workflow(self, row: WorkflowRow) -> None:
        workflow, created = Workflow.objects.get_or_create(name=row.name)
        self._note(created, f"+ workflow {row.name}")
        if not workflow.active:
            workflow.active = True
            workflow.save(update_fields=["active"])
            self._note(True, f"+ workflow {row.name} is active again")
        tasks: list[AbstractReviewTask] = [self._task(ReviewTask, stage) for stage in row.stages]
        tasks.append(self._task(StandInTask, row.stand_in))
        order = [task.pk for task in tasks]
        if list(workflow.workflow_tasks.order_by("sort_order").values_list("task_id", flat=True)) != order:
            WorkflowTask.objects.filter(workflow=workflow).delete()
            WorkflowTask.objects.bulk_create(
                WorkflowTask(workflow=workflow, task_id=task, sort_order=place)
                for place, task in enumerate(order)
            )
            self._note(True, f"+ stages of {row.name}")
        for page_id in self.table.sections[row.section]().values_list("pk", flat=True):
            _link, changed = WorkflowPage.objects.get_or_create(
                page_id=page_id, defaults={"workflow": workflow}
            )
            if _link.workflow_id != workflow.pk:
                _link.workflow = workflow
                _link.save(update_fields=["workflow"])
                changed = True
            self._note(changed, f"+ workflow {row.name} on pages below {page_id}")

    def _task(self, model: type[ReviewTask] | type[StandInTask], stage: Stage) -> AbstractReviewTask:
        task = model.objects.filter(name=stage.name).first()
        if task is None:
            # An administrator may change the days later: the table only gives the first value.
            task = model.objects.create(name=stage.name, working_days=stage.working_days)
            self._note(True, f"+ stage {stage.name}")
        if not task.active:
            task.active = True
            task.save(update_fields=["active"])
            self._note(True, f"+ stage {stage.name} is active again")
        group = self.groups[stage.group]
        if list(task.groups.all()) != [group]:
            task.groups.set([group])
            self._note(True, f"+ stage {stage.name} belongs to {group.name}")
        return task


def permissions(model: type[models.Model], actions: Iterable[str]) -> set[Permission]:
    """Return the permissions for `actions` on a model; a row for one that doesn't exist is an error."""
    name = model._meta.model_name
    wanted = {f"{action}_{name}" for action in actions}
    content_type = ContentType.objects.get_for_model(model)
    found = set(Permission.objects.filter(content_type=content_type, codename__in=wanted))
    if missing := wanted - {permission.codename for permission in found}:
        raise ImproperlyConfigured(f"No such permissions: {', '.join(sorted(missing))}")
    return found


def file_permissions(actions: Iterable[str]) -> set[Permission]:
    """Return the permissions for `actions` on images, documents and media (media can't be chosen apart)."""
    found: set[Permission] = set()
    for model in (get_image_model(), get_document_model(), get_media_model()):
        policy = policy_registry.get_by_type(model)
        known = {f"{action}_{policy.auth_model._meta.model_name}" for action in actions}
        content_type = ContentType.objects.get_for_model(policy.auth_model)
        found |= set(Permission.objects.filter(content_type=content_type, codename__in=known))
    return found


def sync_roles(table: RoleTable) -> list[str]:
    """Apply the table; return what had to be changed, nothing at the second run."""
    return Sync(table).run()
