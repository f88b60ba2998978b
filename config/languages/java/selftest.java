public class Main {
    /** Proves that the language works here: commands, answers, unicode, and the bindings' variables. */
    public static void main(String[] arguments) {
        String moved = Steps.moveX(1);
        int steps = Integer.parseInt(Steps.ask("naïve? ✓"));
        for (int more : new int[] {steps + 1}) {
            Steps.moveX(more);
        }
        Steps.say(Steps.greeting + " " + moved);
    }
}
