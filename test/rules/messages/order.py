# === SR505 keys of sorting
xs = sorted(ys, key=hash)
zs = sorted(ys, key=id)
#> The hash of text is another number in each run, and decides the order here: sort by the text itself.
#> An address in memory decides here, another one in each run: take something that the object is.
