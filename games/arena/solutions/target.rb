while robots_left > 1
  shoot("east")
end
