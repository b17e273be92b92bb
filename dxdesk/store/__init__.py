"""The local store: plans, every edit of them, settings and letters in one SQLite file."""
