"""`motcua doctor`: whether this installation is well, and what to do where it is not."""
