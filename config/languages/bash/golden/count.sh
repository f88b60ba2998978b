say first
# The next line is wrong.
big 1 2
say never
