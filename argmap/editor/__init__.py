"""A map changed in the browser (extra ``edit``): each change is one small edit of its file."""
