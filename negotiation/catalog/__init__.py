"""The only reader of scenario, persona and model files, shipped ones and anyone's own."""
