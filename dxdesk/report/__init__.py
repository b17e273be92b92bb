"""What the figures of all plans are handed on as: tables for people and for other systems, and a report."""
