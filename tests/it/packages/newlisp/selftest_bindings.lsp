(define (move-x steps)
  (Engine:send (append "{" {"action":"moveX","params":[} (string steps) "]}")))
(define (ask question) (Engine:send (append "ask " question)))
(define (say words) (Engine:send (append "say " words)))
