"""What speaks against a result: null checks, other versions, what is left out, what could have been shown."""
