"""What passes between two levels beside packages: receipts, replies, address books, a receiver's greeting."""
