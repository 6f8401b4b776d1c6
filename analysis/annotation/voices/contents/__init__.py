"""What is reported: where a content begins and ends, with a cue or without."""
