"""Documents that cannot be measured, each with what to do about it."""


class UnreadableDocumentError(ValueError):
    """A file that cannot be measured; `message` says what is the matter, `cure` what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(f"{message} {cure}")
        self.message = message
        self.cure = cure
