(say "first")
(define (go)
  ;; The next line is wrong.
  (paint 11))
(go)
(say "never")
