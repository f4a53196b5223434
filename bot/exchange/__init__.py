"""What goes to and comes from other systems: batch lines, notes, standards."""
