"""What is told of an update of the program at the next start: nothing while the installer may still be at work."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk import __version__
from dxdesk.update.faults import UpdateError
from dxdesk.update.manifest import release_number
from dxdesk.update.program import Begun, begin, ended, lay_ready
from dxdesk.update.reading import read_update
from dxdesk.update.words import ended_words
from tests.update.samples import NOTES, Maker, a_program_update, handmade

_RELEASES = st.lists(st.integers(0, 40), min_size=1, max_size=6)


def laid_ready(data: Path) -> Path:
    folder = data / "updates" / "one"
    folder.mkdir(parents=True)
    folder.joinpath("install.cmd").touch()
    return folder


def begun(
    data: Path,
    *,
    before: str = "0.0.1",
    after: str = "9.0",
    ago: timedelta = timedelta(minutes=1),
    answer: str = "",
) -> None:
    """Leave in the folder of the user's data what an update that was begun leaves there."""
    folder = laid_ready(data)
    if answer:
        folder.joinpath("outcome.txt").write_text(f"{answer}\r\n", "ascii")
    made = Begun(before=before, after=after, notes=NOTES, folder=str(folder), at=datetime.now(UTC) - ago)
    data.joinpath("update.json").write_bytes(msgspec.json.encode(made))


def test_an_installer_at_work_is_left_alone(data: Path) -> None:
    begun(data)
    assert ended(data) is None
    assert data.joinpath("updates", "one").is_dir()
    assert data.joinpath("update.json").is_file()


@pytest.mark.parametrize(
    "ago", [timedelta(hours=1), -timedelta(days=1)], ids=["long ago", "by another clock"]
)
def test_an_installer_that_never_came_to_its_end_is_told_of(data: Path, ago: timedelta) -> None:
    begun(data, ago=ago)
    told = ended(data)
    assert told is not None
    assert (told.succeeded, told.answer) == (False, "")
    assert list(data.iterdir()) == []


def test_it_is_told_once(data: Path) -> None:
    begun(data, after=__version__, answer="0")
    told = ended(data)
    assert told is not None
    assert (told.succeeded, told.before, told.after) == (True, "0.0.1", __version__)
    assert ended(data) is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("0", f"Version {__version__} of the program was installed once more."),
        ("4", f"Version {__version__} was not installed once more. It is here as before"),
    ],
)
def test_the_same_version_once_more_is_told_by_the_answer_of_the_installer(
    data: Path, answer: str, words: str
) -> None:
    begun(data, before=__version__, after=__version__, answer=answer)
    told = ended(data)
    assert told is not None
    assert told.succeeded == (answer == "0")
    assert ended_words(told).startswith(words)


def test_the_same_version_once_more_is_not_told_while_the_installer_may_be_at_work(data: Path) -> None:
    begun(data, before=__version__, after=__version__)
    assert ended(data) is None
    assert data.joinpath("update.json").is_file()


def test_what_is_told_to_be_here_is_what_is_here(data: Path) -> None:
    begun(data, before="0.0.1", answer="5")
    told = ended(data)
    assert told is not None
    assert f"Version {__version__} is here as before" in ended_words(told)


def test_what_was_laid_ready_and_never_begun_is_taken_away_and_nothing_else(data: Path) -> None:
    laid_ready(data)
    data.joinpath("updates", "của tôi").mkdir()
    assert ended(data) is None
    assert [path.name for path in data.joinpath("updates").iterdir()] == ["của tôi"]


def test_what_does_not_begin_leaves_nothing(
    tmp_path: Path, maker: Maker, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMSPEC", str(tmp_path / "gone.exe"))
    update = read_update(a_program_update(tmp_path, maker), [maker.publisher])
    with pytest.raises(UpdateError):
        begin(update, lay_ready(update, data), data, start=None)
    assert list(data.iterdir()) == []


def test_a_journal_that_cannot_be_read_is_no_news(data: Path) -> None:
    data.joinpath("update.json").write_bytes(b"\xff{")
    assert ended(data) is None


def test_without_one_installer_nothing_is_laid_ready(tmp_path: Path, maker: Maker, data: Path) -> None:
    file = tmp_path / "two.dxupdate"
    changes = {"kind": "program", "id": "dxdesk"}
    file.write_bytes(handmade(maker, [("a.exe", b"MZ"), ("b.exe", b"MZ")], **changes))
    with pytest.raises(UpdateError) as caught:
        lay_ready(read_update(file, [maker.publisher]), data)
    assert (caught.value.trouble, caught.value.place) == ("no_installer", "a.exe, b.exe")
    assert list(data.iterdir()) == []


def test_what_is_called_off_leaves_nothing(tmp_path: Path, maker: Maker, data: Path) -> None:
    update = read_update(a_program_update(tmp_path, maker), [maker.publisher])

    def stop(_share: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lay_ready(update, data, stop)
    assert [path for path in data.rglob("*") if path.is_file()] == []


@given(_RELEASES, _RELEASES)
def test_releases_are_in_the_order_of_their_numbers(one: list[int], two: list[int]) -> None:
    first, second = (".".join(map(str, numbers)) for numbers in (one, two))
    longest = max(len(one), len(two))
    padded = [numbers + [0] * (longest - len(numbers)) for numbers in (one, two)]
    assert (release_number(first) < release_number(second)) == (padded[0] < padded[1])
    assert (release_number(first) == release_number(second)) == (padded[0] == padded[1])
