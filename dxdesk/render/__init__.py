"""Renderers: one document tree, written as DOCX and as PDF."""
