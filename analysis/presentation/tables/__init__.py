"""Tables for people: which columns are shown, how they are written, what their rows open to."""
