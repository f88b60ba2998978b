/** The functions of a small game, for the self-test. */
final class Steps {
    static String greeting = "hello";

    static String moveX(int steps) {
        return Engine.send("{\"action\":\"moveX\",\"params\":[" + steps + "]}");
    }

    static String ask(String question) {
        return Engine.send("{\"action\":\"ask\",\"params\":[\"" + question + "\"]}");
    }

    static String say(String text) {
        return Engine.send("{\"action\":\"say\",\"params\":[\"" + text + "\"]}");
    }
}
