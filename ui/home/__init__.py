"""Home: what is due, what waits for an answer, how ready the return is. Each number opens its list."""
