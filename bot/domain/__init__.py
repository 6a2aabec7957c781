"""The values that azrel is about; pure, and known to every other room."""
