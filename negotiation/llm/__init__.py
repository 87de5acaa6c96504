"""The door to language models: one port (`chat`), its adapter, and wrappers that keep the port.

Start at ``chat``. Only ``openai_chat`` knows the SDK; nobody above this room needs to.
"""
