-- This one thinks for ever. The others must not wait for it: it is late in each turn, and sleeps after the third.

local thoughts = 0
while true do
  thoughts = thoughts + 1
end
