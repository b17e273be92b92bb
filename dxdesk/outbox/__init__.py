"""What goes out: the queue of what is to be sent, by mail, in a folder or over a connection, and what came back."""
