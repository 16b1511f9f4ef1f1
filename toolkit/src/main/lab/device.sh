# Chooses the device that computes models, and PyTorch's native library for it. The script lab and the kernel's start script
# source this file, with root set.
#
# Maven Central has this version of PyTorch for CPUs only. Its libraries for CUDA are in the packages for Python, which are
# installed into a folder of their own. DJL's native part is on Maven Central for both.

cuda=$root/.cache/cuda
cuda_requirements=$root/toolkit/src/main/lab/cuda-requirements.txt
oldest_driver=525 # CUDA 12 runs with this one and all newer ones

# Sets device to cpu or gpu, and device_reason to the reason. The reason is empty if there is no GPU and nobody asked for one.
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
                device_reason="PyTorch for CUDA exists for Linux on x86-64 only"
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

# Prints the version of the driver if it shows a GPU. In a container, the files of /proc are those of the host even if the
# container may not use its GPUs, so they count only together with a device file.
nvidia_driver() {
    local version
    version=$(ask_driver driver_version)
    if [ -n "$version" ]; then
        printf '%s' "$version"
    elif compgen -G '/dev/nvidia[0-9]*' >/dev/null; then
        sed -n '1s/.*  *\([0-9][0-9]*\.[0-9][0-9.]*\) .*/\1/p' /proc/driver/nvidia/version 2>/dev/null || :
    fi
}

# Prints a property of the first GPU, which must be a number; prints nothing if the driver does not answer.
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

# Prints the folder of the driver's library, which PyTorch for CUDA needs; prints nothing if the system's loader finds it by
# itself. Fails if there is none.
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

# Succeeds if PyTorch for CUDA is installed in the required version, or if the user names another PyTorch.
cuda_is_ready() {
    [ -n "${PYTORCH_LIBRARY_PATH:-}" ] || [ "$(cat "$cuda/requirements.installed" 2>/dev/null)" = "$(cat "$cuda_requirements")" ]
}

# Makes DJL use PyTorch for CUDA. Adds to options, which are those of the JVM.
use_cuda() {
    if [ -n "${PYTORCH_LIBRARY_PATH:-}" ]; then
        return # DJL downloads its native part for that version if needed
    fi
    local folder
    export PYTORCH_LIBRARY_PATH=$cuda/torch/lib PYTORCH_FLAVOR=cu128
    PYTORCH_VERSION=$(sed -n 's/^torch==//p' "$cuda_requirements")
    export PYTORCH_VERSION
    # Some of these libraries look for others by name when they need them.
    for folder in "$(driver_library || :)" "$cuda"/nvidia/*/lib; do
        if [ -n "$folder" ]; then LD_LIBRARY_PATH=$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}; fi
    done
    export LD_LIBRARY_PATH
    # In this folder DJL finds the library that counts GPUs.
    options+=(-Djna.library.path="$cuda/nvidia/cuda_runtime/lib")
}
