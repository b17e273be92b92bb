"""The pages as they will print, beside the form or in a window of their own."""
