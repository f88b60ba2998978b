package main

import "fmt"

// Engine.Send hands one command to the game and returns its answer.
func main() {
	for turn := 1; turn <= 3; turn++ {
		answer := Engine.Send(fmt.Sprintf(`{"action":"moveRight","params":[%d]}`, turn))
		fmt.Println("The game answered:", answer)
	}
}
