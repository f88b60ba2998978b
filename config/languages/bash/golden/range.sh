say first
# The next line is wrong.
paint 11
say never
