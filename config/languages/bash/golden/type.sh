say first
# The next line is wrong.
big two
say never
