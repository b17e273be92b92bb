"""What keeps the receiving end from working, in a sentence for the one who looks after it."""


class CentralError(Exception):
    """The text says what happened and what to do."""
