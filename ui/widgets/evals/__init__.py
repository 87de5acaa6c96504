"""Parts of the screen of evals."""
