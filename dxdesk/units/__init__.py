"""Administrative maps of Viet Nam and their units."""
