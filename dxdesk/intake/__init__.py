"""Packages of the units below that are taken in at the desk, to be summed up there."""
