"""Chasing: who has not sent, who came late, who sent with errors, and what they are told."""
