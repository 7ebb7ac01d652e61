"""One module for each part of a brief: what it says, from the material it is handed."""
