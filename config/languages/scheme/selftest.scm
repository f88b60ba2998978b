;; Proves that the language works here: commands, answers, unicode, and the bindings' variables.
(define moved (move-x 1))
(define steps (string->number (ask "naïve? ✓")))
(for-each (lambda (more) (move-x more)) (list (+ steps 1)))
(say (string-append greeting " " moved))
