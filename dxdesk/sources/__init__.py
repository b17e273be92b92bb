"""Where packages come from by file: folders, archives, mail; told by their contents, never by their names."""
