"""Loading guidance packs: a folder with `meta.toml` and one file `NN-slug.toml` for each task."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dxdesk.guidance.consistency import meta_faults, pack_faults, task_faults
from dxdesk.guidance.faults import FaultyPackError, PackFault
from dxdesk.guidance.own_folder import is_in_place, own_folder
from dxdesk.guidance.pack import Meta, Pack, Task
from dxdesk.guidance.reading import META_FILE, PackFile, read_file, read_folder, shaped
from dxdesk.language import translate as _
from dxdesk.resources import resource
from dxdesk.value import Fault


def load_pack(folder: Path) -> Pack:
    """Load the pack in `folder`.

    Raises:
        FaultyPackError: with every fault of every file.
    """
    pack, faults = _examine(folder)
    if pack is None or faults:
        raise FaultyPackError(faults)
    return pack


def check_pack(folder: Path) -> list[PackFault]:
    """List every fault of the pack in `folder`; an empty list means that it can be used."""
    return _examine(folder)[1]


def installed_packs() -> list[Path]:
    """Return the folders of the packs: those that come with the program, then those that were added."""
    own = own_folder()
    return [*_packs_in(resource("guidance")), *(_packs_in(own) if own else [])]


def meta_of(folder: Path) -> Meta | None:
    """Return the meta file of the pack in `folder`, or None where it cannot be read."""
    return shaped(read_file(folder / META_FILE), Meta)[0]


def version_number(meta: Meta) -> tuple[int, ...]:
    """Return the version of a pack so that a later one is greater."""
    return tuple(int(part) for part in meta.version.split("."))


def pack_for_year(year: int, folders: Iterable[Path] | None = None) -> Pack:
    """Load the pack for plans of `year`: that year's, or the latest earlier one.

    Until the ministry's letter of a new year is at hand, last year's tasks are what a unit goes by; a
    later letter never binds an earlier plan. Of packs for one year the highest version is taken.
    `folders` are those of the installed packs unless others are named; one whose meta file cannot be
    read is passed over.

    Raises:
        LookupError: there is no pack for that year or an earlier one.
        FaultyPackError: the pack chosen has faults.
    """
    metas = [(meta, folder) for folder in folders or installed_packs() if (meta := meta_of(folder))]
    fitting = [(meta.year, version_number(meta), folder) for meta, folder in metas if meta.year <= year]
    if not fitting:
        message = _("There is no guidance for {year} or an earlier year. The years at hand: {years}.")
        years = ", ".join(str(meta.year) for meta, _folder in metas)
        raise LookupError(message.format(year=year, years=years))
    return load_pack(max(fitting)[2])


def newest_year() -> int:
    """Return the year of the newest installed pack."""
    return max(meta.year for folder in installed_packs() if (meta := meta_of(folder)))


def _packs_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if (path / META_FILE).is_file() and is_in_place(path))


def _examine(folder: Path) -> tuple[Pack | None, list[PackFault]]:
    files, faults = read_folder(folder)
    meta: Meta | None = None
    tasks: list[tuple[PackFile, Task]] = []
    for file in files:
        if file.name == META_FILE:
            meta, found = shaped(file, Meta)
            found += file.located(meta_faults(meta)) if meta else []
        else:
            task, found = shaped(file, Task)
            tasks += [(file, task)] if task else []
        faults += found
    faults += _agreement_faults(
        tasks, meta, all_read=len(tasks) == sum(file.name != META_FILE for file in files)
    )
    if meta is None:
        return None, faults
    return Pack(meta=meta, tasks=tuple(sorted((task for _file, task in tasks), key=_number))), faults


def _agreement_faults(
    tasks: list[tuple[PackFile, Task]], meta: Meta | None, *, all_read: bool
) -> Iterator[PackFault]:
    between: dict[str, list[Fault]] = {file.name: [] for file, _task in tasks}
    for file, fault in pack_faults(tasks, all_read=all_read):
        between[file.name].append(fault)
    for file, task in tasks:
        yield from file.located([*task_faults(task, file.name, meta), *between[file.name]])


def _number(task: Task) -> int:
    return task.number
