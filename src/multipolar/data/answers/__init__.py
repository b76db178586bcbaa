"""A war described in answers to eight questions, and the complete scenario that is made of them."""
