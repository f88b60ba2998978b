(say "first")
(define (go)
  ;; The next line is wrong.
  (fly 1))
(go)
(say "never")
