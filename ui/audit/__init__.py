"""The audit on screen: what was done, by whom, when; and the receipts of what left."""
