;; The engine of Scheme, for GNU Guile 3: gives a program `engine-send`, which hands a command to
;; the game and returns its answer.
;;
;; The engine itself is interpreted, since that starts sooner. The learner's files are compiled,
;; form by form: only compiled code knows its lines.
(define-module (livecoding engine)
  #:use-module (ice-9 binary-ports)
  #:use-module (ice-9 rdelim)
  #:use-module (ice-9 threads)
  #:use-module (system base compile)
  #:use-module ((system syntax internal) #:select (syntax? syntax-expression))
  #:use-module ((system foreign) #:select (pointer->procedure void size_t))
  #:use-module ((system vm vm) #:select (call-with-stack-overflow-handler))
  #:use-module (language tree-il)
  #:use-module ((language tree-il primitives) #:select (resolve-primitives))
  #:export (engine-send engine-read-json))

(define most-stack 8)
(define most-frames 50)
(define most-walked 1000)
(define most-text 65536)
(define stack-words (* 4 1024 1024))
(define bytes-for-last-words (* 24 1024 1024))

;; JSON -------------------------------------------------------------------------------------------

(define escaped (char-set-union (char-set #\" #\\) (ucs-range->char-set 0 32)))

;; The text from each of its `set` on is given to `special`, which says where to go on.
(define (write-apart text start end set out special)
  (let ((at (string-index text set start end)))
    (display (substring/shared text start (or at end)) out)
    (when at
      (write-apart text (special at) end set out special))))

(define (quoted text)
  (call-with-output-string
    (lambda (out)
      (display #\" out)
      (write-apart text 0 (string-length text) escaped out
        (lambda (at)
          (let ((char (string-ref text at)))
            (case char
              ((#\" #\\) (display #\\ out) (display char out))
              ((#\newline) (display "\\n" out))
              (else
               (display "\\u" out)
               (display (string-pad (number->string (char->integer char) 16) 4 #\0) out))))
          (+ at 1)))
      (display #\" out))))

(define (joined open texts close)
  (string-append open (string-join texts ",") close))

;; An association list whose keys are symbols is an object; other lists, and vectors, are arrays.
(define (json value)
  (cond
   ((string? value) (quoted value))
   ((symbol? value) (quoted (symbol->string value)))
   ((exact-integer? value) (number->string value))
   ((and (real? value) (finite? (exact->inexact value))) (number->string (exact->inexact value)))
   ((boolean? value) (if value "true" "false"))
   ((vector? value) (json (vector->list value)))
   ((null? value) "[]")
   ((and (list? value) (and-map (lambda (it) (and (pair? it) (symbol? (car it)))) value))
    (joined "{" (map (lambda (it) (string-append (json (car it)) ":" (json (cdr it)))) value) "}"))
   ((list? value) (joined "[" (map json value) "]"))
   ((unspecified? value) "null")
   (else (scm-error 'wrong-type-arg "engine-send" "~S cannot be sent" (list value) (list value)))))

(define (engine-read-json text)
  "Return what the JSON TEXT says: objects are association lists whose keys are symbols, arrays are
lists, and null is the symbol null."
  (define end (string-length text))
  (define at 0)
  (define (wrong) (scm-error 'misc-error "engine-read-json" "~S is no JSON" (list text) #f))
  (define (peek)
    (set! at (or (string-skip text char-set:whitespace at) end))
    (if (< at end) (string-ref text at) #\nul))
  (define (next? char)
    (and (eqv? (peek) char) (set! at (+ at 1)) #t))
  (define (expect char)
    (unless (next? char) (wrong)))
  (define (word chars)
    (let ((start at))
      (set! at (or (string-skip text chars at) end))
      (substring text start at)))
  (define (hex from)
    (or (and (<= (+ from 4) end) (string->number (substring text from (+ from 4)) 16)) (wrong)))
  ;; Writes what is escaped at `from`, and says where the text goes on.
  (define (unescape from out)
    (let ((char (if (< (+ from 1) end) (string-ref text (+ from 1)) (wrong))))
      (case char
        ((#\n) (display #\newline out) (+ from 2))
        ((#\t) (display #\tab out) (+ from 2))
        ((#\r) (display #\return out) (+ from 2))
        ((#\b) (display #\backspace out) (+ from 2))
        ((#\f) (display #\page out) (+ from 2))
        ((#\u)
         (let ((code (hex (+ from 2))))
           (cond
            ((not (<= #xd800 code #xdfff)) (display (integer->char code) out) (+ from 6))
            ((string-prefix? "\\u" text 0 2 (min (+ from 6) end))
             (let ((low (logand (hex (+ from 8)) #x3ff)))
               (display (integer->char (+ #x10000 (ash (logand code #x3ff) 10) low)) out)
               (+ from 12)))
            (else (display #\xfffd out) (+ from 6)))))
        (else (display char out) (+ from 2)))))
  (define (string-end from)
    (let ((stop (string-index text (char-set #\" #\\) from)))
      (cond
       ((not stop) (wrong))
       ((eqv? (string-ref text stop) #\") stop)
       (else (string-end (+ stop 2))))))
  (define (read-string)
    (let ((start at) (stop (string-end at)))
      (set! at (+ stop 1))
      (if (string-index text #\\ start stop)
          (call-with-output-string
            (lambda (out)
              (write-apart text start stop (char-set #\\) out (lambda (from) (unescape from out)))))
          (substring text start stop))))
  (define (read-items close item)
    (if (next? close)
        '()
        (let loop ((items (list (item))))
          (cond
           ((next? #\,) (loop (cons (item) items)))
           (else (expect close) (reverse items))))))
  (define (read-member)
    (expect #\")
    (let ((key (string->symbol (read-string))))
      (expect #\:)
      (cons key (value))))
  (define (value)
    (cond
     ((next? #\") (read-string))
     ((next? #\{) (read-items #\} read-member))
     ((next? #\[) (read-items #\] value))
     ((char-alphabetic? (peek))
      (case (string->symbol (word char-set:letter))
        ((true) #t)
        ((false) #f)
        ((null) 'null)
        (else (wrong))))
     (else (or (string->number (word (string->char-set "+-.0123456789eE")) 10) (wrong)))))
  (let ((result (value)))
    (if (eqv? (peek) #\nul) result (wrong))))

;; The conversation --------------------------------------------------------------------------------

(define in #f)
(define out #f)
(define lock (make-mutex 'recursive))
(define unsent "") ; that an instruction is closed travels with what comes next

(define (engine-send command)
  "Hand COMMAND to the game and wait for its answer, which is always a string.  A command that is no
string travels as its JSON text."
  (let* ((text (if (string? command) command (json command)))
         (has-lines (string-index text (char-set #\newline #\return)))
         (none (if out (place (make-stack #t)) ""))
         (start (if has-lines (string-append "start json\n" (quoted text)) (string-append "start\n" text))))
    (if out
        (with-mutex lock
          (tell "none " none "\n" start "\ninsert\n")
          (let ((reply (receive)))
            (set! unsent "close\n")
            (if (eq? (car reply) 'answer)
                (engine-read-json (cdr reply))
                (refuse (engine-read-json (cdr reply))))))
        (by-hand text))))

;; Revision 1: the standard streams, as in a terminal.
(define (by-hand text)
  (display "none\n" (current-error-port))
  (force-output (current-error-port))
  (format #t "start\n~a\ninsert\n" text)
  (force-output)
  (let ((answer (read-line)))
    (display "close\n")
    (force-output)
    (if (eof-object? answer) "" answer)))

(define (refuse reason)
  (scm-error 'command-refused #f (assq-ref reason 'text) #f (list (assq-ref reason 'code))))

(define (tell . texts)
  (flush-learner-output)
  (catch 'system-error
    (lambda ()
      (display unsent out)
      (set! unsent "")
      (for-each (lambda (text) (display text out)) texts)
      (force-output out))
    (lambda _ (quit-now 0))))

(define (flush-learner-output)
  (catch #t flush-all-ports (const #f)))

(define (quit-now status)
  (flush-learner-output)
  (primitive-_exit status))

;; The server's next line, as its first word and the rest; instructions before it are done.
(define (receive)
  (let* ((line (read-line in))
         (line (if (eof-object? line) "stop" line))
         (space (or (string-index line #\space) (string-length line)))
         (word (string->symbol (substring line 0 space)))
         (rest (if (< space (string-length line)) (substring line (+ space 1)) "")))
    (case word
      ((program answer refuse) (cons word rest))
      ((instruction)
       (instruct (engine-read-json rest))
       (receive))
      (else (quit-now 0)))))

;; Frames ------------------------------------------------------------------------------------------

(define folder "")
(define own-files '())
(define current-form #f) ; as (file line . syntax)
(define known-frames (make-hash-table))

;; A frame's procedure, and its file and line where it is of the learner's, as (name file . line);
;; the line is looked for once.
(define (shown-frame frame)
  (let ((pointer (frame-instruction-pointer frame)))
    (or (hashv-ref known-frames pointer)
        (let* ((source (frame-source frame))
               (file (and source (cadr source)))
               (place (and file (member file own-files) (cons file (+ 1 (caddr source)))))
               (shown (cons (frame-procedure-name frame) place)))
          (hashv-set! known-frames pointer shown)
          shown))))

(define (live? file)
  (string-prefix? "live#" file))

;; At most so many of the learner's frames as (name file . line), the innermost first.
(define (learner-frames stack most)
  (let ((depth (min most-walked (stack-length stack))))
    (let loop ((index 0) (frames '()) (count 0))
      (if (or (= index depth) (= count most))
          (reverse frames)
          (let ((frame (shown-frame (stack-ref stack index))))
            (cond
             ((cdr frame) (loop (+ index 1) (cons frame frames) (+ count 1)))
             ((not (and (eq? (car frame) 'bytecode->value) (pair? frames))) (loop (+ index 1) frames count))
             ;; Below an instruction stands the program's wait, which did not call it.
             ((live? (cadar frames)) (reverse (base-named frames)))
             (else (loop (+ index 1) (base-named frames) count))))))))

(define (base-named frames)
  (acons (or (caar frames) '<main>) (cdar frames) (cdr frames)))

(define (frame-json frame origin)
  (let ((name (if (car frame) (symbol->string (car frame)) "<anonymous>")))
    (format #f "{\"name\":~a,\"file\":~a,\"line\":~a~a}" (quoted name) (quoted (cadr frame)) (cddr frame) origin)))

;; Where the learner's program is, as the JSON that opens an instruction.
(define (place stack)
  (let ((frames (learner-frames stack most-stack)))
    (if (null? frames)
        "{}"
        (format #f "{\"file\":~a,\"line\":~a,\"stack\":~a}" (quoted (cadar frames)) (cddar frames)
                (joined "[" (map (lambda (it) (frame-json it "")) frames) "]")))))

;; Errors ------------------------------------------------------------------------------------------

(define (shown-error raised key args)
  (catch #t
    (lambda ()
      (case key
        ((command-refused) (cadr args))
        ((%exception) (shown-object raised))
        (else
         (string-trim-right (call-with-output-string (lambda (port) (print-exception port #f key args)))))))
    (lambda _ (symbol->string key))))

;; What `raise-exception` was given.
(define (shown-object raised)
  (define (part name)
    (module-ref (resolve-interface '(ice-9 exceptions)) name))
  (if (and (exception? raised) ((part 'exception-with-message?) raised))
      (let ((irritants (if ((part 'exception-with-irritants?) raised) ((part 'exception-irritants) raised) '())))
        (string-join (cons ((part 'exception-message) raised) (map (lambda (it) (format #f "~s" it)) irritants))))
      (format #f "~s" raised)))

(define (short text)
  (if (> (string-length text) most-text) (substring text 0 most-text) text))

;; The `error` of what was raised, as JSON; `form` is the form that is evaluated.
(define (report raised stack form)
  (let* ((key (exception-kind raised))
         (args (exception-args raised))
         (text (short (shown-error raised key args)))
         (frames (learner-frames stack most-frames))
         ;; A procedure that is given too much or too little fails before it begins.
         (frames (if (and (eq? key 'wrong-number-of-args) (pair? frames) (pair? (cdr frames)) (first-is-called? stack))
                     (cdr frames)
                     frames))
         (at (if (pair? frames) (cdar frames) (form-place form))))
    (case key
      ((syntax-error) (error-json "syntax" "SyntaxError" (syntax-text args) (syntax-place args form) '()))
      (else (error-json "runtime" (error-name raised key) text at frames)))))

;; The file and the line where a form begins.
(define (form-place form)
  (and form (cons (car form) (cadr form))))

;; `in form (if)` is part of the text; the line is told on its own.
(define (syntax-text args)
  (let ((who (car args)) (what (cadr args)) (form (cadddr args)))
    (format #f "~a~a in ~a" (if who (format #f "~a: " who) "") what (short (format #f "~s" form)))))

;; The expander forgets where a form stands: it is looked for in what was read.
(define (syntax-place args form)
  (define (line-in read)
    (cond
     ((equal? (syntax->datum read) (cadddr args)) (and=> (assq-ref (or (syntax-source read) '()) 'line) 1+))
     ((pair? (syntax-expression read)) (line-among (syntax-expression read)))
     (else #f)))
  (define (line-among parts)
    (cond
     ((pair? parts) (or (line-among (car parts)) (line-among (cdr parts))))
     ((syntax? parts) (line-in parts))
     (else #f)))
  (and form (cons (car form) (or (line-in (cddr form)) (cadr form)))))

;; What was raised as an object has the name of its type.
(define (error-name raised key)
  (if (and (eq? key '%exception) (exception? raised))
      (symbol->string (record-type-name (record-type-descriptor (car (simple-exceptions raised)))))
      (symbol->string key)))

(define (first-is-called? stack)
  (let loop ((index 0))
    (and (< index (stack-length stack))
         (let ((frame (stack-ref stack index)))
           (if (eq? (frame-procedure-name frame) 'raise-exception)
               (and (< (+ index 1) (stack-length stack)) (cdr (shown-frame (stack-ref stack (+ index 1)))))
               (loop (+ index 1)))))))

(define (error-json kind name text at frames)
  (let ((file (if at (quoted (car at)) "null"))
        (line (if at (cdr at) "null"))
        (frames (map (lambda (it) (frame-json it ",\"origin\":\"learner\"")) frames)))
    (format #f "{\"kind\":\"~a\",\"name\":~a,\"message\":~a,\"file\":~a,\"line\":~a,\"column\":null,\"frames\":~a,\"raw\":~a}"
            kind (quoted name) (quoted text) file line (joined "[" frames "]") (quoted text))))

;; Evaluation --------------------------------------------------------------------------------------

(define (read-forms port name)
  (set-port-filename! port name)
  (let loop ((forms '()))
    (skip-space port)
    (let* ((line (+ 1 (port-line port)))
           (form (catch 'read-error
                   (lambda () (read-syntax port))
                   (lambda (key . args)
                     (throw 'unreadable (cons name (if (eof-object? (peek-char port)) line (+ 1 (port-line port))))
                            (without-place (apply format #f (cadr args) (caddr args))))))))
      (if (eof-object? form)
          (reverse forms)
          (loop (cons (cons* name line form) forms))))))

;; What is read begins at the next line that is not empty: an end that is missing is missed there.
(define (skip-space port)
  (let ((char (peek-char port)))
    (cond
     ((eof-object? char) #f)
     ((char-whitespace? char) (read-char port) (skip-space port))
     ((eqv? char #\;) (read-line port) (skip-space port)))))

;; `main.scm:3:1: unexpected end of input` without the beginning.
(define (without-place text)
  (let ((colon (string-contains text ": ")))
    (if colon (substring text (+ colon 2)) text)))

(define (compiled-value form)
  (let ((tree (macroexpand form 'c '(compile load eval))))
    (compile (keep-frames tree) #:from 'tree-il #:to 'value #:env (current-module)
             #:optimization-level 1 #:warning-level 0 #:opts '(#:partial-eval? #f))))

;; A call in the last place of a procedure leaves no frame, and with it goes the line. What the
;; learner calls there of others gets a frame all the same; the learner's own procedures call each
;; other for ever without taking memory.
(define own-names (make-hash-table))

(define (keep-frames tree)
  (define (others? name)
    (and (not (hashq-ref own-names name))
         (module-variable (current-module) name)))
  (define (kept tree)
    (let ((rest (gensym "rest")))
      (make-let-values #f tree
        (make-lambda-case #f '() #f 'rest #f '() (list rest)
          (make-primcall #f 'apply (list (make-primitive-ref #f 'values) (make-lexical-ref #f 'rest rest)))
          #f))))
  (define (calls-others? tree)
    (let ((called (call-proc tree)))
      (and (toplevel-ref? called) (others? (toplevel-ref-name called)))))
  (define (last-place tree keeps?)
    (let last-place ((tree tree))
      (cond
       ((call? tree) (if (keeps? tree) (kept tree) tree))
       ((conditional? tree)
        (make-conditional (conditional-src tree) (conditional-test tree)
          (last-place (conditional-consequent tree)) (last-place (conditional-alternate tree))))
       ((seq? tree) (make-seq (seq-src tree) (seq-head tree) (last-place (seq-tail tree))))
       ((let? tree)
        (make-let (let-src tree) (let-names tree) (let-gensyms tree) (let-vals tree) (last-place (let-body tree))))
       ((letrec? tree)
        (make-letrec (letrec-src tree) (letrec-in-order? tree) (letrec-names tree) (letrec-gensyms tree)
          (letrec-vals tree) (last-place (letrec-body tree))))
       (else tree))))
  (define (changed tree)
    (if (lambda-case? tree)
        (make-lambda-case (lambda-case-src tree) (lambda-case-req tree) (lambda-case-opt tree)
          (lambda-case-rest tree) (lambda-case-kw tree) (lambda-case-inits tree) (lambda-case-gensyms tree)
          (last-place (lambda-case-body tree) calls-others?) (lambda-case-alternate tree))
        tree))
  (pre-order
   (lambda (it)
     (when (toplevel-define? it) (hashq-set! own-names (toplevel-define-name it) #t))
     it)
   tree)
  (last-place (post-order changed (resolve-primitives tree (current-module))) (const #t)))

;; The value of the last of the forms.
(define (evaluate forms evaluate-one)
  (if (null? forms)
      *unspecified*
      (let loop ((forms forms))
        (set! current-form (car forms))
        (if (null? (cdr forms))
            (evaluate-one (cddar forms))
            (begin
              (evaluate-one (cddar forms))
              (loop (cdr forms)))))))

(define (evaluate-file path name evaluate-one)
  (set! own-files (cons name own-files))
  (let ((forms (call-with-input-file path
                 (lambda (port)
                   (set-port-conversion-strategy! port 'substitute)
                   (when (eqv? (peek-char port) #\xfeff) (read-char port))
                   (read-forms port name))
                 #:encoding "UTF-8")))
    (let ((outer-form current-form))
      (evaluate forms evaluate-one)
      (set! current-form outer-form))))

;; Calls `failed` with the `error` of what `thunk` raises and does not catch.
(define (guarded thunk failed)
  (with-exception-handler
   (lambda (raised)
     (let ((key (exception-kind raised)))
       (case key
         ((quit) (raise-exception raised))
         ((unreadable)
          (let ((args (exception-args raised)))
            (failed (error-json "syntax" "SyntaxError" (cadr args) (car args) '()))))
         (else (failed (report raised (make-stack #t) current-form))))))
   (lambda ()
     ;; Its stack is gone when this error is told.
     (catch 'out-of-memory
       (lambda ()
         (call-with-stack-overflow-handler stack-words thunk
           (lambda () (scm-error 'stack-overflow #f "Stack overflow" #f #f))))
       (lambda (key . args)
         (limit-memory 0)
         (failed (error-json "limit" "out-of-memory" "Out of memory" (form-place current-form) '())))))))

;; The collector raises `out-of-memory` at this limit, and the system would end the program.
(define (limit-memory less)
  (let ((bytes (string->number (or (getenv "LIVECODING_MEMORY_BYTES") "0"))))
    (when (> bytes less)
      (false-if-exception
       ((pointer->procedure void (dynamic-func "GC_set_max_heap_size" (dynamic-link)) (list size_t))
        (- bytes less))))))

;; Live instructions -------------------------------------------------------------------------------

(define (instruct instruction)
  (let* ((number (assq-ref instruction 'n))
         (name (format #f "live#~a" number))
         (port (open-input-string (assq-ref instruction 'source)))
         (tag (make-prompt-tag))
         (outer-form current-form)
         (result
          (call-with-prompt tag
            (lambda ()
              (guarded
               (lambda ()
                 (set! own-files (cons name own-files))
                 (call-with-values (lambda () (evaluate (read-forms port name) compiled-value)) shown-values))
               (lambda (error) (abort-to-prompt tag (string-append "\"error\":" error)))))
            (lambda (_ error) error))))
    (set! current-form outer-form)
    (tell (format #f "result {\"n\":~a,~a}\n" number result))))

(define (shown-values . values)
  (let* ((values (delq *unspecified* values))
         (text (string-join (map (lambda (it) (format #f "~s" it)) values) "\n")))
    (string-append "\"value\":" (if (null? values) "null" (quoted (short text))))))

;; Standard input ----------------------------------------------------------------------------------

;; The program's standard input says when it is about to wait.
(define (announcing input)
  (define (read! bytes start count)
    (when (null? (car (select (list input) '() '() 0)))
      (with-mutex lock (tell "input {\"prompt\":\"\"}\n")))
    (let ((count (get-bytevector-some! input bytes start count)))
      (if (eof-object? count) 0 count)))
  (let ((port (make-custom-binary-input-port "standard input" read! #f #f #f)))
    (set-port-encoding! port "UTF-8")
    (set-port-conversion-strategy! port 'substitute)
    port))

;; A run -------------------------------------------------------------------------------------------

(define (channel variable mode)
  (let ((port (fdopen (string->number (getenv variable)) mode)))
    (set-port-encoding! port "UTF-8")
    port))

(define (serve)
  (set! in (channel "LIVECODING_ENGINE_IN" "r"))
  (set! out (channel "LIVECODING_ENGINE_OUT" "w"))
  (setvbuf out 'block)
  (setvbuf (current-output-port) 'line)
  (tell (format #f "ready {\"revision\":2,\"language\":\"scheme\",\"version\":\"~a\",\"capabilities\":[\"instruction\",\"live\",\"input\"]}\n"
                (version)))
  (let* ((program (engine-read-json (cdr (receive))))
         (main (assq-ref program 'main))
         (bindings (assq-ref program 'bindings))
         (seed (assq-ref program 'seed))
         (live (equal? (assq-ref program 'mode) "live")))
    (set! folder (assq-ref program 'folder))
    (set-program-arguments (list main))
    (add-to-load-path folder)
    (when (number? seed) (set! *random-state* (seed->random-state seed)))
    (set-current-input-port (announcing (current-input-port)))
    (load-own-files-compiled)
    (limit-memory bytes-for-last-words)
    (set-current-module learner)
    (call-with-prompt 'end
      (lambda ()
        (guarded
         (lambda ()
           (when (string? bindings) (evaluate-file bindings "bindings.scm" primitive-eval))
           (evaluate-file (string-append folder "/" main) main compiled-value))
         (lambda (error)
           (tell "error " error "\n")
           (if live (abort-to-prompt 'end) (quit-now 1)))))
      (const #f))
    (flush-learner-output)
    (when live
      (tell "idle {}\n")
      (receive))))

;; What the program loads from its folder is compiled as it is.
(define (load-own-files-compiled)
  (define (instead-of original find)
    (lambda (name . rest)
      (let ((path (find name)))
        (if (and path (string-prefix? (string-append folder "/") path))
            (let ((name (substring path (+ 1 (string-length folder)))))
              (evaluate-file path (if (string-prefix? "./" name) (substring name 2) name) compiled-value))
            (apply original name rest)))))
  (set! primitive-load (instead-of primitive-load identity))
  (set! primitive-load-path (instead-of primitive-load-path %search-load-path)))

(define learner (resolve-module '(guile-user)))
(module-use! learner (resolve-interface '(livecoding engine)))
(if (getenv "LIVECODING_ENGINE")
    (serve)
    (set-current-module learner))
