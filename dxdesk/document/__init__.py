"""The document: what is printed, composed once and independent of any file format."""
