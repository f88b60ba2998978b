package main

import (
	"fmt"
	"strconv"
)

// Proves that the language works here: commands, answers, unicode, and the bindings' variables.
func main() {
	moved := moveX(1)
	steps, _ := strconv.Atoi(ask("naïve? ✓"))
	for _, more := range []int{steps + 1} {
		moveX(more)
	}
	say(fmt.Sprint(greeting, " ", moved))
}
