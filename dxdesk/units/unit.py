"""An administrative unit as the General Statistics Office lists it."""

from typing import Literal

from dxdesk.value import Value

UnitLevel = Literal["tinh", "huyen", "xa"]


class Unit(Value, frozen=True, kw_only=True):
    """A province, district or commune.

    `code` keeps its zeros; its length tells the level, so that it is unique in its scheme. `kind` is the
    common noun in lower case ("thị trấn"), `name` has it in front ("Thị trấn Đầm Dơi").
    """

    scheme: str
    level: UnitLevel
    code: str
    kind: str
    name: str
    parent: str | None = None

    @property
    def proper_name(self) -> str:
        """The name without its common noun ("Đầm Dơi")."""
        return self.name[len(self.kind) + 1 :]
