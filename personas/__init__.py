"""The personas that we ship: one YAML file each, in English and Chinese. See README.md."""
