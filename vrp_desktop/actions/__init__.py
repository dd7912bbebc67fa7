"""Actions: agreed at a conference, owned by an agency, followed to their end."""
