"""The plan: everything an official decides, as one frozen value, and what follows from it."""
