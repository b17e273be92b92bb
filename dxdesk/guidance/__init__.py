"""Guidance packs: one year's letter from the ministry as data."""
