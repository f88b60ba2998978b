(say "first")
(define (go)
  ;; The next line is wrong.
  (big 1 2))
(go)
(say "never")
