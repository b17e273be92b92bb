"""An official who writes a plan for months, quicker than through the session: edits and plans for the store."""

from collections.abc import Iterator
from random import Random
from typing import Any, Final

import msgspec

from dxdesk.plan.edit import Edit, EditName
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Activity, Plan, TaskEntry
from tests.store.samples import PLAN

# Syllables enough that the text holds as much news in a letter as written Vietnamese (some 2 bits).
_WORDS: Final = tuple(
    f"{first}{middle}{last}"
    for first in (
        "b",
        "ch",
        "d",
        "đ",
        "g",
        "h",
        "kh",
        "l",
        "m",
        "ng",
        "nh",
        "ph",
        "qu",
        "s",
        "th",
        "tr",
        "v",
        "x",
    )
    for middle in "aáàạăắâấầậeêếềiíoóôốộơớợuúưứ"
    for last in ("", "n", "ng")
)
_FIELDS: Final = (("situation", 3_000), ("reason", 900))
_TASKS: Final = 23


def long_plan() -> Plan:
    """Return a plan with as many tasks as the letter has."""
    tasks = {f"task-{number}": TaskEntry(applies=True) for number in range(_TASKS)}
    return msgspec.structs.replace(PLAN, tasks=tasks)


def writing(count: int, seed: int = 1, plan: Plan | None = None) -> Iterator[tuple[Edit, Plan]]:
    """Yield edits and the plan after each: texts that grow by pauses of typing, cells, rows, moves."""
    writer = _Writer(plan or long_plan(), Random(seed))  # noqa: S311 - only has to be the same again
    for _ in range(count):
        yield writer.write()


class _Writer:
    def __init__(self, plan: Plan, random: Random) -> None:
        self.plan = plan
        self.random = random
        self.place: tuple[str, str, int] = ("task-0", "situation", 200)
        self.left = 0
        self.made = 0

    def write(self) -> tuple[Edit, Plan]:
        chance = self.random.random()
        if chance < 0.7:
            return self._write_on()
        task = self.random.choice([*self.plan.tasks])
        rows = self.plan.tasks[task].activities
        if chance < 0.9 and rows:
            return self._cell(task)
        if chance < 0.95 and len(rows) > 1:
            return self._move(task)
        return self._remove(task) if len(rows) > 12 else self._add(task)

    def _words(self, count: int) -> str:
        return " ".join(self.random.choices(_WORDS, k=count))

    def _write_on(self) -> tuple[Edit, Plan]:
        if not self.left:
            self.left = self.random.randint(5, 40)
            field, most = self.random.choice(_FIELDS)
            self.place = self.random.choice([*self.plan.tasks]), field, self.random.randint(200, most)
        self.left -= 1
        task, field, most = self.place
        text: str = getattr(self.plan.tasks[task], field)
        if len(text) > most:  # written anew from somewhere on
            text = text[: self.random.randint(0, len(text) // 2)]
        at = len(text) if self.random.random() < 0.8 else self.random.randint(0, len(text))
        new = f"{text[:at]} {self._words(self.random.randint(3, 30))}{text[at:]}"
        return self._put(task, field, new)

    def _cell(self, task: str) -> tuple[Edit, Plan]:
        rows = self.plan.tasks[task].activities
        index = self.random.randrange(len(rows))
        field = self.random.choice(("text", "lead", "partners", "output", "note"))
        old = getattr(rows[index], field)
        new = self._words(self.random.randint(2, 14))
        changed = msgspec.structs.replace(rows[index], **{field: new})
        path = f"/tasks/{task}/activities/{index}/{field}"
        return self._made(
            task,
            "Edit {place}",
            path,
            [{"op": "replace", "path": path, "value": new}],
            [{"op": "replace", "path": path, "value": old}],
            activities=(*rows[:index], changed, *rows[index + 1 :]),
        )

    def _add(self, task: str) -> tuple[Edit, Plan]:
        rows = self.plan.tasks[task].activities
        self.made += 1
        row = Activity(id=f"a{self.made}", text=self._words(12), lead=self._words(4))
        path = f"/tasks/{task}/activities/{len(rows)}"
        forward: Operation = {"op": "add", "path": path, "value": msgspec.to_builtins(row)}
        back: Operation = {"op": "remove", "path": path}
        return self._made(task, "Add {place}", path, [forward], [back], activities=(*rows, row))

    def _remove(self, task: str) -> tuple[Edit, Plan]:
        rows = self.plan.tasks[task].activities
        index = self.random.randrange(len(rows))
        path = f"/tasks/{task}/activities/{index}"
        forward: Operation = {"op": "remove", "path": path}
        back: Operation = {"op": "add", "path": path, "value": msgspec.to_builtins(rows[index])}
        left = (*rows[:index], *rows[index + 1 :])
        return self._made(task, "Delete {place}", path, [forward], [back], activities=left)

    def _move(self, task: str) -> tuple[Edit, Plan]:
        rows = [*self.plan.tasks[task].activities]
        source, target = self.random.sample(range(len(rows)), 2)
        rows.insert(target, rows.pop(source))
        one, other = (f"/tasks/{task}/activities/{index}" for index in (source, target))
        forward: Operation = {"op": "move", "from": one, "path": other}
        back: Operation = {"op": "move", "from": other, "path": one}
        return self._made(task, "Move {place}", one, [forward], [back], activities=tuple(rows))

    def _put(self, task: str, field: str, text: str) -> tuple[Edit, Plan]:
        path, old = f"/tasks/{task}/{field}", getattr(self.plan.tasks[task], field)
        forward: Operation = {"op": "replace", "path": path, "value": text}
        back: Operation = {"op": "replace", "path": path, "value": old}
        return self._made(task, "Edit {place}", path, [forward], [back], **{field: text})

    def _made(
        self,
        task: str,
        message: str,
        path: str,
        forward: list[Operation],
        back: list[Operation],
        **fields: Any,
    ) -> tuple[Edit, Plan]:
        entry = msgspec.structs.replace(self.plan.tasks[task], **fields)
        self.plan = msgspec.structs.replace(self.plan, tasks={**self.plan.tasks, task: entry})
        name = EditName(message=message, path=path)
        return Edit(name=name, forward=tuple(forward), backward=tuple(back)), self.plan
