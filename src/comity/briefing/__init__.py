"""A dossier in, a brief in any form out."""
