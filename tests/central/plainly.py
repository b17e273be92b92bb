"""The same figures once more, by plain means straight from the JSON of the packages: no code of the project."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

Plain = dict[str, Any]
Key = tuple[Any, ...]


def plans_in(folder: Path, names: Iterable[str]) -> list[Plain]:
    return [json.loads((folder / name).read_text("utf-8"))["plan"] for name in names]


def parts_of_map(path: Path) -> dict[str, tuple[str | None, str]]:
    """Return district and province of each code, from the list of units itself."""
    found: dict[str, tuple[str | None, str]] = {}
    district, province = None, ""
    for line in path.read_text("utf-8").partition("\n\n")[2].splitlines():
        code = line.split()[0]
        if len(code) == 2:
            province, district = code, None
        elif len(code) == 3:
            district = code
        found[code] = (district if len(code) > 2 else None, province)
    return found


def areas(code: str, units: dict[str, tuple[str | None, str]], regions: dict[str, str]) -> Iterator[Key]:
    district, province = units[code]
    yield "nation", ""
    yield "region", regions[province]
    yield "province", province
    if district:
        yield "district", district


class Plainly:
    """Counts and sums of plans, by kind of area, area and level."""

    def __init__(
        self,
        plans: list[Plain],
        units: dict[str, tuple[str | None, str]],
        regions: dict[str, str],
        weights: dict[str, str],
    ) -> None:
        self.tasks: dict[Key, Counter[str]] = defaultdict(Counter)
        self.reasons: Counter[Key] = Counter()
        self.money: Counter[Key] = Counter()
        self.due: Counter[Key] = Counter()
        self.figures: dict[Key, list[Fraction]] = defaultdict(list)
        self.written: Counter[Key] = Counter()
        self.weighed: dict[Key, list[tuple[Fraction, Fraction]]] = defaultdict(list)
        for plan in plans:
            level = plan["unit"]["level"]
            for kind, area in areas(plan["unit"]["code"], units, regions):
                for task, entry in plan["tasks"].items():
                    self._task((kind, area, level, task), entry, weights)

    def _task(self, key: Key, entry: Plain, weights: dict[str, str]) -> None:
        applies = entry.get("applies")
        self.tasks[key]["plans"] += 1
        self.tasks[key][{True: "applies", False: "refused", None: "open"}[applies]] += 1
        if applies is False:
            self.reasons[*key, entry.get("reason", "").strip()] += 1
        if not applies:
            return
        activities = entry.get("activities", [])
        self.tasks[key]["done"] += any(one.get("text") for one in activities)
        for one in activities:
            due = one.get("period", {}).get("due")
            day = date.fromisoformat(due) if due else None
            self.due[*key[:3], day and day.year * 100 + day.month] += 1
            for cost in one.get("costs", []):
                quarter = day and day.year * 10 + (day.month - 1) // 3 + 1
                self.money[*key, cost.get("source"), quarter] += cost["amount"]
        self._indicators(key, entry.get("indicators", {}), weights)

    def _indicators(self, key: Key, values: Plain, weights: dict[str, str]) -> None:
        for name, value in values.items():
            for field in ("baseline", "target"):
                figure = value.get(field)
                if figure is None or figure == "":
                    continue
                own = (*key, name, value["kind"], value["unit"], field)
                self.written[own] += 1
                if (number := _number(figure, value["kind"])) is None:
                    continue
                self.figures[own].append(number)
                weight = _number(values.get(weights.get(name, ""), {}).get(field), "count")
                if weight:
                    self.weighed[own].append((number, weight))


def _number(figure: Any, kind: str) -> Fraction | None:
    if kind in {"date", "text"} or figure is None:
        return None
    if isinstance(figure, bool | int):
        return Fraction(int(figure))
    return Fraction(Decimal(figure)) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", figure) else None
