"""Papers that are made from data take a number of the register."""
