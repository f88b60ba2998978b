say_('first');
# The next line is wrong.
big('two');
say_('never');
