"""Who sits at the table: models in the voice of a persona, built-in strategies, anyone's own."""
