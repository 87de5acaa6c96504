"""What the screens of playing a seat show, as plain values. Pure, as ``ui.views.talks`` is."""
