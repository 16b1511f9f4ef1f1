# Where models are computed, and PyTorch's native library for that. lab and the kernel's start script read this, with root set.
#
# On Maven Central there is this version of PyTorch for CPUs only. For CUDA its libraries are in the packages for Python, so those
# are installed, into a folder of their own. DJL's part in front of them is on Maven Central for both.

cuda=$root/.cache/cuda
cuda_requirements=$root/toolkit/src/main/lab/cuda-requirements.txt
oldest_driver=525 # CUDA 12 runs with this one and all newer ones

# Sets device to cpu or gpu, and device_reason to why, or to nothing where the machine has no GPU and nobody asked for one.
choose_device() {
    local driver system
    device=cpu device_reason=''
    system="$(uname -s) $(uname -m)"
    driver=$(nvidia_driver)
    case ${HUGGINGTWEETS_DEVICE:-} in
        cpu) device_reason="HUGGINGTWEETS_DEVICE is cpu" ;;
        gpu | '')
            if [ -z "$driver" ]; then
                [ -z "${HUGGINGTWEETS_DEVICE:-}" ] || device_reason="there is no NVIDIA driver that shows a GPU"
            elif [ "$system" != "Linux x86_64" ]; then
                device_reason="for CUDA there is a PyTorch for Linux on x86-64 alone"
            elif [ "${driver%%.*}" -lt "$oldest_driver" ]; then
                device_reason="the NVIDIA driver $driver is too old, CUDA 12 needs $oldest_driver or newer"
            elif ! driver_library >/dev/null; then
                device_reason="the NVIDIA driver $driver comes without its library libcuda.so.1"
            else
                device=gpu device_reason="there is the NVIDIA driver $driver"
            fi
            ;;
        *) device_reason="HUGGINGTWEETS_DEVICE is '$HUGGINGTWEETS_DEVICE', and neither cpu nor gpu" ;;
    esac
}

# Prints the version of the driver if it shows a GPU. In a container the files of /proc are those of the host, whether or not
# the container may use its GPUs; so they count only together with a device.
nvidia_driver() {
    local version
    version=$(ask_driver driver_version)
    if [ -n "$version" ]; then
        printf '%s' "$version"
    elif compgen -G '/dev/nvidia[0-9]*' >/dev/null; then
        sed -n '1s/.*  *\([0-9][0-9]*\.[0-9][0-9.]*\) .*/\1/p' /proc/driver/nvidia/version 2>/dev/null || :
    fi
}

# Prints a number that the driver tells of the first GPU; nothing where it does not.
ask_driver() {
    local smi number
    for smi in nvidia-smi /usr/lib/wsl/lib/nvidia-smi; do
        number=$("$smi" --query-gpu="$1" --format=csv,noheader 2>/dev/null | sed -n '1s/^ *\([0-9][0-9.]*\).*/\1/p') || :
        if [ -n "$number" ]; then
            printf '%s' "$number"
            return
        fi
    done
}

# Prints the folder of the driver's library, which PyTorch for CUDA does not start without; nothing where the system's loader
# finds it by itself. Fails where there is none.
driver_library() {
    local folder IFS=:
    for folder in ${LD_LIBRARY_PATH:-} /usr/lib/wsl/lib /usr/local/nvidia/lib64; do
        if [ -e "$folder/libcuda.so.1" ]; then
            printf '%s' "$folder"
            return
        fi
    done
    PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep 'libcuda\.so\.1' >/dev/null
}

# PyTorch for CUDA is here, in the version that is asked for; or somebody named another one.
cuda_is_ready() {
    [ -n "${PYTORCH_LIBRARY_PATH:-}" ] || [ "$(cat "$cuda/requirements.installed" 2>/dev/null)" = "$(cat "$cuda_requirements")" ]
}

# Tells DJL to take PyTorch for CUDA. Sets device_options, for the JVM.
use_cuda() {
    if [ -n "${PYTORCH_LIBRARY_PATH:-}" ]; then
        device_options=(-Dai.djl.offline=false) # DJL fetches its own part if there is none for that version
        export RUST_FLAVOR=${RUST_FLAVOR:-cpu} # the tokenizers' library, of which there is no other in their jar
        return
    fi
    local folder
    export PYTORCH_LIBRARY_PATH=$cuda/torch/lib PYTORCH_FLAVOR=cu128
    PYTORCH_VERSION=$(sed -n 's/^torch==//p' "$cuda_requirements")
    export PYTORCH_VERSION
    # which some of these libraries look for by name only when they are needed
    for folder in "$(driver_library || :)" "$cuda"/nvidia/*/lib; do
        if [ -n "$folder" ]; then LD_LIBRARY_PATH=$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}; fi
    done
    export LD_LIBRARY_PATH
    # where DJL finds the library that counts GPUs
    device_options=(-Dai.djl.offline=true -Djna.library.path="$cuda/nvidia/cuda_runtime/lib")
}
