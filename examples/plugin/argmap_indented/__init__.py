"""A format and a rule for argmap."""
