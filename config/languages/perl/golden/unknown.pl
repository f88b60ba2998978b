say_('first');
# The next line is wrong.
fly(1);
say_('never');
