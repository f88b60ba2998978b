public class Main {
    public static void main(String[] arguments) {
        Game.say("first");
        // The next line is wrong.
        Game.big(1, 2);
        Game.say("never");
    }
}
