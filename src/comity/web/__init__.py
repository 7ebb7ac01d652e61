"""The local web application: routes call the workbench, templates hold no logic."""
