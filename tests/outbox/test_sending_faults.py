"""Every fault of sending is a whole sentence in both languages, and says whether it is tried again."""

from collections.abc import Iterator

import pytest

from dxdesk.language import set_language
from dxdesk.outbox.faults import SendingFault, codes


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("en")


_FIELDS = (
    "host",
    "proxy",
    "reason",
    "status",
    "address",
    "name",
    "size",
    "limit",
    "year",
    "version",
    "detail",
)


def test_every_fault_says_what_happened(language: str) -> None:
    said = set()
    for code in codes():
        fault = SendingFault(code=code, fields={name: f"<{name}>" for name in _FIELDS})
        words = fault.words()
        assert words.rstrip(">").endswith((".", "<detail")), words
        assert "{" not in words
        assert (fault.words_of_queue() == words) == (fault.retry == "person")
        said.add(words)
    assert len(said) == len(codes())
    assert language in {"vi", "en"}


def test_an_empty_detail_leaves_no_gap() -> None:
    fault = SendingFault(code="forbidden", fields={"host": "a", "detail": ""})
    assert "  " not in fault.words()
