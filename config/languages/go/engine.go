// The Go engine: gives a program Engine.Send, which hands a command to the game and returns its answer.

package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Engine is the way to the game.
var Engine = livecodingConnect()

// CommandRefused is the error of a command that the game refuses; its text says why.
type CommandRefused struct {
	Code, Text string
}

func (refused *CommandRefused) Error() string { return refused.Text }

// What is kept of a stack, and of what is told of an error.
const (
	livecodingWalkedFrames = 64
	livecodingStackFrames  = 8
	livecodingErrorFrames  = 50
	livecodingRawBytes     = 64 * 1024
	livecodingStackBytes   = 64 * 1024 * 1024
)

type livecodingConversation struct {
	lock     sync.Mutex
	in       *bufio.Reader
	out      *os.File
	revision int
	// That an instruction is closed travels with what comes next.
	unsent string
}

type livecodingFrame struct {
	name, file string
	line       int
	origin     string
}

// Send hands command to the game and waits for its answer. It panics with a *CommandRefused where
// the game refuses.
func (engine *livecodingConversation) Send(command string) string {
	answer, refused := engine.livecodingSend(command)
	if refused != nil {
		panic(refused)
	}
	return answer
}

func (engine *livecodingConversation) livecodingSend(command string) (string, error) {
	engine.lock.Lock()
	defer engine.lock.Unlock()
	if engine.revision == 1 {
		return engine.livecodingSendByHand(command), nil
	}
	start := "start\n" + strings.ToValidUTF8(command, "\uFFFD")
	if strings.ContainsAny(command, "\r\n") {
		start = "start json\n" + livecodingQuoted(command)
	}
	engine.livecodingWrite("none " + livecodingPlace() + "\n" + start + "\ninsert\n")
	word, body := engine.livecodingReceive()
	engine.unsent = "close\n"
	switch word {
	case "answer":
		return livecodingUnquoted(body), nil
	case "refuse":
		return "", &CommandRefused{livecodingMember(body, "code"), livecodingMember(body, "text")}
	}
	os.Exit(0)
	return "", nil
}

// Revision 1: the program's own standard streams, as in a terminal.
func (engine *livecodingConversation) livecodingSendByHand(command string) string {
	fmt.Fprint(os.Stderr, "none\n")
	fmt.Fprint(os.Stdout, "start\n", command, "\ninsert\n")
	answer, _ := engine.in.ReadString('\n')
	fmt.Fprint(os.Stdout, "close\n")
	return strings.TrimSuffix(answer, "\n")
}

// The server's next line, as a word and what follows it. The end of the channel is the program's.
func (engine *livecodingConversation) livecodingReceive() (string, string) {
	line, failed := engine.in.ReadString('\n')
	if failed != nil {
		os.Exit(0)
	}
	word, body, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
	return word, body
}

func (engine *livecodingConversation) livecodingWrite(lines string) {
	text := engine.unsent + lines
	engine.unsent = ""
	if _, failed := engine.out.WriteString(text); failed != nil {
		os.Exit(0)
	}
}

// Called before the first variable of the learner's that needs the game.
func livecodingConnect() *livecodingConversation {
	if os.Getenv("LIVECODING_ENGINE") == "" {
		return &livecodingConversation{in: bufio.NewReader(os.Stdin), revision: 1}
	}
	engine := &livecodingConversation{
		in:  bufio.NewReader(livecodingDescriptor("LIVECODING_ENGINE_IN")),
		out: livecodingDescriptor("LIVECODING_ENGINE_OUT"),
	}
	version := livecodingQuoted(strings.TrimPrefix(runtime.Version(), "go"))
	engine.livecodingWrite(`ready {"revision":2,"language":"go","version":` + version + `,"capabilities":[]}` + "\n")
	word, program := engine.livecodingReceive()
	if word != "program" {
		os.Exit(0)
	}
	if _, seed, isGiven := strings.Cut(program, `"seed":`); isGiven {
		end := strings.IndexAny(seed, ",}")
		if number, failed := strconv.ParseUint(seed[:end], 10, 64); failed == nil {
			rand.Seed(int64(number))
		}
	}
	return engine
}

func livecodingDescriptor(variable string) *os.File {
	number, _ := strconv.Atoi(os.Getenv(variable))
	return os.NewFile(uintptr(number), variable)
}

// This file is compiled last, so that the learner's own init functions come before. The real main
// function never begins: nothing could be told of its panics.
func init() {
	debug.SetMaxStack(livecodingStackBytes)
	over := make(chan bool)
	// Here the program is bound to one thread, which makes its goroutines slow.
	go livecodingMain(over)
	<-over
	os.Exit(0)
}

func livecodingMain(over chan bool) {
	isOver := false
	defer func() {
		value := recover()
		frames := livecodingFrames(livecodingErrorFrames)
		// After runtime.Goexit the others go on.
		if isOver || value == nil && !livecodingPanics() {
			return
		}
		livecodingReport(value, frames)
		os.Exit(2)
	}()
	// Where there is none, it is the learner's file that lacks it.
//line main.go:1
	main()
//line livecoding/engine.go:164
	isOver = true
	over <- true
}

func livecodingPanics() bool {
	counters := make([]uintptr, livecodingWalkedFrames)
	frames := runtime.CallersFrames(counters[:runtime.Callers(1, counters)])
	for {
		frame, more := frames.Next()
		if frame.Function == "runtime.gopanic" || !more {
			return more
		}
	}
}

