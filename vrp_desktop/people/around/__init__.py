"""The people around a child: carers, trusted adults, professionals; safe ways to reach them, and what they need."""
