"""Lists from other apps and sheets kept by hand, read as the person says."""
