// The Java engine. Started from its source it builds a program; in the program it gives Engine.send, which hands a
// command to the game and returns its answer.

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a program and writes it to descriptor 4, as a jar. */
class LivecodingBuild {
    /** What a class says of its source where that is not the learner's. */
    static final String BINDINGS = "livecoding.bindings.java", ENGINE = "livecoding.engine.java";
    /** The entry of the jar that names the class to begin with. */
    static final String MAIN = "livecoding.main";

    private static final int MOST_ERRORS = 20;
    /** The first version of Java whose main methods need be neither static nor public. */
    private static final int WITH_PLAIN_MAIN = 25;

    /** Takes the learner's folder and main file, the bindings, and this file. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        Path folder = Path.of(arguments[0]), main = Path.of(arguments[1]), bindings = Path.of(arguments[2]);
        List<Source> learners = new ArrayList<>(), all = new ArrayList<>();
        learners.add(new Source(main, main.getFileName().toString()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.java")) {
            for (Path it : files) {
                if (!it.equals(main)) {
                    learners.add(new Source(it, it.getFileName().toString()));
                }
            }
        }
        // The learner's come last, for it is they who are told that a name is taken.
        all.add(new Source(Path.of(arguments[3]), ENGINE));
        if (Files.exists(bindings)) {
            all.add(new Source(bindings, BINDINGS));
        }
        all.addAll(learners);
        build(all, learners);
    }

    private static void build(List<Source> all, List<Source> learners)
        throws IOException, ReflectiveOperationException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        Outputs outputs = new Outputs(compiler.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8));
        // Texts are joined without what the first join of a program would load.
        List<String> options = List.of("-g", "-nowarn", "-proc:none", "-XDstringConcat=inline");
        JavacTask task = (JavacTask) compiler.getTask(null, outputs, found, options, null, all);
        Trees trees = Trees.instance(task);
        List<String> names = new ArrayList<>();
        for (Source it : learners) {
            names.add(it.getName());
        }
        String main = null;
        for (Element it : task.analyze()) {
            boolean isLearners = it instanceof TypeElement
                && names.contains(trees.getPath(it).getCompilationUnit().getSourceFile().getName());
            if (main == null && isLearners && hasMain((TypeElement) it)) {
                main = ((TypeElement) it).getQualifiedName().toString();
            }
        }
        endWithErrors(found.getDiagnostics());
        if (main == null) {
            System.err.println(learners.get(0).getName() + ":1:1: error: no class has a method `public static void"
                + " main(String[] arguments)`, where a program begins");
            System.exit(1);
        }
        task.generate();
        endWithErrors(found.getDiagnostics());
        outputs.write(main);
    }

    private static boolean hasMain(TypeElement type) {
        for (ExecutableElement it : ElementFilter.methodsIn(type.getEnclosedElements())) {
            boolean isPlain = it.getParameters().isEmpty();
            boolean hasArguments = it.getParameters().size() == 1
                && it.getParameters().get(0).asType().toString().startsWith("java.lang.String[");
            Set<Modifier> modifiers = it.getModifiers();
            boolean isClassic = hasArguments && modifiers.contains(Modifier.PUBLIC) && modifiers.contains(Modifier.STATIC);
            boolean mayBePlain = Runtime.version().feature() >= WITH_PLAIN_MAIN && !modifiers.contains(Modifier.PRIVATE);
            if (it.getSimpleName().contentEquals("main")
                && (isClassic || mayBePlain && (isPlain || hasArguments))) {
                return true;
            }
        }
        return false;
    }

    private static void endWithErrors(List<Diagnostic<? extends JavaFileObject>> found) {
        int errors = 0;
        for (Diagnostic<? extends JavaFileObject> it : found) {
            if (it.getKind() == Diagnostic.Kind.ERROR && errors++ < MOST_ERRORS) {
                System.err.print(described(it));
            }
        }
        if (errors > 0) {
            System.exit(1);
        }
    }

    /** One line that says all, then the line of the source as javac shows it. */
    private static String described(Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ENGLISH).strip().replaceAll("\\s*\\n\\s*", "; ").replaceAll(": +", ": ");
        message = message.replaceAll("\\bjava\\.(lang|util)\\.(?=[A-Z])", "");
        if (error.getSource() == null) {
            return "error: " + message + "\n";
        }
        Source source = (Source) error.getSource();
        // Its own columns count a tab as many.
        int at = (int) Math.max(0, Math.min(error.getPosition(), source.text.length()));
        int begin = source.text.lastIndexOf('\n', at - 1) + 1;
        int end = source.text.indexOf('\n', at);
        String line = source.text.substring(begin, end < 0 ? source.text.length() : end);
        String before = source.text.substring(begin, at);
        return source.getName() + ":" + Math.max(1, error.getLineNumber()) + ":" + (before.length() + 1) + ": error: " + message
            + "\n" + line + "\n" + before.replaceAll("[^\t]", " ") + "^\n";
    }

    /** Java opens none by its number; the command line opens this class to us. */
    private static FileDescriptor descriptor(int number) throws ReflectiveOperationException {
        Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
        constructor.setAccessible(true);
        return constructor.newInstance(number);
    }

    /** A file that is compiled under a name of ours, whatever its classes are called. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file, String name) throws IOException {
            super(URI.create("livecoding:///" + name), Kind.SOURCE);
            text = Files.readString(file);
        }

        @Override
        public String getName() {
            return uri.getPath().substring(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoresErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String name, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    /** The classes, in memory. */
    private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Outputs(JavaFileManager others) {
            super(others);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location in, String name, JavaFileObject.Kind kind, FileObject of) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            String path = name.replace('.', '/') + kind.extension;
            classes.put(path, bytes);
            return new SimpleJavaFileObject(URI.create("livecoding:///" + path.replace("$", "%24")), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        void write(String main) throws IOException, ReflectiveOperationException {
            try (JarOutputStream jar = new JarOutputStream(new FileOutputStream(descriptor(4)))) {
                jar.setLevel(0);
                jar.putNextEntry(new JarEntry(MAIN));
                jar.write(main.getBytes(StandardCharsets.UTF_8));
                for (Map.Entry<String, ByteArrayOutputStream> it : classes.entrySet()) {
                    if (!it.getKey().startsWith("LivecodingBuild")) {
                        jar.putNextEntry(new JarEntry(it.getKey()));
                        it.getValue().writeTo(jar);
                    }
                }
            }
        }
    }
}

