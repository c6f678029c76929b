"""Many documents: encoded once as numbers, and counted and searched as such. The numbers are those of `text`.

`plain` is the definition, word by word, for what is small. `encoding` turns documents into blocks of whole documents;
`store` keeps the blocks on disk; `matching` finds patterns in them and `counting` counts. What takes long is done by
`kernels`, compiled where numba is installed, and by numpy where it is not.
"""
