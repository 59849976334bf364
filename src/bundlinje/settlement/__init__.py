"""Settlement: measure → settle → limits → shares, follow-up by follow-up, with a reason for every øre."""
