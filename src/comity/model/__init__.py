"""The records that pass between the stages: frozen, slotted, pure."""
