"""W3C Web Annotation: how it is read and written."""
