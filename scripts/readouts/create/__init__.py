"""A book of anyone's readouts: the template, its data folder, and how both are brought up to date."""
