"""Fields of forms: an editor with its label, its hint and what there is to say of it."""
