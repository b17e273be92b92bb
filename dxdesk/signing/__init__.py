"""Signing on this machine, and what is to be said of signatures that come from elsewhere."""
