"""Whom the document goes to, and what stays (Decree 30/2020, Appendix I, II.9)."""

from collections.abc import Iterator
from typing import Final

from dxdesk.language import mark as _
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, fold, names_superior, rule

_RECIPIENTS: Final = "/document/recipients"
_ARCHIVE: Final = "/document/archive"


def _lines(review: Review) -> Iterator[tuple[str, str]]:
    for index, line in enumerate(review.plan.document.recipients):
        yield f"{_RECIPIENTS}/{index}", line


@rule(
    "RC01",
    "error",
    "decree",
    _("There are no recipients. List whom the plan is sent to, the level above first."),
)
def no_recipients(review: Review) -> Iterator[Place]:
    """Recipients are a component of every document (II.9)."""
    if not any(line.strip() for line in review.plan.document.recipients):
        yield at(_RECIPIENTS)


@rule("RC02", "warning", "decree", _("The archive line is empty. Write who keeps the plan, like “VT, VHXH”."))
def no_archive(review: Review) -> Iterator[Place]:
    """The last line names the registry and the office that drafted (II.9.b)."""
    if not review.plan.document.archive.strip():
        yield at(_ARCHIVE)


@rule(
    "RC03",
    "warning",
    "decree",
    _("“Lưu” stands among the recipients; it is printed from the archive line. Take it out here."),
)
def archive_among_recipients(review: Review) -> Iterator[Place]:
    """The archive line is the last one, once (II.9.b)."""
    for path, line in _lines(review):
        if fold(line).split(" ")[0] == "luu":
            yield at(path)


@rule(
    "RC04",
    "hint",
    "decree",
    _("A dash before the recipient or a mark after it is printed by itself. Leave the name only."),
)
def recipient_with_marks(review: Review) -> Iterator[Place]:
    """Each line begins with a dash and ends with a semicolon, the last with a full stop (II.9.c)."""
    for path, line in _lines(review):
        text = line.strip()
        if text.startswith(("-", "–", "•", "+")) or text.endswith((";", ",", ":", ".")):
            yield at(path)


@rule(
    "RC05",
    "warning",
    "practice",
    _("The level above, {superior}, is not among the recipients. Add it as the first."),
)
def superior_gets_no_copy(review: Review) -> Iterator[Place]:
    """The plan goes to the level that asked for it."""
    superior, lines = review.plan.unit.superior, review.plan.document.recipients
    if superior.strip() and lines and not any(names_superior(line, superior) for line in lines):
        yield at(_RECIPIENTS, superior=superior)


@rule("RC06", "hint", "practice", _("The recipient “{line}” is listed twice. Take one out."))
def recipient_twice(review: Review) -> Iterator[Place]:
    """One copy to each."""
    seen: set[str] = set()
    for path, line in _lines(review):
        name = fold(line)
        if name and name in seen:
            yield at(path, line=excerpt(line))
        seen.add(name)


@rule(
    "RC07",
    "warning",
    "decree",
    _("A line among the recipients is empty and is left out in print. Fill it in, or delete it."),
)
def empty_recipient(review: Review) -> Iterator[Place]:
    """Each line names a recipient (II.9.c)."""
    lines = list(_lines(review))
    if any(line.strip() for _path, line in lines):
        yield from (at(path) for path, line in lines if not line.strip())


@rule(
    "RC08",
    "warning",
    "decree",
    _("“Lưu” is printed before the archive line by itself. Leave what follows it, like “VT, VHXH”."),
)
def archive_with_its_word(review: Review) -> Iterator[Place]:
    """The word “Lưu” and a colon open the last line (II.9.c)."""
    if fold(review.plan.document.archive).split(" ")[0] == "luu":
        yield at(_ARCHIVE)


@rule(
    "RC09",
    "hint",
    "decree",
    _("The archive line does not name the registry (“VT”). The original stays there."),
)
def archive_without_registry(review: Review) -> Iterator[Place]:
    """The original is kept by the registry (Article 19, II.9.c)."""
    archive = fold(review.plan.document.archive)
    if archive and "vt" not in archive.split(" ") and "van thu" not in archive:
        yield at(_ARCHIVE)
