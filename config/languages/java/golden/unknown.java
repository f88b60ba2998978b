public class Main {
    public static void main(String[] arguments) {
        Game.say("first");
        // The next line is wrong.
        Game.fly(1);
        Game.say("never");
    }
}
