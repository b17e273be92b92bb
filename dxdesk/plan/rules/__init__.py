"""What a careful reviewer would say of a plan: one small function for each code."""
