"""What is here for type checkers is not run."""

collect_ignore = ["accepted.py", "refused.py"]
