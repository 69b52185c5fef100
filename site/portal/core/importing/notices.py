"""What an import has to tell about a record: facts in a form that can be stored, said in words elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """Something of `field` that is not certain; `kind` is a key of the room's notices, `detail` the words."""

    field: str
    kind: str
    detail: str = ""

    def as_dict(self) -> dict[str, str]:
        return {"field": self.field, "kind": self.kind, "detail": self.detail}