func livecodingReport(value any, frames []livecodingFrame) {
	name, message := livecodingDescription(value)
	raw := "panic: " + message + "\n"
	place := `"file":null,"line":null`
	var all []string
	for _, origin := range []string{"game", "learner"} {
		for at := len(frames) - 1; at >= 0; at-- {
			if frames[at].origin == origin {
				place = frames[at].livecodingJSON()
			}
		}
	}
	for _, it := range frames {
		raw += fmt.Sprintf("\n%s()\n\t%s:%d", it.name, it.file, it.line)
		all = append(all, fmt.Sprintf(`{"name":%s,%s,"origin":%q}`, livecodingQuoted(it.name), it.livecodingJSON(), it.origin))
	}
	if len(raw) > livecodingRawBytes {
		raw = raw[:livecodingRawBytes]
	}
	if Engine.revision == 1 {
		fmt.Fprintln(os.Stderr, raw)
		return
	}
	Engine.livecodingWrite(fmt.Sprintf(`error {"kind":"runtime","name":%s,"message":%s,%s,"column":null,"frames":[%s],"raw":%s}`+"\n",
		livecodingQuoted(name), livecodingQuoted(message), place, strings.Join(all, ","), livecodingQuoted(raw)))
}

// How the value of a panic is called, and what it says.
func livecodingDescription(value any) (string, string) {
	text := fmt.Sprint(value)
	switch value.(type) {
	case runtime.Error:
		return "runtime error", strings.TrimPrefix(text, "runtime error: ")
	case error:
		return strings.TrimPrefix(strings.TrimPrefix(fmt.Sprintf("%T", value), "*"), "main."), text
	}
	return "panic", text
}

// The learner's innermost line and the calls around it, as the JSON object that opens an instruction.
func livecodingPlace() string {
	var stack []string
	place := ""
	for _, it := range livecodingFrames(livecodingWalkedFrames) {
		if it.origin != "learner" || len(stack) == livecodingStackFrames {
			continue
		}
		if place == "" {
			place = it.livecodingJSON()
		}
		stack = append(stack, `{"name":`+livecodingQuoted(it.name)+","+it.livecodingJSON()+"}")
	}
	if place == "" {
		return "{}"
	}
	return "{" + place + `,"stack":[` + strings.Join(stack, ",") + "]}"
}

// The learner's and the game's frames, the innermost first. The compiler was told to call the
// learner's files by their names alone, and the game's livecoding/….
func livecodingFrames(most int) []livecodingFrame {
	counters := make([]uintptr, most)
	walked := runtime.CallersFrames(counters[:runtime.Callers(3, counters)])
	var frames []livecodingFrame
	for {
		frame, more := walked.Next()
		name := strings.TrimPrefix(frame.Function, "main.")
		file := strings.TrimPrefix(frame.File, "livecoding/")
		isOwn := strings.HasPrefix(strings.TrimPrefix(name, "(*"), "livecoding") || frame.File == "livecoding/engine.go"
		if frame.Line > 0 && !isOwn && !strings.Contains(file, "/") && !strings.HasPrefix(file, "<") {
			origin := "learner"
			if file != frame.File {
				origin = "game"
			}
			frames = append(frames, livecodingFrame{name, file, frame.Line, origin})
		}
		if !more {
			return frames
		}
	}
}

func (frame livecodingFrame) livecodingJSON() string {
	return `"file":` + livecodingQuoted(frame.file) + `,"line":` + strconv.Itoa(frame.line)
}

// The JSON string of text.
func livecodingQuoted(text string) string {
	quoted := []byte{'"'}
	for _, char := range text { // What is no UTF-8 comes as U+FFFD.
		switch {
		case char == '"' || char == '\\':
			quoted = append(quoted, '\\', byte(char))
		case char < ' ':
			quoted = append(quoted, fmt.Sprintf(`\u%04x`, char)...)
		default:
			quoted = utf8.AppendRune(quoted, char)
		}
	}
	return string(append(quoted, '"'))
}

// The text of a JSON string.
func livecodingUnquoted(json string) string {
	if len(json) < 2 {
		return ""
	}
	inner := json[1 : len(json)-1]
	if !strings.Contains(inner, `\`) {
		return inner
	}
	letters := map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}
	text := make([]byte, 0, len(inner))
	for at := 0; at < len(inner); at++ {
		if inner[at] != '\\' || at+1 == len(inner) {
			text = append(text, inner[at])
			continue
		}
		at++
		letter, isShort := letters[inner[at]]
		switch {
		case isShort:
			text = append(text, letter)
		case inner[at] == 'u':
			char := livecodingHex(inner, at+1)
			at += 4
			if char&^0x3ff == 0xd800 { // The first half of a character beyond U+FFFF.
				char = 0x10000 + (char&0x3ff)<<10 + livecodingHex(inner, at+3)&0x3ff
				at += 6
			}
			text = utf8.AppendRune(text, char)
		default:
			text = append(text, inner[at])
		}
	}
	return string(text)
}

// The character that four digits of text name; -1 where they do not stand there.
func livecodingHex(text string, at int) rune {
	if at+4 > len(text) {
		return -1
	}
	number, failed := strconv.ParseUint(text[at:at+4], 16, 32)
	if failed != nil {
		return -1
	}
	return rune(number)
}

// The text of one member of a flat JSON object.
func livecodingMember(object, name string) string {
	_, rest, isThere := strings.Cut(object, `"`+name+`":"`)
	if !isThere {
		return ""
	}
	end := 0
	for end < len(rest) && rest[end] != '"' {
		if rest[end] == '\\' {
			end++
		}
		end++
	}
	if end > len(rest) {
		return ""
	}
	return livecodingUnquoted(`"` + rest[:end] + `"`)
}
