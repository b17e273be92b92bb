"""What levels, standings, sources and roles are called on the pages; messages to be translated when shown."""

from typing import Final

from dxdesk.central.arrivals import Place
from dxdesk.central.papers import Kind as PaperKind
from dxdesk.exchange.format import Verdict
from dxdesk.language import mark
from dxdesk.package.format import Kind, Role
from dxdesk.units.unit import UnitLevel

LEVELS: Final[dict[UnitLevel, str]] = {
    "tinh": mark("Provinces"),
    "huyen": mark("Districts"),
    "xa": mark("Communes"),
}
# Where a unit stands, with the sign that goes before the word: colour is never alone.
STATES: Final[dict[str, tuple[str, str]]] = {
    "on-time": ("✓", mark("On time")),
    "late": ("◷", mark("Late")),
    "conflict": ("≠", mark("In conflict")),
    "quarantine": ("⚠", mark("In quarantine")),
    "missing": ("○", mark("Has not sent")),
}
SOURCES: Final[dict[str | None, str]] = {
    "central": mark("Central budget"),
    "province": mark("Provincial budget"),
    "district": mark("District budget"),
    "commune": mark("Commune budget"),
    "private": mark("Private sources"),
    "other": mark("Other sources"),
    None: mark("No source named"),
}
STANDINGS: Final[dict[Place, str]] = {
    "accepted": mark("in force"),
    "superseded": mark("a later revision is in force"),
    "conflict": mark("in conflict with another"),
    "set aside": mark("set aside in a conflict"),
}
VERDICTS: Final[dict[Verdict | None, str]] = {
    None: mark("not answered"),
    "accepted": mark("accepted"),
    "returned": mark("returned"),
}
KINDS: Final[dict[Kind, str]] = {"original": mark("Original"), "amendment": mark("Amendment")}
ROLES: Final[dict[Role, str]] = {
    "signed-pdf": mark("Signed PDF"),
    "scan": mark("Scan"),
    "pdf": mark("PDF"),
    "docx": mark("DOCX"),
    "slip": mark("Transmittal slip"),
}
PAPERS: Final[dict[PaperKind, str]] = {
    "signed": mark("signed"),
    "scan": mark("scan"),
    "plain": mark("not signed"),
    "altered": mark("altered or damaged"),
}
WORTHS: Final[dict[str, str]] = {
    "sound": mark("valid"),
    "then": mark("valid when signed"),
    "unknown": mark("signer unknown"),
    "refused": mark("certificate refused"),
    "broken": mark("does not fit the content"),
}
