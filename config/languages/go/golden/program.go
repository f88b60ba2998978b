package main

func main() {
	setAll(7, 2.5, true, "naïve ✓ \"quoted\" \\ #{x} $y", "dark blue", []int{1, -2, 3}, [][]int{{1, 2}, {}, {3}}, SetAllPlace{X: 1, Y: -0.25, Label: "A"})
	paint()
	paint(3, "green")
	big(-9_007_199_254_740_991)
	big(askInteger() + 1)
	measure(askNumber() * 2)
	for times := 0; times < 2; times++ {
		if askBoolean() {
			say("yes")
		} else {
			say("no")
		}
	}
	say(askText() + "!")
	say("<" + askText() + ">")
	say(askColour())
	sum := 0
	for _, number := range askNumbers() {
		sum += number
	}
	big(sum)
	grid := askGrid()
	big(grid[1][0])
	big(len(grid))
	place := askPlace()
	say(place.Label)
	big(place.X)
	measure(place.Y)
	class(5)
	oldSay("old")
	if err := dare(); err != nil {
		say(err.Error())
	}
}
