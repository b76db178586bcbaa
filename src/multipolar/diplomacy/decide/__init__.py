"""How outside powers choose: weights of what they could do, one draw by its worth, and what follows from it."""
