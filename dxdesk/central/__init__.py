"""The receiving end: takes packages over HTTP, keeps them in a folder and a database, and answers them."""
