package io.github.huggingtweets.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy on loopback that takes every name for one server of this machine, so that a test can ask for names that exist
 * nowhere. It records the requests that it passes on.
 */
public final class SmallProxy implements AutoCloseable {

    private static final Pattern LOGIN = Pattern.compile("(?im)^proxy-authorization: *(.*?)\\r?$");

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final int port;
    private final String login;

    /**
     * Starts the proxy.
     *
     * @param port the port of the server to pass requests on to
     * @param login the user and the password, with a colon between; {@code null} to ask for none
     */
    public SmallProxy(int port, String login) throws IOException {
        this.port = port;
        this.login = login;
        start(() -> {
            while (true) {
                Socket client = socket.accept();
                start(() -> serve(client));
            }
        });
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // a connection or the proxy is closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return the address, such as {@code http://127.0.0.1:3128}} */
    public String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** {@return the address with a user and a password, as they are written in an address} */
    public String address(String userInfo) {
        return "http://" + userInfo + "@127.0.0.1:" + socket.getLocalPort();
    }

    /** {@return the targets of the requests that were passed on: addresses for HTTP, hosts with ports for HTTPS} */
    public List<String> passed() {
        return passed;
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            String head = head(client.getInputStream());
            String[] request = head.split(" ", 3);
            if (!isLoggedIn(head)) {
                write(client, ("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n"));
                return;
            }
            passed.add(request[1]);
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (request[0].equals("CONNECT")) {
                    write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                } else {
                    write(server, LOGIN.matcher(head).replaceFirst("Connection: close").replaceFirst(" http://[^/ ]+", " "));
                }
                start(() -> client.getInputStream().transferTo(server.getOutputStream()));
                server.getInputStream().transferTo(client.getOutputStream());
            }
        }
    }

    private boolean isLoggedIn(String head) {
        Matcher sent = LOGIN.matcher(head);
        return login == null || sent.find() && sent.group(1)
                .equals("Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next; !head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n") && (next = in.read()) >= 0;) {
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
