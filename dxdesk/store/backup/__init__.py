"""Backups of the store: writing, keeping as many as are needed, looking into them, taking from them."""
