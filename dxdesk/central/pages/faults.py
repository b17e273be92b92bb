"""What ends the making of a page."""


class NotHereError(Exception):
    """There is nothing at this address for the one who asks."""


class StillCountingError(Exception):
    """What the page shows is still being counted."""


class RefusedError(Exception):
    """A form was sent that is not taken; `status` says why to the browser, the text to the person."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
