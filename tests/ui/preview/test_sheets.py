from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dxdesk.render.pdf.pages import Spot
from ui.preview.sheets import (
    MARGIN,
    PIXELS_PER_POINT,
    ZOOM_STEPS,
    Zoom,
    ground_size,
    lay_sheets,
    sheet_at,
    stands_now,
    stepped,
)
from ui.preview.spots import nearest_origin, origin_at

UPRIGHT, LYING = (595.3, 841.9), (841.9, 595.3)
ZOOMS: tuple[Zoom, ...] = ("width", "page", *ZOOM_STEPS)

sizes = st.lists(st.sampled_from([UPRIGHT, LYING]), min_size=1, max_size=12)
zooms = st.sampled_from(ZOOMS)
rooms = st.floats(60, 3000)


@given(sizes, zooms, rooms, rooms)
def test_pages_stand_below_one_another_in_the_middle(
    pages: list[tuple[float, float]], zoom: Zoom, width: float, height: float
) -> None:
    sheets = lay_sheets(pages, zoom, width, height)
    assert sheets[0].top == MARGIN
    ground = max(width, ground_size(sheets)[0])
    for above, below in pairwise(sheets):
        assert below.top == above.bottom + MARGIN
    for sheet, (page_width, page_height) in zip(sheets, pages, strict=True):
        assert abs(sheet.left - (ground - sheet.width - sheet.left)) < 0.001
        assert abs(sheet.width / sheet.height - page_width / page_height) < 0.001


@given(sizes, st.floats(200, 1000), rooms)
def test_every_page_is_fitted_to_the_width(
    pages: list[tuple[float, float]], width: float, height: float
) -> None:
    assert all(
        abs(sheet.width - (width - 2 * MARGIN)) < 0.001 for sheet in lay_sheets(pages, "width", width, height)
    )


def test_a_fitted_page_is_seen_whole() -> None:
    for sheet in lay_sheets([UPRIGHT, LYING], "page", 700, 500):
        assert sheet.width <= 700 - 2 * MARGIN + 0.001
        assert sheet.height <= 500 - 2 * MARGIN + 0.001


def test_fits_do_not_enlarge_without_end() -> None:
    assert lay_sheets([UPRIGHT], "width", 5000, 500)[0].scale == 2 * PIXELS_PER_POINT


@given(sizes, zooms, zooms, st.floats(0, 1))
def test_the_same_words_stand_at_the_same_height_after_zooming(
    pages: list[tuple[float, float]], before: Zoom, after: Zoom, share: float
) -> None:
    old, new = lay_sheets(pages, before, 600, 700), lay_sheets(pages, after, 600, 700)
    y = share * old[-1].bottom
    there = stands_now(old, new, y)
    assert sheet_at(new, there) == sheet_at(old, y)
    assert abs(stands_now(new, old, there) - y) < 0.01


@given(st.floats(0.1, 3))
def test_zoom_steps_go_on_to_the_ends(zoom: float) -> None:
    assert stepped(zoom, 1) > zoom or stepped(zoom, 1) == ZOOM_STEPS[-1]
    assert stepped(zoom, -1) < zoom or stepped(zoom, -1) == ZOOM_STEPS[0]


def spot(origin: str, page: int = 0, top: float = 0.0, left: float = 80.0, width: float = 400.0) -> Spot:
    return Spot(origin, page, left, top, width, 20.0)


def test_the_nearest_printed_place() -> None:
    origins = ("/document/signer", "/goals/general", "/tasks/a", "/tasks/a/activities/0", "/funding")
    places = {origin: spot(origin) for origin in origins}
    assert nearest_origin("/goals/general", places) == "/goals/general"
    assert nearest_origin("/tasks/a/activities/0/lead", places) == "/tasks/a/activities/0"
    assert nearest_origin("/tasks/a/activities/7/lead", places) == "/tasks/a"
    assert nearest_origin("/goals", places) == "/goals/general"
    assert nearest_origin("/tasks/b/situation", places) is None
    assert nearest_origin("/tasks/ab", places) is None
    assert nearest_origin("", places) is None


def test_what_stands_at_a_point() -> None:
    spots = (
        spot("/a", top=100),
        spot("/b", top=150),
        spot("/c", top=100, left=500),
        spot("/d", page=1, top=90),
    )
    assert origin_at(spots, 0, 100, 110) == "/a"
    assert origin_at(spots, 0, 100, 160) == "/b"
    assert origin_at(spots, 0, 100, 140) == "/a"  # a text of its own below it
    assert origin_at(spots, 0, 600, 300) == "/c"
    assert origin_at(spots, 0, 100, 50) is None
    assert origin_at(spots, 0, 10, 110) is None
    assert origin_at(spots, 1, 100, 100) == "/d"
