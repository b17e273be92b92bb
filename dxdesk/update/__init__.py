"""Updates that come as a file: a new version of the program, or a guidance pack, signed by its publisher."""
