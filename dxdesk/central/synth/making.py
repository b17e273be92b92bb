"""Which files are made: each unit's, drawn from the seed, so that the same seed gives the same bytes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final, Literal

import msgspec

from dxdesk.central.synth.plans import made_plan, revised_plan
from dxdesk.central.synth.spoiling import WAYS, spoilt
from dxdesk.consolidation.areas import scope_of
from dxdesk.consolidation.places import places_in
from dxdesk.package.format import Attachment, Package, Transport
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import SUFFIX, draft_package, package_bytes
from dxdesk.plan.model import Plan
from dxdesk.text.days import VIETNAM
from dxdesk.units.catalogue import catalogue_for_year
from dxdesk.value import Value

Outcome = Literal["accepted", "there already", "superseded", "conflict", "quarantined"]
_TWISTS: Final = ("revised", "sent twice", "two versions")


class Order(Value, frozen=True, kw_only=True):
    """One unit's files to make: `twist` is "", one of the `_TWISTS`, or a way of spoiling."""

    seed: int
    year: int
    scheme: str
    code: str
    twist: str = ""


class Made(Value, frozen=True, kw_only=True):
    """A file, and what becomes of it when all are imported; `code` is that of the remark on a faulty one."""

    name: str
    data: bytes
    outcome: Outcome
    unit: str
    twist: str
    code: str = ""


def orders(  # noqa: PLR0917 - what a nation is made of
    units: int | None, year: int, seed: int, faulty: float, twisted: float, of: str = ""
) -> Iterator[Order]:
    """Yield an order for each unit (None: all of that year's map), with a share of faults and of twists.

    `of` is the code of a province or district, to which all of them belong.

    Raises:
        LookupError: the map of that year has no such one.
    """
    catalogue = catalogue_for_year(year)
    codes = sorted(place.code for place in places_in(scope_of(year, of)))
    rng = Random(f"{seed}/{year}")
    chosen = codes if units is None else sorted(rng.sample(codes, min(units, len(codes))))
    count = len(chosen)
    places = rng.sample(range(count), min(count, round(count * faulty) + round(count * twisted)))
    twists: dict[int, str] = {}
    for number, place in enumerate(places):
        kinds = WAYS if number < round(count * faulty) else _TWISTS
        twists[place] = kinds[number % len(kinds)]
    for place, code in enumerate(chosen):
        yield Order(seed=seed, year=year, scheme=catalogue.scheme, code=code, twist=twists.get(place, ""))


def made_files(order: Order) -> tuple[Made, ...]:
    """Return the files of an order."""
    rng = Random(f"{order.seed}/{order.year}/{order.code}")
    plan = made_plan(order.scheme, order.code, order.year, rng)
    first = _sealed(plan, rng)
    if order.twist in WAYS:
        broken = spoilt(order.twist, package_bytes(first), rng)
        return (_made(order, 1, broken.data, "quarantined", code=broken.code),)
    data = package_bytes(first)
    match order.twist:
        case "revised":
            second = _sealed(revised_plan(plan, rng), rng, after=first)
            return (
                _made(order, 1, data, "superseded"),
                _made(order, 2, package_bytes(second), "accepted"),
            )
        case "sent twice":
            again = msgspec.structs.replace(first, transport=Transport(producer="dxdesk", note="Gửi lại"))
            return (
                _made(order, 1, data, "accepted"),
                _made(order, 1, package_bytes(again), "there already", more="-b"),
            )
        case "two versions":
            other = package_bytes(_sealed(revised_plan(plan, rng), rng))
            return (
                _made(order, 1, data, "conflict"),
                _made(order, 1, other, "conflict", more="-b"),
            )
    return (_made(order, 1, data, "accepted"),)


def _made(
    order: Order, revision: int, data: bytes, outcome: Outcome, *, code: str = "", more: str = ""
) -> Made:
    name = f"{order.year}-{order.code}-r{revision}{more}{SUFFIX}"
    return Made(name=name, data=data, outcome=outcome, unit=order.code, twist=order.twist, code=code)


def _sealed(plan: Plan, rng: Random, after: Package | None = None) -> Package:
    days = (0 if after is None else 60) + rng.randrange(50)
    at = datetime(plan.year - 1, 11, 20, 8, tzinfo=VIETNAM) + timedelta(
        days=days, seconds=rng.randrange(36_000)
    )
    draft = draft_package(
        plan,
        revision=1 if after is None else after.statement.revision + 1,
        kind="original" if after is None else "amendment",
        previous=None if after is None else after.digest,
        documents=_documents(plan, rng),
        transport=Transport(producer="dxdesk", created=at, contact="UBND"),
        page_amount=rng.randint(12, 60),
    )
    return sealed(draft, at)


def _documents(plan: Plan, rng: Random) -> tuple[Attachment, ...]:
    """Name a signed PDF that goes its own way, as most do that are sent by mail."""
    if rng.random() < 0.4:
        return ()
    name = f"{plan.year}-{plan.unit.code}.pdf"
    digest = f"{rng.getrandbits(256):064x}"
    size = rng.randint(200_000, 900_000)
    return (Attachment(role="signed-pdf", name=name, media_type="application/pdf", size=size, sha256=digest),)
