"""The PDF, web page, document or recording that a text was taken from, and the way back to it."""
