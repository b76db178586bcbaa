"""How good a forecast was: scores of its questions and of the common taxonomy, beside the uniform forecast and the authors."""
