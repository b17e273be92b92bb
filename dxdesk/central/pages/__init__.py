"""The dashboard in the browser: pages for those who are signed in, made on the server, without scripts."""
