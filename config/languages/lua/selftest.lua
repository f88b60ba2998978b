local moved = moveX(1)
local score = tonumber(Engine.send('{"action":"score","params":[]}'))
local said = Engine.send("say " .. moved)

Engine.send(("score %d + 5 = %d"):format(score, score + 5))
Engine.send(said:gsub("\n", "|") .. "|" .. tostring(moves == 1))
