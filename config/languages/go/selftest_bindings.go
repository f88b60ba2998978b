package main

import "fmt"

// The functions of a small game, for the self-test.
var greeting = "hello"

func moveX(steps int) string {
	return Engine.Send(fmt.Sprintf(`{"action":"moveX","params":[%d]}`, steps))
}

func ask(question string) string {
	return Engine.Send(fmt.Sprintf(`{"action":"ask","params":["%s"]}`, question))
}

func say(text string) string {
	return Engine.Send(fmt.Sprintf(`{"action":"say","params":["%s"]}`, text))
}