/** The game refused a command; the message says why. */
class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String code;

    CommandRefused(String code, String text) {
        super(text);
        this.code = code;
    }

    /** A short word for the reason. */
    public String code() {
        return code;
    }
}

/** The way to the game. */
final class Engine {
    private static final int MOST_STACK = 8, MOST_FRAMES = 50, MOST_RAW = 64 * 1024;

    private static BufferedReader in;
    private static OutputStream out;
    /** That an instruction is closed travels with what comes next. */
    private static String unsent = "";
    private static boolean isByHand;
    /** Given up when memory has run out, so that it can be told. */
    private static byte[] forLastWords = new byte[512 * 1024];

    private Engine() {}

    /**
     * Hands {@code command} to the game and waits for its answer.
     *
     * @throws CommandRefused where the game refuses
     */
    public static synchronized String send(String command) {
        if (isByHand) {
            return sendByHand(command);
        }
        String start = command.indexOf('\n') < 0 && command.indexOf('\r') < 0
            ? "start\n" + command
            : "start json\n" + LivecodingJson.quoted(command);
        flushLearners();
        write("none " + place() + "\n" + start + "\ninsert\n");
        String line = receive();
        unsent = "close\n";
        String body = line.substring(line.indexOf(' ') + 1);
        if (line.startsWith("answer ")) {
            return LivecodingJson.text(body);
        }
        if (line.startsWith("refuse ")) {
            throw new CommandRefused(LivecodingJson.member(body, "code"), LivecodingJson.member(body, "text"));
        }
        throw quit();
    }

    /** Revision 1: the program's own standard streams, as in a terminal. */
    private static String sendByHand(String command) {
        System.err.println("none");
        System.out.println("start\n" + command + "\ninsert");
        System.out.flush();
        String answer = receive();
        System.out.println("close");
        return answer;
    }

