"""Where everything in a picture stands: cards in columns, and the lines between them."""
