"""Documents that cannot be measured, each with what to do about it."""

from dxdesk.language import translate as _


class UnreadableDocumentError(ValueError):
    """A file that cannot be measured; `message` says what is the matter, `cure` what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(f"{message} {cure}")
        self.message = message
        self.cure = cure


def too_large() -> UnreadableDocumentError:
    """Return the error for more than any administrative document holds."""
    return UnreadableDocumentError(
        _("The document is larger than any administrative document."), _("Check its parts one by one.")
    )


def locked() -> UnreadableDocumentError:
    """Return the error for a document that only a password opens."""
    return UnreadableDocumentError(
        _("The document is protected by a password."), _("Take the password away, then check it again.")
    )
