public class Main {
    public static void main(String[] arguments) {
        Game.say("first");
        // The next line is wrong.
        Game.paint(11);
        Game.say("never");
    }
}
