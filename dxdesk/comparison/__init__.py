"""A Word file that came back, compared with the plan that it was written from."""
