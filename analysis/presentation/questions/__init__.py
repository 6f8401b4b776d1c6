"""What a notebook asks of a study, answered in one object each."""
