"""The same event on both sides: rates inside events, terms on one side only, passages beside each other."""
