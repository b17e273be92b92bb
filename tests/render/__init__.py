"""Tests of the DOCX and PDF files, read back."""
