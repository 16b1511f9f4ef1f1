# Sets up Python's packages, the Java kernel, the toolkit, and PyTorch for a GPU. The script lab sources this file.
#
# Each step writes its mark last, so that an interrupted step starts over. A step is skipped while its mark is newer than its
# sources.

set_up() {
    check_folder
    check_prerequisites
    choose_kernel || exit 2
    check_device
    is_set_up || locked set_up_the_rest
}

is_set_up() {
    venv_is_ready "$venv" "$requirements" && jupyter_is_ready && kernel_is_ready && toolkit_is_ready && device_is_ready
}

set_up_the_rest() {
    [ -z "$home_reason" ] || say "$home_reason, so Maven and other programs keep their files in $HOME."
    need_venv "$venv" "$requirements"
    jupyter_is_ready || connect_jupyter
    kernel_is_ready || install_jjava
    toolkit_is_ready || build_toolkit
    device_is_ready || install_cuda
}

# Runs a function while no other ./lab of this folder runs one. The lock ends with this process, even if that is killed. Python
# takes the lock, since macOS has no flock command.
locked() {
    mkdir -p "$root/.cache"
    exec 9>"$root/.cache/lock"
    if ! "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)' 2>/dev/null; then
        say "Another ./lab is setting up this folder. Waiting until it has finished ..."
        "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
    fi
    "$@"
    exec 9>&-
}

need_venv() {
    venv_is_ready "$1" "$2" || make_venv "$1" "$2"
}

venv_is_ready() {
    [ "$1" = "${NB_PYTHON_PREFIX:-}" ] ||
        { [ "$(cat "$1/requirements.installed" 2>/dev/null)" = "$(cat "$2")" ] && "$1/bin/python" -c '' 2>/dev/null; }
}

make_venv() {
    say "Installing Python packages into $1 (once) ..."
    "$python" -m venv --clear "$1" || fail "The folder $1 cannot be made; the reason is above."
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$2" ||
        fail_download "Python's packages cannot be installed" "$(package_index "$1")"
    cp "$2" "$1/requirements.installed.part"
    mv "$1/requirements.installed.part" "$1/requirements.installed"
}

# Where Jupyter looks for its files, below its environment, and which of ours are there. (A here-document would need room in TMPDIR.)
jupyter_links() {
    printf '%s\n' \
        "share/jupyter/kernels/java kernel" \
        "share/jupyter/labextensions/huggingtweets page" \
        "share/jupyter/nbconvert/templates/huggingtweets nbconvert/huggingtweets" \
        "share/jupyter/lab/settings/overrides.json overrides.json" \
        "etc/jupyter/jupyter_config.json jupyter_config.json" \
        "etc/jupyter/jupyter_server_config.py jupyter_server_config.py" \
        "etc/jupyter/jupyter_nbconvert_config.py jupyter_nbconvert_config.py"
}

package_index() {
    local index=${PIP_INDEX_URL:-}
    [ -n "$index" ] || index=$("$1/bin/python" -m pip config get global.index-url 2>/dev/null) || index=https://pypi.org/simple
    printf '%s' "${index%/}/pip/"
}

jupyter_is_ready() {
    local place file
    while read -r place file; do
        [ "$venv/$place" -ef "$jupyter/$file" ] || return 1
    done < <(jupyter_links)
}

connect_jupyter() {
    local place file
    while read -r place file; do
        mkdir -p "$(dirname "$venv/$place")"
        ln -sfn "$jupyter/$file" "$venv/$place"
    done < <(jupyter_links)
}

kernel_is_ready() {
    [ "$kernel" != jjava ] || jjava_is_ready
}

install_jjava() {
    say "Installing JJava into $jjava (once) ..."
    rm -rf "$jjava" "$jjava.part"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --target "$jjava.part" \
        --requirement "$jjava_requirements" || fail_download "JJava cannot be installed" "$(package_index "$venv")"
    cp "$jjava_requirements" "$jjava.part/requirements.installed"
    mv "$jjava.part" "$jjava"
}

toolkit_is_ready() {
    local sources=("$root/pom.xml" "$root/toolkit/pom.xml" "$root/toolkit/src/main/java" "$root/toolkit/src/main/java-incubating"
        "$root/toolkit/src/main/resources")
    [ -f "$built" ] && [ -z "$(find "${sources[@]}" -newer "$built" -print)" ]
}

build_toolkit() {
    say "Building the toolkit (the first time, Maven fetches about 200 MB of libraries) ..."
    mkdir -p "$(dirname "$built")"
    rm -rf "$root/toolkit/target/lib" "$root/toolkit/target/kernel" # jars of older versions only take up the disk
    : >"$built.part" # the mark has the time of the start, so that files which change during the build are built next time
    maven -q -o -Dmaven.test.skip=true package >"$root/.cache/build.log" 2>&1 || maven -q -Dmaven.test.skip=true package >&2 ||
        fail_download "The toolkit cannot be built" https://repo.maven.apache.org/maven2/
    say "Checking that the model's native library runs here ..."
    "$jupyter/kernel/start" io.github.huggingtweets.notebook.Environment || fail "The toolkit is built, but does not start here;" \
        "the reason is above.${LAB_JAVA_OPTS:+ Perhaps it is LAB_JAVA_OPTS, which is '$LAB_JAVA_OPTS'.}"
    mv "$built.part" "$built"
}

# ------------------------------------------------------------------------------------------------ the GPU

