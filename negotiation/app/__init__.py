"""The composition root: settings to adapters to a run that can be played, resumed and scored."""
