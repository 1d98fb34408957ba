"""What the formats share for reading: safe containers, spans, and the assembly of a map."""
