; The newLISP engine: gives a program `Engine:send`, which hands a command to the game and returns its answer.

(context 'Engine)

(set 'in (open (env "LIVECODING_ENGINE_IN_PATH") "read"))
(set 'out (open (env "LIVECODING_ENGINE_OUT_PATH") "write"))

; Hands a command to the game and waits for its answer.
(define (Engine:send command)
  (let (words (string command) reply nil)
    (tell (append "none " (place) "\n"
      (if (or (find "\n" words) (find "\r" words)) (append "start json\n" (quoted words)) (append "start\n" words))
      "\ninsert\n"))
    (set 'reply (next-line))
    (tell "close\n")
    (if (= (reply 0) "refuse")
      (throw-error (lookup "text" (json-parse (reply 1))))
      (text-of (reply 1)))))

; Loads bindings and program where they would be if there were no engine.
(define (run)
  (let (version (sys-info -2))
    (tell (format "ready {\"revision\":2,\"language\":\"newlisp\",\"version\":\"%d.%d.%d\",\"capabilities\":[\"instruction\",\"live\"]}\n"
      (/ version 1000) (/ (% version 1000) 100) (% version 100))))
  (let (program (json-parse ((next-line) 1)))
    (map set '(main mode) (list (lookup "main" program) (lookup "mode" program)))
    (if (integer? (lookup "seed" program)) (seed (lookup "seed" program)))
    (if (string? (lookup "bindings" program)) (attempt (lookup "bindings" program)))
    (let (path (append (lookup "folder" program) "/" main))
      (set 'lines (lines-of (read-file path)))
      (reader-event 'seen)
      (attempt path)))
  (end 0))

; `catch` and not `error-event`: newLISP 10.7 crashes there when an error with many calls behind it comes,
; as after too deep a recursion. A handler of the program's own is therefore not called.
(define (attempt path)
  (let (value nil is-loaded nil)
    (if (and (catch (begin (load path) (set 'is-loaded true)) 'value) (not is-loaded))
      (catch (throw-error "throw without catch") 'value))
    (if (not is-loaded) (failed))))

; In a live run the process stays, and takes instructions.
(define (end status)
  (reader-event nil)
  (when (= mode "live")
    (tell "idle {}\n")
    (while true (next-line)))
  (exit status))

; It gives back memory first, so that there is enough to tell of an error that comes from the want of it.
(set 'reserve (map string (sequence 1 20000)))

(define (failed)
  (set 'reserve nil)
  (tell (append "error " (description main (line-of-error)) "\n"))
  (end 1))

; The next line of the server as a word and what follows it; its end is the program's.
(define (next-line)
  (let (line (read-line in) at nil)
    (if (or (not line) (= line "stop")) (exit 0))
    (set 'at (or (find " " line) (length line)))
    (let (word (slice line 0 at) body (slice line (min (+ at 1) (length line))))
      (if (= word "instruction")
        (begin (instruct (json-parse body)) (next-line))
        (list word body)))))

(define (instruct instruction)
  (let (n (string (lookup "n" instruction)) value nil good nil)
    (set 'good (catch (eval-string (lookup "source" instruction) MAIN) 'value))
    (tell (append "result {" {"n":} n
      (if (not good) (append {,"error":} (description (append "live#" n) nil))
          (nil? value) {,"value":null}
          (append {,"value":} (quoted (shown value))))
      "}\n"))))

(define (shown value)
  (if (string? value) (quoted value) (string value)))

(define (tell lines-of-text)
  (write out lines-of-text))

; Where a program is ----------------------------------------------------------------------------

; newLISP keeps no lines. It does tell of each expression of the program's file before it evaluates
; it, so that the line where that begins is known; those of functions within it are not.
(set 'lines '() 'level nil 'count-of-seen 0)

(define (seen expression)
  (if (not level) (set 'level (sys-info 3)))
  (if (= level (sys-info 3)) (inc count-of-seen))
  expression)

(define (line-at number)
  (if (and (>= number 0) (< number (length lines))) (string (lines number)) nil))

(define (place)
  (let (line (line-at (- count-of-seen 1)))
    (if line (append "{" {"line":} line {,"file":} (quoted main) "}") "{}")))

; An expression that cannot be read is the one after those that were seen.
(define (line-of-error)
  (line-at (if (is-syntax-error) count-of-seen (- count-of-seen 1))))

(set 'token (append [text]\s|[;#][^\n]*|"(?:\\.|[^"\\])*+"?|(\{(?:[^{}]++|(?1))*+\})[/text]
  [text]|\[(text|cmd)\].*?\[/\2\]|[()]|'|(?:(?!\[(?:text|cmd)\])[^\s()"';{])+|.[/text]))

; The lines on which the expressions of a source begin.
(define (lines-of written)
  (let (found '() line 1 depth 0 is-quoted nil)
    (find-all token written
      (let (text $0)
        (unless (find (first text) "; \t\r\n#")
          (if (and (= depth 0) (not is-quoted) (!= text ")")) (push line found -1))
          (set 'is-quoted (= text "'"))
          (case text ("(" (inc depth)) (")" (set 'depth (max 0 (- depth 1))))))
        (inc line (max 0 (- (length (parse text "\n")) 1))))
      4)
    found))

; Errors ----------------------------------------------------------------------------------------

(define (is-syntax-error)
  (and (member ((last-error) 0) '(5 6 7 40)) (< count-of-seen (length lines))))

; The last error as JSON. newLISP puts its calls behind the message, the engine's own last.
(define (description file line)
  (letn (raw ((last-error) 1)
         calls "\ncalled from user function "
         raw (slice raw 0 (or (find (append calls "Engine:") raw) (length raw)))
         message (slice raw 0 (or (find calls raw) (length raw)))
         kind (if (= ((last-error) 0) 1) "limit" (is-syntax-error) "syntax" "runtime"))
    (dolist (start '("ERR: " "user error : "))
      (if (starts-with message start) (set 'message (slice message (length start)))))
    (append "{" {"kind":"} kind {","name":"error","message":} (quoted message) {,"file":} (quoted file)
      {,"line":} (or line "null") {,"raw":} (quoted raw) "}")))

; JSON strings ----------------------------------------------------------------------------------

(define (quoted text)
  (replace "\\" text "\\\\")
  (replace "\"" text "\\\"")
  (dotimes (code 32)
    (if (find (char code) text) (replace (char code) text (format "\\u%04x" code))))
  (append "\"" text "\""))

; The JSON string `json` as text: what follows each `\` is told from what it stands for.
(define (text-of json)
  (let (pieces (parse (slice json 1 -1) "\\") text "" is-plain true high nil code nil)
    (dolist (piece pieces)
      (if is-plain
            (begin (write-buffer text piece) (set 'is-plain nil))
          (= piece "")
            (begin (write-buffer text "\\") (set 'is-plain true))
          (starts-with piece "u")
            (begin
              (set 'code (int (slice piece 1 4) 0 16))
              (if (and (>= code 0xd800) (< code 0xdc00))
                (set 'high code)
                (begin
                  (if (and (>= code 0xdc00) (< code 0xe000) high)
                    (set 'code (+ 0x10000 (* (- high 0xd800) 0x400) (- code 0xdc00))))
                  (write-buffer text (if (= code 0) "\000" (char code)))))
              (write-buffer text (slice piece 5)))
          (write-buffer text (append (or (lookup (first piece) '(("n" "\n") ("r" "\r") ("t" "\t") ("b" "\008") ("f" "\012"))) (first piece))
            (slice piece 1)))))
    text))

(run)
