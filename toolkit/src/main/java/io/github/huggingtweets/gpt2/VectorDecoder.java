package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Scores the next token of a single text, on a CPU, in Java. A token of a single text reads all weights once, and next to nothing else
 * takes time. To multiply a matrix by a single row, PyTorch's products read memory at half of the rate that the machine has; a loop that
 * reads one row of weights after the other has nearly all of it.
 *
 * <p>All threads take the same steps, each for its part of the rows of a matrix or of the heads, and wait for each other in between. Each
 * sum is computed by one thread, so that the scores do not depend on the number of threads. In float32 the scores are those of
 * {@link Kernels#next} but for the order of additions. With weights in bfloat16 or int8, hidden states stay in float32.
 */
final class VectorDecoder {

    private static final Executor HELPERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "next token");
        thread.setDaemon(true);
        return thread;
    });

    private static final double ROOT_OF_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    private final Gpt2 model;
    private final Precision precision;
    private final FloatBuffer embeddings; // (V, C)
    private final FloatBuffer positions; // (T_max, C)
    private final List<Layer> layers;
    private final Norm last;
    private final Matrix output;

    /** Weight and bias of a normalization, (C) and (C). */
    private record Norm(float[] weight, float[] bias) {}

    /**
     * A matrix of N rows of K numbers, and a bias.
     *
     * @param memory the numbers, in the memory of a tensor
     * @param bytesPerRow the size of a row
     * @param scales what each row is multiplied by (N), if its numbers are bytes
     * @param bias what is added (N)
     */
    private record Matrix(Object memory, int bytesPerRow, float[] scales, float[] bias) {}

    private record Layer(Norm first, Matrix attention, Matrix projection, Norm second, Matrix inner, Matrix outer) {}

    /**
     * {@return whether this class can decode a model: whether rows of weights fill vectors, and no buffer is too large for Java}
     *
     * @param config the shape of the model
     * @param precision the number format of its matrices, not {@link Precision#AUTOMATIC}
     * @param capacity the greatest number of tokens, T_max
     */
    static boolean decodes(Gpt2Config config, Precision precision, int capacity) {
        int row = numbersPerInt(precision) * Vectors.LANES;
        long rows = LongStream.of(2L * config.layers() * capacity, config.vocabularySize(), config.contextLength(),
                3L * config.hiddenSize(), config.innerSize()).max().getAsLong(); // of the cache or of a matrix
        return rows * config.hiddenSize() <= Integer.MAX_VALUE / Float.BYTES && config.headSize() % Vectors.LANES == 0
                && config.hiddenSize() % row == 0 && config.innerSize() % row == 0;
    }

    private static int numbersPerInt(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> 1;
            case BFLOAT16 -> 2;
            case INT8 -> 4;
            case AUTOMATIC -> throw new IllegalArgumentException("A matrix has a number format");
        };
    }

    /**
     * Prepares a model.
     *
     * @param model the model, which this class {@linkplain #decodes can decode}
     * @param rows what {@link Kernels#rows} returned
     * @param precision the number format of the matrices, not {@link Precision#AUTOMATIC}
     */
    VectorDecoder(Gpt2 model, List<NDArray> rows, Precision precision) {
        this.model = model;
        this.precision = precision;
        Iterator<NDArray> each = rows.iterator();
        embeddings = memory(model.weights().get(Weights.EMBEDDINGS)).asFloatBuffer();
        positions = memory(model.weights().get(Weights.POSITIONS)).asFloatBuffer();
        layers = IntStream.range(0, model.config().layers()).mapToObj(i -> "h." + i + ".").map(layer -> new Layer(
                norm(layer + "ln_1"), matrix(each, layer + "attn.c_attn"), matrix(each, layer + "attn.c_proj"),
                norm(layer + "ln_2"), matrix(each, layer + "mlp.c_fc"), matrix(each, layer + "mlp.c_proj"))).toList();
        last = norm("ln_f");
        output = matrix(each, new float[model.config().vocabularySize()]);
    }

    private static ByteBuffer memory(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder());
    }

    private Norm norm(String name) {
        return new Norm(numbers(name + ".weight"), numbers(name + ".bias"));
    }

    private Matrix matrix(Iterator<NDArray> rows, String name) {
        return matrix(rows, numbers(name + ".bias"));
    }

    private static Matrix matrix(Iterator<NDArray> rows, float[] bias) {
        ByteBuffer memory = memory(rows.next());
        return new Matrix(Vectors.memory(memory), memory.capacity() / bias.length, rows.next().toFloatArray(), bias);
    }

    private float[] numbers(String weight) {
        return model.weights().get(weight).toFloatArray();
    }

    /**
     * Scores the token that follows a new one.
     *
     * @param token the new token
     * @param cache holds the keys and values of the tokens before, of one text, and receives those of the new one
     * @param threads how many threads compute
     * @return (V) float32
     * @throws IllegalArgumentException if the cache is full
     */
    float[] scores(int token, KeyValueCache cache, int threads) {
        if (cache.length() == cache.capacity()) {
            throw new IllegalArgumentException(
                    "The cache is full: it has room for %d tokens".formatted(cache.capacity()));
        }
        Step step = new Step(token, cache, threads);
        CompletableFuture<?>[] helpers = new CompletableFuture<?>[threads - 1];
        Arrays.fill(helpers, CompletableFuture.completedFuture(null));
        try {
            for (int i = 0; i < helpers.length; i++) {
                int thread = i + 1;
                helpers[i] = CompletableFuture.runAsync(() -> step.work(thread), HELPERS);
            }
            step.work(0);
        } finally {
            step.barrier.breakUp(); // nobody waits there any more, unless something went wrong
            CompletableFuture.allOf(helpers).join(); // the memory that they read may be freed from now on
            Reference.reachabilityFence(model);
        }
        return step.scores();
    }

    /** The computation of one token. */
    private final class Step {

        private final int threads;
        private final SpinBarrier barrier;
        private final FloatBuffer held; // (L, 2, H, T_max, S)
        private final Object heldMemory;
        private final int past;
        private final int capacity;
        private final float[] x; // (C)
        private final float[] qkv; // (3 C)
        private final float[] joined; // (C)
        private final float[] inner; // (I)
        private final float[] scores; // (V)
        private volatile Throwable failure;

        Step(int token, KeyValueCache cache, int threads) {
            this.threads = threads;
            barrier = new SpinBarrier(threads);
            ByteBuffer memory = memory(cache.keysAndValues());
            held = memory.asFloatBuffer();
            heldMemory = Vectors.memory(memory);
            past = cache.length();
            capacity = cache.capacity();
            Gpt2Config config = model.config();
            x = new float[config.hiddenSize()];
            qkv = new float[3 * x.length];
            joined = new float[x.length];
            inner = new float[config.innerSize()];
            scores = new float[config.vocabularySize()];
            for (int i = 0; i < x.length; i++) {
                x[i] = embeddings.get(token * x.length + i) + positions.get(past * x.length + i);
            }
        }

        /** Takes the part of one of the threads. */
        void work(int thread) {
            try {
                float[] normal = new float[x.length];
                for (int i = 0; i < layers.size(); i++) {
                    Layer layer = layers.get(i);
                    normalize(layer.first, normal);
                    multiply(layer.attention, normal, qkv, false, thread);
                    barrier.await();
                    attend(i, thread);
                    barrier.await();
                    multiply(layer.projection, joined, x, true, thread);
                    barrier.await();
                    normalize(layer.second, normal);
                    multiply(layer.inner, normal, inner, false, thread);
                    gelu(thread);
                    barrier.await();
                    multiply(layer.outer, inner, x, true, thread);
                    barrier.await();
                }
                normalize(last, normal);
                multiply(output, normal, scores, false, thread);
                barrier.await();
            } catch (BrokenBarrierException e) {
                // another thread knows why
            } catch (RuntimeException | Error e) {
                failure = e;
                barrier.breakUp();
            }
        }

        /** {@return the scores, once all threads have ended} */
        float[] scores() {
            if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return scores;
        }

        /** The first of the places that belong to a thread; the others end before the first one of the next thread. */
        private int first(int thread, int places) {
            return (int) ((long) places * thread / threads);
        }

        /** y = (x - mean) / root of (variance + epsilon) * weight + bias */
        private void normalize(Norm norm, float[] y) {
            double sum = 0;
            for (float value : x) {
                sum += value;
            }
            double mean = sum / x.length;
            double squares = 0;
            for (float value : x) {
                squares += (value - mean) * (value - mean);
            }
            double inverse = 1 / Math.sqrt(squares / x.length + model.config().layerNormEpsilon());
            for (int i = 0; i < y.length; i++) {
                y[i] = (float) ((x[i] - mean) * inverse) * norm.weight[i] + norm.bias[i];
            }
        }

        /** y = matrix in + bias, or y += matrix in + bias */
        private void multiply(Matrix matrix, float[] in, float[] y, boolean adds, int thread) {
            float[] x = inGroups(in, numbersPerInt(precision));
            float[] lanes = new float[Vectors.LANES];
            for (int row = first(thread, y.length); row < first(thread + 1, y.length); row++) {
                int place = row * matrix.bytesPerRow;
                float product = switch (precision) {
                    case BFLOAT16 -> Vectors.dotBfloat16(matrix.memory, place, x, x.length, lanes);
                    case INT8 -> Vectors.dotInt8(matrix.memory, place, x, x.length, lanes) * matrix.scales[row];
                    default -> Vectors.dot(matrix.memory, place, x, 0, x.length, lanes);
                };
                y[row] = (adds ? y[row] : 0) + product + matrix.bias[row];
            }
        }

        /** {@return the numbers that meet the first numbers of all ints, then those that meet the second ones, and so on} */
        private static float[] inGroups(float[] values, int numbersPerInt) {
            if (numbersPerInt == 1) {
                return values;
            }
            float[] groups = new float[values.length];
            int ints = values.length / numbersPerInt;
            for (int place = 0; place < numbersPerInt; place++) {
                for (int i = 0; i < ints; i++) {
                    groups[place * ints + i] = values[i * numbersPerInt + place];
                }
            }
            return groups;
        }

        /** Hendrycks and Gimpel 2016, as GPT-2 approximates it: 0.5 x (1 + tanh u) is x / (1 + exp(-2 u)). */
        private void gelu(int thread) {
            for (int i = first(thread, inner.length); i < first(thread + 1, inner.length); i++) {
                double value = inner[i];
                double u = ROOT_OF_TWO_OVER_PI * (value + CUBIC * value * value * value);
                inner[i] = (float) (value / (1 + Math.exp(-2 * u)));
            }
        }

        /** Puts keys and values into the cache, and joins the values of all tokens by softmax(keys query / root of S). */
        private void attend(int layer, int thread) {
            int heads = model.config().heads();
            int size = model.config().headSize();
            float[] shares = new float[past + 1];
            float[] lanes = new float[Vectors.LANES];
            for (int head = first(thread, heads); head < first(thread + 1, heads); head++) {
                int query = head * size;
                int keys = (2 * layer * heads + head) * capacity * size;
                int values = keys + heads * capacity * size;
                held.put(keys + past * size, qkv, x.length + query, size);
                held.put(values + past * size, qkv, 2 * x.length + query, size);
                for (int token = 0; token <= past; token++) {
                    shares[token] = Vectors.dot(heldMemory, Float.BYTES * (keys + token * size), qkv, query, size, lanes);
                }
                softmax(shares, 1 / Math.sqrt(size));
                Vectors.sumOfRows(heldMemory, Float.BYTES * values, shares, joined, query, size);
            }
        }

        private static void softmax(float[] values, double scale) {
            float largest = Float.NEGATIVE_INFINITY;
            for (float value : values) {
                largest = Math.max(largest, value);
            }
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.exp(scale * (values[i] - largest));
                sum += values[i];
            }
            for (int i = 0; i < values.length; i++) {
                values[i] /= (float) sum;
            }
        }
    }
}
