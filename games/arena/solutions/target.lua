while robots_left() > 1 do
  shoot("east")
end
