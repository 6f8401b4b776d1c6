"""What is said toward whom: mention by mention, summed by article, by who speaks."""
