"""The package: one JSON file that carries a plan from desk to desk."""
