(say "first")
(define (go)
  ;; The next line is wrong.
  (big "two"))
(go)
(say "never")
