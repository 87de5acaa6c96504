"""The twelve skills: narrow checks by rule, each read from turns that it names."""
