"""The window: Qt widgets over the core; no rule of the domain stands here."""
