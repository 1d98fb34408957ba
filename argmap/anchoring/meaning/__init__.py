"""What differs between a quote and the words found for it, and whether it says something else."""
