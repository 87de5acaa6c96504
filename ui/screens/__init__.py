"""The screens: each draws one page and decides nothing."""
