"""The dossier as a checklist: its cases, and the papers that every case needs."""

import re
import zlib
from dataclasses import dataclass, field

from portal.core.metadata import first_words

from .presentation import GroupView, ItemView, ProcedureView

#: characters of a case on its tab; its heading has all of them
LABEL_LENGTH = 60
_MARKS = re.compile(r"^[\s\-–+*•]+")


@dataclass
class Paper:
    """A paper to tick; `key` stays the same as long as its case and its words do."""

    key: str
    item: ItemView


@dataclass
class CaseView:
    """A case, or what all cases need (`number` 0)."""

    number: int
    label: str
    group: GroupView
    papers: list[Paper] = field(default_factory=list)


@dataclass
class Checklist:
    """The dossier: `common` papers without a case, and the cases; `tabs` when one may choose among cases."""

    common: list[CaseView]
    cases: list[CaseView]

    @property
    def tabs(self) -> bool:
        """Whether there are cases to choose from."""
        return len(self.cases) > 1

    @property
    def all(self) -> list[CaseView]:
        """Everything in the order of the page."""
        return [*self.common, *self.cases]

    def only(self, asked: str) -> "CaseView | None":
        """Return the case whose number is `asked`; None where there is none."""
        if not self.tabs:
            return None
        return next((case for case in self.cases if str(case.number) == asked), None)


def checklist(view: ProcedureView) -> Checklist:
    """Return the dossier of `view` as a checklist."""
    seen: dict[str, int] = {}
    common: list[CaseView] = []
    cases: list[CaseView] = []
    named = sum(bool(group.name) for group in view.dossier)
    for group in view.dossier:
        papers = [Paper(_key(group.name, item.name, seen), item) for item in group.items]
        if group.name and named > 1:
            label = _MARKS.sub("", group.name).rstrip(" .:;")
            number = len(cases) + 1
            cases.append(CaseView(number, f"{number}. {first_words(label, LABEL_LENGTH)}", group, papers))
        else:
            common.append(CaseView(0, "", group, papers))
    return Checklist(common, cases)


def _key(case: str, name: str, seen: dict[str, int]) -> str:
    key = f"{zlib.crc32((case + chr(10) + name).encode()):08x}"
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"
