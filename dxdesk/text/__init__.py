"""Text: characters, folding, numbers and dates as Vietnamese offices write them."""
