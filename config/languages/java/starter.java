public class Main {
    /** Engine.send hands one command to the game and returns its answer. */
    public static void main(String[] arguments) {
        for (int turn = 1; turn <= 3; turn++) {
            String answer = Engine.send("{\"action\":\"moveRight\",\"params\":[" + turn + "]}");
            System.out.println("The game answered: " + answer);
        }
    }
}
