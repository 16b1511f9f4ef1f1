package io.github.huggingtweets.benchmark.model;

import java.util.List;

/** A program that takes part in a comparison, with the number format that it computes in. */
enum Side {
    TRANSFORMERS("transformers", Program.TRANSFORMERS, "float32"),
    AUTOCAST("transformers, bfloat16 autocast", Program.TRANSFORMERS, "bfloat16"),
    COMPILED("transformers, torch.compile", Program.COMPILED, "float32", "compiled"),
    COMPILED_AUTOCAST("transformers, torch.compile, bfloat16 autocast", Program.COMPILED, "bfloat16", "compiled"),
    LLAMA_F32("llama.cpp F32", Program.LLAMA, "F32"),
    LLAMA_F16("llama.cpp F16", Program.LLAMA, "F16"),
    LLAMA_Q8_0("llama.cpp Q8_0", Program.LLAMA, "Q8_0"),
    TOOLKIT("toolkit", Program.TOOLKIT, "automatic"),
    TOOLKIT_FLOAT32("toolkit, float32", Program.TOOLKIT, "float32"),
    TOOLKIT_BFLOAT16("toolkit, bfloat16", Program.TOOLKIT, "bfloat16"),
    TOOLKIT_INT8("toolkit, int8", Program.TOOLKIT, "int8");

    /** What has to be there for a side to take part. */
    enum Program {
        TRANSFORMERS("transformers"),
        COMPILED("torch.compile"),
        LLAMA("llama.cpp"),
        TOOLKIT("toolkit");

        private final String title;

        Program(String title) {
            this.title = title;
        }

        /** {@return the name in sentences} */
        String title() {
            return title;
        }
    }

    private final String title;
    private final Program program;
    private final List<String> format;

    Side(String title, Program program, String... format) {
        this.title = title;
        this.program = program;
        this.format = List.of(format);
    }

    /** {@return the name in tables and charts} */
    String title() {
        return title;
    }

    Program program() {
        return program;
    }

    /** {@return the last arguments of the program: the number format, and for a compiled model another word} */
    List<String> format() {
        return format;
    }

    boolean isToolkit() {
        return program == Program.TOOLKIT;
    }
}
