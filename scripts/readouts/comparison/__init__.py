"""The report of anyone's readouts: any number of sides and events."""
