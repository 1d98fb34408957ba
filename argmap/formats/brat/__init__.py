"""brat standoff: how it is read and written."""
