package main

func main() {
	say("first")
	// The next line is wrong.
	big("two")
	say("never")
}
