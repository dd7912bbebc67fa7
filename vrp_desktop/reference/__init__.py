"""Reference lists: what ships, what a workspace has made of it, and the words for its codes."""
