"""What can be called: the command line, and the commands that stand alone."""
