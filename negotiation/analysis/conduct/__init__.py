"""How the parties behaved: rules that read the log and find leaks, lies, slips and missed deals."""