    public static void main(String[] arguments) throws Throwable {
        isByHand = System.getenv("LIVECODING_ENGINE") == null;
        if (isByHand) {
            in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        } else {
            connect();
        }
        Throwable error;
        try {
            begin(arguments);
            return;
        } catch (InvocationTargetException failed) {
            error = failed.getCause();
        } catch (ExceptionInInitializerError failed) {
            error = failed.getCause() == null ? failed : failed.getCause();
        }
        forLastWords = null;
        if (isByHand) {
            throw error;
        }
        report(error);
        System.exit(1);
    }

    private static void connect() throws IOException {
        String input = System.getenv("LIVECODING_ENGINE_IN_PATH");
        in = new BufferedReader(new InputStreamReader(new FileInputStream(input), StandardCharsets.UTF_8));
        out = new FileOutputStream(System.getenv("LIVECODING_ENGINE_OUT_PATH"));
        String version = LivecodingJson.quoted(System.getProperty("java.version"));
        write("ready {\"revision\":2,\"language\":\"java\",\"version\":" + version + ",\"capabilities\":[\"input\"]}\n");
        if (!receive().startsWith("program ")) {
            throw quit();
        }
        System.setIn(new LearnerInput());
    }

    /** Calls the learner's main method, an instance's where it is not static. */
    private static void begin(String[] arguments) throws Throwable {
        String name;
        try (InputStream file = ClassLoader.getSystemResourceAsStream(LivecodingBuild.MAIN)) {
            name = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        Class<?> type = Class.forName(name);
        Method main;
        try {
            main = type.getDeclaredMethod("main", String[].class);
        } catch (NoSuchMethodException missing) {
            main = type.getDeclaredMethod("main");
        }
        Object on = null;
        if (!java.lang.reflect.Modifier.isStatic(main.getModifiers())) {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            on = constructor.newInstance();
        }
        main.setAccessible(true);
        if (main.getParameterCount() == 0) {
            main.invoke(on);
        } else {
            main.invoke(on, (Object) arguments);
        }
    }

    /** The server's next line. The end of the channel is the program's. */
    private static String receive() {
        try {
            String line = in.readLine();
            if (line != null) {
                return line;
            }
        } catch (IOException broken) {
            // As at its end.
        }
        throw quit();
    }

    private static void write(String lines) {
        String text = unsent + lines;
        unsent = "";
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw quit();
        }
    }

    private static Error quit() {
        flushLearners();
        Runtime.getRuntime().halt(0);
        return new Error();
    }

    private static void flushLearners() {
        System.out.flush();
        System.err.flush();
    }

    /** The learner's innermost line and the calls around it, as the JSON object that opens an instruction. */
    private static String place() {
        StringBuilder stack = new StringBuilder();
        String innermost = null;
        int count = 0;
        for (StackTraceElement it : new Throwable().getStackTrace()) {
            if (count == MOST_STACK || !"learner".equals(origin(it))) {
                continue;
            }
            String place = at(it);
            innermost = innermost == null ? place : innermost;
            stack.append(count++ == 0 ? "" : ",").append("{\"name\":").append(LivecodingJson.quoted(name(it)));
            stack.append(',').append(place).append('}');
        }
        return innermost == null ? "{}" : "{" + innermost + ",\"stack\":[" + stack + "]}";
    }

    private static void report(Throwable error) {
        List<StackTraceElement> frames = new ArrayList<>();
        StackTraceElement first = null;
        for (StackTraceElement it : error.getStackTrace()) {
            String origin = origin(it);
            if (origin != null && frames.size() < MOST_FRAMES) {
                frames.add(it);
                boolean isBetter = first == null || origin.equals("learner") && !"learner".equals(origin(first));
                first = isBetter ? it : first;
            }
        }
        StringBuilder all = new StringBuilder();
        for (StackTraceElement it : frames) {
            all.append(all.length() == 0 ? "" : ",").append("{\"name\":").append(LivecodingJson.quoted(name(it)));
            all.append(',').append(at(it)).append(",\"origin\":\"").append(origin(it)).append("\"}");
        }
        String type = error.getClass().getName();
        String name = type.startsWith("java.lang.") ? type.substring("java.lang.".length()) : type;
        String message = error.getMessage();
        // Java says so of threads too.
        boolean isLimit = error instanceof OutOfMemoryError && !String.valueOf(message).contains("thread");
        flushLearners();
        write("error {\"kind\":\"" + (isLimit ? "limit" : "runtime") + "\",\"name\":" + LivecodingJson.quoted(name)
            + ",\"message\":" + LivecodingJson.quoted(message == null ? "" : message)
            + "," + (first == null ? "\"file\":null,\"line\":null" : at(first))
            + ",\"column\":null,\"frames\":[" + all + "],\"raw\":" + LivecodingJson.quoted(raw(error)) + "}\n");
    }

