"""The pages of a plan's window."""
