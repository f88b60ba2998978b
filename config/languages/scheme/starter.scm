;; engine-send hands one command to the game and returns its answer.
(do ((turn 1 (+ turn 1)))
    ((> turn 3))
  (let ((answer (engine-send `((action . "moveRight") (params . (,turn))))))
    (display (string-append "The game answered: " answer "\n"))))
