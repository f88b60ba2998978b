;; The functions of a small game, for the self-test.
(define greeting "hello")

(define (move-x steps)
  (engine-send `((action . "moveX") (params . (,steps)))))

(define (ask question)
  (engine-send `((action . "ask") (params . (,question)))))

(define (say text)
  (engine-send `((action . "say") (params . (,text)))))
