"""The DOCX renderer."""
