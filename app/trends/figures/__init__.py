"""What pictures and tables show: series, comparisons, dose changes, exposure."""
