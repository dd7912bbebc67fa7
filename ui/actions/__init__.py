"""Actions agreed at conferences: the list, and an action beside it until it is closed."""
