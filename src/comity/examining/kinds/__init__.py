"""One examiner for each measure kind that can be put to numbers."""
