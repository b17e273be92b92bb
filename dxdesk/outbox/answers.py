"""What a receiver's answers come to: values that were checked, or what they refuse in words."""

from typing import Final, TypeVar

from dxdesk.exchange.format import Greeting, Problem, Standing
from dxdesk.outbox.connection import Answer
from dxdesk.outbox.faults import SendingError
from dxdesk.package.characters import character_faults
from dxdesk.package.container import decoded
from dxdesk.package.faults import PackageError, raise_any
from dxdesk.package.syntax import parsed
from dxdesk.value import FaultyValueError, convert

Answered = TypeVar("Answered", Greeting, Standing, Problem)

_PAGES: Final = ("text/html", "application/xhtml+xml")
_MOST: Final = 200  # findings
_LONGEST: Final = 500  # characters of what a receiver says, within a sentence
_SIGN_IN: Final = 511  # Network Authentication Required (RFC 6585, section 6)
# What a receiver refuses with a Problem, by status.
_REFUSALS: Final = {401: "token", 403: "forbidden", 409: "conflict", 422: "refused"}


def read_answer(answer: Answer, kind: type[Answered], host: str) -> Answered:
    """Return the value that an answer holds.

    Raises:
        SendingError: it holds another thing, or is no answer of a receiver at all.
    """
    _check_origin(answer, host)
    value = _value(answer, kind)
    if value is None:
        raise SendingError("garbled", host=host)
    return value


def refusal_of(answer: Answer, host: str) -> SendingError:
    """Return why a receiver, or something on the way to it, has refused a request."""
    try:
        _check_origin(answer, host)
    except SendingError as error:
        return error
    status = answer.status
    problem = _value(answer, Problem)
    if status in {429, 503}:
        return SendingError("busy", host=host, wait=answer.wait)
    if status >= 500:
        return SendingError("trouble", host=host, status=status, wait=answer.wait)
    if problem is None:
        return SendingError("between" if status >= 400 else "garbled", host=host, status=status)
    detail = _detail(problem)
    code = _REFUSALS.get(status, "malformed")
    return SendingError(code, host=host, status=status, detail=detail, findings=problem.findings[:_MOST])


def _check_origin(answer: Answer, host: str) -> None:
    """Raise the fault of an answer that comes from the network on the way."""
    if 300 <= answer.status < 400:
        raise SendingError("moved", host=host)
    if answer.status == _SIGN_IN or (answer.status < 300 and _is_page(answer)):
        raise SendingError("portal")


def _is_page(answer: Answer) -> bool:
    return answer.kind in _PAGES or answer.body[:64].lstrip().lower().startswith((b"<!doctype", b"<html"))


def _value(answer: Answer, kind: type[Answered]) -> Answered | None:
    try:
        plain = parsed(decoded(answer.body))
        raise_any(character_faults(plain))
        return convert(plain, kind)
    except (PackageError, FaultyValueError):
        return None


def _detail(problem: Problem) -> str:
    text = problem.detail or problem.title
    if problem.findings:
        text = " ".join(f"{one.message} [{one.code}]" for one in problem.findings[:3])
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
