public class Main {
    public static void main(String[] arguments) {
        Game.setAll(7, 2.5, true, "naïve ✓ \"quoted\" \\ #{x} $y", "dark blue", new long[] {1, -2, 3}, new long[][] {{1, 2}, {}, {3}}, new Game.SetAllPlace(1, -0.25, "A"));
        Game.paint();
        Game.paint(3, "green");
        Game.big(-9_007_199_254_740_991L);
        Game.big(Game.askInteger() + 1);
        Game.measure(Game.askNumber() * 2);
        Game.say(Game.askBoolean() ? "yes" : "no");
        Game.say(Game.askBoolean() ? "yes" : "no");
        Game.say(Game.askText() + "!");
        Game.say("<" + Game.askText() + ">");
        Game.say(Game.askColour());
        long sum = 0;
        for (long number : Game.askNumbers()) {
            sum += number;
        }
        Game.big(sum);
        long[][] grid = Game.askGrid();
        Game.big(grid[1][0]);
        Game.big(grid.length);
        Game.AskPlaceResult place = Game.askPlace();
        Game.say(place.label());
        Game.big(place.x());
        Game.measure(place.y());
        Game.class_(5);
        Game.oldSay("old");
        try {
            Game.dare();
        } catch (CommandRefused refused) {
            Game.say(refused.getMessage());
        }
    }
}
