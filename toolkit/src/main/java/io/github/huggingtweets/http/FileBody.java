package io.github.huggingtweets.http;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Writes the body of an answer to a file: appends it if the answer is the rest of the file, else replaces the file. It requests
 * the next bytes only after it has written the last ones, so that no more than a few buffers are in memory.
 */
public final class FileBody implements BodyHandler<Void>, BodySubscriber<Void> {

    private final FileChannel file;
    private final long begin;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Subscription subscription;
    private volatile long position;
    private boolean stopped;

    /**
     * Makes a body for one answer.
     *
     * @param file the file to write to
     * @param begin how many bytes of it are there already
     */
    public FileBody(FileChannel file, long begin) {
        this.file = file;
        this.begin = begin;
        position = begin;
    }

    /** {@return how many bytes of the file are there now} */
    public long position() {
        return position;
    }

    /**
     * {@return whether an answer has another range than the one that was requested}
     *
     * @param status the status of the answer
     * @param headers its headers
     */
    public boolean isElsewhere(int status, HttpHeaders headers) {
        return status == 206 && !headers.firstValue("Content-Range").orElse("").startsWith("bytes " + begin + "-");
    }

    /** Stops writing, even if more of the answer comes. */
    public synchronized void stop() {
        stopped = true;
    }

    @Override
    public BodySubscriber<Void> apply(ResponseInfo answer) {
        if (answer.statusCode() / 100 != 2 || isElsewhere(answer.statusCode(), answer.headers())) {
            return BodySubscribers.discarding();
        }
        if (answer.statusCode() != 206) {
            position = 0; // the server does not support ranges
        }
        return this;
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        write(List.of());
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        write(part);
    }

    private synchronized void write(List<ByteBuffer> part) {
        if (stopped) {
            subscription.cancel();
            return;
        }
        try {
            if (part.isEmpty() && file.size() > position) {
                file.truncate(position);
            }
            for (ByteBuffer bytes : part) {
                while (bytes.hasRemaining()) {
                    position += file.write(bytes, position);
                }
            }
            subscription.request(1);
        } catch (IOException e) {
            subscription.cancel();
            end.completeExceptionally(new NotWrittenException(e));
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    /** The disk failed, not the network. The cause is what the file system reported. */
    public static final class NotWrittenException extends IOException {

        private static final long serialVersionUID = 1L;

        NotWrittenException(IOException cause) {
            super(cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) super.getCause();
        }
    }
}