    /** The error as Java prints it, without our part of the stack. */
    private static String raw(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        StringBuilder raw = new StringBuilder();
        for (String line : text.toString().split("\n")) {
            boolean isOwn = line.contains("(" + LivecodingBuild.ENGINE) || line.contains("at java.base/jdk.internal.reflect.")
                || line.contains("at java.base/java.lang.reflect.") || line.contains("at java.base/java.lang.Class.forName");
            if (!isOwn && raw.length() + line.length() < MOST_RAW) {
                raw.append(line.replace(LivecodingBuild.BINDINGS, "bindings.java")).append('\n');
            }
        }
        return raw.toString();
    }

    /** Whose the call is: the learner's, the game's, or nobody's. */
    private static String origin(StackTraceElement frame) {
        String file = frame.getFileName();
        boolean isOurs = file == null || file.equals(LivecodingBuild.ENGINE) || frame.getModuleName() != null;
        if (isOurs || frame.getLineNumber() < 1 || frame.getClassName().startsWith("Livecoding")) {
            return null;
        }
        return file.equals(LivecodingBuild.BINDINGS) ? "game" : "learner";
    }

    private static String name(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    private static String at(StackTraceElement frame) {
        String file = frame.getFileName().equals(LivecodingBuild.BINDINGS) ? "bindings.java" : frame.getFileName();
        return "\"file\":" + LivecodingJson.quoted(file) + ",\"line\":" + frame.getLineNumber();
    }

    /** Standard input: a read that will block is announced. */
    private static final class LearnerInput extends InputStream {
        private final FileInputStream file = new FileInputStream(FileDescriptor.in);

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            if (most > 0 && file.available() == 0) {
                synchronized (Engine.class) {
                    flushLearners();
                    write("input {\"prompt\":\"\"}\n");
                }
            }
            return file.read(into, at, most);
        }

        @Override
        public int available() throws IOException {
            return file.available();
        }
    }
}

/** The JSON that the protocol needs. */
final class LivecodingJson {
    private LivecodingJson() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            char it = text.charAt(at);
            if (it == '"' || it == '\\') {
                quoted.append('\\').append(it);
            } else if (it < ' ') {
                quoted.append(it == '\n' ? "\\n" : String.format("\\u%04x", (int) it));
            } else {
                quoted.append(it);
            }
        }
        return quoted.append('"').toString();
    }

    /** The text of a JSON string. */
    static String text(String json) {
        if (json.length() < 2) {
            return "";
        }
        String inner = json.substring(1, json.length() - 1);
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder text = new StringBuilder(inner.length());
        for (int at = 0; at < inner.length(); at++) {
            char it = inner.charAt(at);
            if (it != '\\' || at + 1 == inner.length()) {
                text.append(it);
                continue;
            }
            it = inner.charAt(++at);
            int letter = "nrtbf".indexOf(it);
            if (it == 'u' && at + 4 < inner.length()) {
                text.append((char) Integer.parseInt(inner.substring(at + 1, at + 5), 16));
                at += 4;
            } else {
                text.append(letter < 0 ? it : "\n\r\t\b\f".charAt(letter));
            }
        }
        return text.toString();
    }

    /** The text of one member of a flat JSON object. */
    static String member(String object, String name) {
        String before = "\"" + name + "\":\"";
        int begin = object.indexOf(before);
        if (begin < 0) {
            return "";
        }
        begin += before.length();
        int end = begin;
        while (end < object.length() && object.charAt(end) != '"') {
            end += object.charAt(end) == '\\' ? 2 : 1;
        }
        return text("\"" + object.substring(begin, Math.min(end, object.length())) + "\"");
    }
}
