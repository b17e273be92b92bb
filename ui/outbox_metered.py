"""Whether packages are sent over a line that costs by what goes over it: asked once, where nobody is typing."""

from dxdesk.language import translate as _
from ui.pages.export_answers import Answer
from ui.sending_preferences import SendingBook


class MeteredQuestion(Answer):
    """Two answers, each remembered; it can be changed in the settings."""

    def __init__(self, book: SendingBook) -> None:
        """Ask."""
        super().__init__("soft")
        self.say(
            _(
                "This connection is counted by the megabyte, like that of a telephone. A package waits. Send over "
                "such connections?"
            )
        )
        self.send, self.wait = self.offer(
            (_("&Send over them"), lambda: book.change(metered="send")),
            (_("&Wait for another connection"), lambda: book.change(metered="wait")),
        )
        self.hide()
