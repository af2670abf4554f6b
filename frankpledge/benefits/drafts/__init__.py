"""What is given to the actions of this room, and what is wrong with it."""
