say first
# The next line is wrong.
fly 1
say never
