"""Tables as CSV and TSV: their codecs, their columns and rows, how they are read and written."""
