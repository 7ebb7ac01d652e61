"""Pure numerics the examiners stand on."""
