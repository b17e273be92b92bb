"""Which places of the plan a change touches."""


def concerns(touched: tuple[str, ...], path: str) -> bool:
    """Say whether a change at these places touches what stands at `path`, around it or within it."""
    return not touched or any(
        path == place or path.startswith(f"{_list_of(place)}/") or place.startswith(f"{path}/")
        for place in touched
    )


def _list_of(place: str) -> str:
    """Return the list of a place that is an entry of one: the entries after it may have moved."""
    head, _slash, last = place.rpartition("/")
    return head if last.isdecimal() or last == "-" else place
