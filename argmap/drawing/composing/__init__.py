"""Where everything in a picture is: cards in columns, and the lines between them."""
