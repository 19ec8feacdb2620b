"""Ferry Desk: answers passengers' questions."""