check_device() {
    choose_device
    [ "$device" = gpu ] || [ "${HUGGINGTWEETS_DEVICE:-cpu}" = cpu ] ||
        fail "There is no GPU to use: $device_reason. Set HUGGINGTWEETS_DEVICE to cpu, or unset it."
}

device_is_ready() {
    [ "$device" = cpu ] || cuda_is_ready
}

# If this fails, the CPU is used, unless the user has asked for the GPU.
install_cuda() {
    say "Installing PyTorch for CUDA, since $device_reason (once; it fetches 3 GB and takes 5 GB of the disk) ..."
    say "To do without it, put HUGGINGTWEETS_DEVICE=cpu before the command."
    local part=$cuda.part index
    rm -rf "$part" "$cuda"
    # Only the libraries in the packages are used, so that the version of Python does not matter.
    if index=$(cuda_index) && TMPDIR=$root/.cache PIP_EXTRA_INDEX_URL="${PIP_EXTRA_INDEX_URL:-} $index" \
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile --target "$part" \
        --only-binary=:all: --implementation cp --python-version 3.12 --platform manylinux_2_28_x86_64 \
        --platform manylinux_2_27_x86_64 --platform manylinux2014_x86_64 --platform manylinux2010_x86_64 \
        --platform linux_x86_64 --requirement "$cuda_requirements"; then
        cp "$cuda_requirements" "$part/requirements.installed"
        mv "$part" "$cuda"
        "$jupyter/kernel/start" io.github.huggingtweets.notebook.Environment
        return
    fi
    rm -rf "$part"
    [ "${HUGGINGTWEETS_DEVICE:-}" != gpu ] || fail "PyTorch for CUDA cannot be installed; the reason is above."
    say "PyTorch for CUDA cannot be installed; the reason is above. The next start tries again."
    device=cpu device_reason="PyTorch for CUDA is not installed"
}

# Prints PyTorch's own index if pip needs it beside PyPI. PyPI has PyTorch for CUDA 12.6, which supports GPUs of the compute
# capabilities 5.0 to 9.0; PyTorch's own index has it for CUDA 12.8, which supports 7.5 to 12.0. Fails if neither supports this
# GPU.
cuda_index() {
    local capability index=https://download.pytorch.org/whl/cu128
    capability=$(ask_driver compute_cap)
    capability=${capability/./}
    if [ "${capability:-75}" -lt 75 ]; then return; fi
    if "$python" -c "import urllib.request as web; web.urlopen('$index/torch/', timeout=10)" 2>/dev/null; then
        printf '%s' "$index"
    elif [ "${capability:-75}" -ge 100 ]; then
        say "This GPU is newer than those that PyPI's PyTorch is made for, and download.pytorch.org does not answer."
        return 1
    fi
}

# ------------------------------------------------------------------------------------------------ prerequisites

# The folder may be somebody else's, or root may have run lab in it before. Java separates paths with colons, and the path of an
# agent, which the kernel is, from its options with an equals sign.
check_folder() {
    local folder
    case $root in *[:=]*) fail "Java cannot run here, since the path $root has a colon or an equals sign. Move the folder." ;; esac
    for folder in "$root" "$root/.cache" "$root/.cache/jupyter" "$root/.venv" "$root/toolkit/target"; do
        [ ! -d "$folder" ] || [ -w "$folder" ] ||
            fail "You may not write into $folder. Make a copy of your own, say with cp -R '$root' NEW-FOLDER, and run lab there."
    done
}

check_prerequisites() {
    [ "$(uname -s) $(uname -m)" != "Darwin x86_64" ] ||
        fail "PyTorch is no longer made for Macs with Intel processors; use a Mac with Apple silicon, or Linux."
    local missing=0
    check_java || missing=1
    find_python || missing=1
    [ $missing = 0 ] || exit 1
}

check_java() {
    local java=java javac=javac version major where
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java javac=$JAVA_HOME/bin/javac where="JAVA_HOME, $JAVA_HOME,"
    else
        where="the PATH"
    fi
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p') || version=''
    major=${version%%[!0-9]*}
    if [ "${major:-0}" -ge 17 ] && "$javac" -version >/dev/null 2>&1; then return; fi
    if [ -z "$version" ]; then
        say "There is no JDK in $where and a JDK 17 or newer is needed. To install one:"
    elif [ "${major:-0}" -lt 17 ]; then
        say "The Java in $where is version $version, and a JDK 17 or newer is needed. To install one:"
    else
        say "The Java in $where has no compiler (javac): a whole JDK, 17 or newer, is needed. To install one:"
    fi
    say "    Debian, Ubuntu:  sudo apt install openjdk-21-jdk || sudo apt install openjdk-17-jdk"
    say "    macOS:           brew install --cask temurin"
    [ -z "${JAVA_HOME:-}" ] || say "Then let JAVA_HOME point to it, or unset JAVA_HOME."
    return 1
}

# Sets the variable python to a command that can make virtual environments.
find_python() {
    local command found=''
    for command in python3 python3.14 python3.13 python3.12 python3.11 python3.10 python; do
        if ! "$command" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then continue; fi
        found=$command
        if "$command" -c 'import ensurepip, venv' 2>/dev/null; then
            python=$command
            return
        fi
    done
    if [ -n "$found" ]; then
        say "$found cannot make virtual environments: its modules venv and ensurepip are missing. To install them:"
        say "    Debian, Ubuntu:  sudo apt install python3-venv"
    else
        say "There is no Python 3.10 or newer on the PATH. To install it:"
        say "    Debian, Ubuntu:  sudo apt install python3 python3-venv"
    fi
    say "    macOS:           brew install python"
    return 1
}
