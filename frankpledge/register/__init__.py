"""The record: collaborations, who is in them, what happened, and what was said of cost and benefit."""
