# Installs Apache Spark, and starts and stops a cluster of this machine: one master and two workers, each a process of its own. The
# scripts lab and the kernel's start script source this file, with root set.
#
# The package for Python on PyPI is a whole Spark. Only its jars and scripts are used.

spark=$root/.cache/spark/home
spark_requirements=$root/toolkit/src/main/lab/spark-requirements.txt
spark_jar=$root/toolkit/spark/target/toolkit-spark-all.jar
# Spark's own variable for the folder of the process ids.
spark_state=${SPARK_PID_DIR:-$root/.cache/spark/cluster}

# What Spark needs of Java 17 and newer; spark-submit sets the same itself. Java ignores what its version does not know.
spark_java_options() {
    local package
    printf '%s\n' -XX:+IgnoreUnrecognizedVMOptions --add-modules=jdk.incubator.vector
    for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
        java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
        printf '%s\n' "--add-opens=java.base/$package=ALL-UNNAMED"
    done
    printf '%s\n' --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED -Dio.netty.tryReflectionSetAccessible=true \
        --sun-misc-unsafe-memory-access=allow
}

spark_is_installed() {
    [ "$(cat "$spark/requirements.installed" 2>/dev/null)" = "$(cat "$spark_requirements")" ]
}

spark_jar_is_ready() {
    local sources=("$root/pom.xml" "$root/toolkit/pom.xml" "$root/toolkit/src/main/java" "$root/toolkit/src/main/java-incubating"
        "$root/toolkit/src/main/resources" "$root/toolkit/spark/pom.xml" "$root/toolkit/spark/src/main/java")
    [ -f "$spark_jar" ] && [ -z "$(find "${sources[@]}" -newer "$spark_jar" -print)" ]
}

need_spark() {
    spark_is_installed || install_spark
    spark_jar_is_ready || build_spark_jar
    # Jupyter shows the kernel with Spark from now on.
    [ "$venv/share/jupyter/kernels/java-spark" -ef "$jupyter/kernel-spark" ] ||
        ln -sfn "$jupyter/kernel-spark" "$venv/share/jupyter/kernels/java-spark"
}

install_spark() {
    local part=$spark.part unpacked
    say "Installing Apache Spark into $spark (once; it fetches 450 MB and takes 500 MB of the disk) ..."
    rm -rf "$part" "$spark"
    mkdir -p "$part"
    "$venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --no-binary pyspark --dest "$part" \
        --requirement "$spark_requirements" || fail_download "Apache Spark cannot be installed" "$(package_index "$venv")"
    tar -xzf "$part"/pyspark-*.tar.gz -C "$part" || fail "Apache Spark cannot be unpacked into $part; the reason is above."
    for unpacked in "$part"/pyspark-*/deps; do
        cp "$spark_requirements" "$unpacked/requirements.installed"
        mv "$unpacked" "$spark"
    done
    rm -rf "$part"
}

build_spark_jar() {
    say "Building the toolkit for Spark (the first time, Maven fetches about 200 MB of libraries) ..."
    maven -q -o -Pspark -pl toolkit/spark -am -Dmaven.test.skip=true package >"$root/.cache/build.log" 2>&1 ||
        maven -q -Pspark -pl toolkit/spark -am -Dmaven.test.skip=true package >&2 ||
        fail_download "The toolkit for Spark cannot be built" https://repo.maven.apache.org/maven2/
}

# Prints the address of the running cluster; fails if there is none.
spark_master() {
    [ -f "$spark_state/address" ] && is_of_spark "$spark_state/master.pid" && sed -n 1p "$spark_state/address"
}

# Succeeds if the process of a file is a master or worker of Spark. Another process may have got the number of one that has ended.
is_of_spark() {
    local id
    id=$(cat "$1" 2>/dev/null) && [ -n "$id" ] &&
        case $(ps -ww -p "$id" -o command= 2>/dev/null) in *org.apache.spark.deploy.*) ;; *) return 1 ;; esac
}

start_spark() {
    local master
    if master=$(spark_master); then
        say "Spark runs already, at $master; its page is $(sed -n 2p "$spark_state/address"). './lab spark stop' ends it."
        return
    fi
    say "Starting a master and two workers of Spark ..."
    start_cluster 2
    say "Spark runs at $(sed -n 1p "$spark_state/address"); its page is $(sed -n 2p "$spark_state/address"). './lab spark stop' ends it."
    say "To submit a program that uses the toolkit: ./lab spark submit --class CLASS PROGRAM.jar"
}

# Starts a master and as many workers, and waits until they know each other.
start_cluster() {
    local workers=$1 worker=0 master page cores
    stop_processes # what is left of a cluster whose master was killed
    mkdir -p "$spark_state"
    cores=$(("$("$python" -c 'import os; print(os.cpu_count() or 2)')" / 2))
    master=spark://127.0.0.1:$(free_port "${SPARK_MASTER_PORT:-}" 7077) || exit 2
    page=$(free_port "${SPARK_MASTER_WEBUI_PORT:-}" 8080) || exit 2
    start_process master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "${master##*:}" --webui-port "$page"
    while [ $worker -lt "$workers" ]; do
        worker=$((worker + 1))
        # What tasks put on the disk goes with the cluster, even if a worker was killed.
        SPARK_LOCAL_DIRS=${SPARK_LOCAL_DIRS:-$spark_state/work-$worker-disk} \
            start_process "worker-$worker" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
            --cores "${SPARK_WORKER_CORES:-$((cores > 0 ? cores : 1))}" --memory "${SPARK_WORKER_MEMORY:-2g}" \
            --work-dir "$spark_state/work-$worker" "$master"
    done
    if ! wait_for_workers "http://127.0.0.1:$page" "$workers"; then
        tail -n 5 "$spark_state"/*.log >&2
        stop_processes
        fail "Spark did not start within three minutes; the ends of its logs are above, and they lie in $spark_state."
    fi
    printf '%s\n' "$master" "http://127.0.0.1:$page" >"$spark_state/address"
}

# Runs spark-submit with the toolkit, on the cluster that SPARK_MASTER names, or else on that of this folder.
submit_to_spark() {
    local master
    master=${SPARK_MASTER:-$(spark_master)} ||
        fail "There is no cluster to submit to. Start one with './lab spark', or name one in SPARK_MASTER."
    locked need_spark
    case $master in spark://127.0.0.1:*) export SPARK_LOCAL_IP=127.0.0.1 ;; esac
    SPARK_HOME=$spark exec "$spark/bin/spark-submit" --master "$master" --jars "$spark_jar" "$@"
}

# Starts a part of Spark that outlives this script.
start_process() {
    local name=$1
    shift
    JAVA_HOME=${JAVA_HOME:-} SPARK_HOME=$spark SPARK_LOCAL_IP=127.0.0.1 SPARK_DAEMON_MEMORY=${SPARK_DAEMON_MEMORY:-512m} \
        nohup "$spark/bin/spark-class" "$@" >"$spark_state/$name.log" 2>&1 </dev/null 9>&- &
    printf '%s\n' "$!" >"$spark_state/$name.pid"
}

# Prints a port: the one that the user named, or else the usual one, or else a free one.
free_port() {
    "$python" - "$1" "$2" <<'PYTHON'
import socket, sys
named, usual = sys.argv[1:]
for port in [named] if named else [usual, 0]:
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            free.bind(("127.0.0.1", int(port)))
            print(free.getsockname()[1])
            break
        except (OSError, OverflowError, ValueError):
            pass
else:
    sys.exit(f"There is no free port {named} on this machine; name another one in SPARK_MASTER_PORT and SPARK_MASTER_WEBUI_PORT, or none.")
PYTHON
}

# Waits until a master, whose page is given, has as many workers.
wait_for_workers() {
    "$python" - "$1/json/" "$2" <<'PYTHON'
import json, sys, time, urllib.request as web
direct = web.build_opener(web.ProxyHandler({}))
for second in range(180):
    try:
        if json.load(direct.open(sys.argv[1], timeout=5))["aliveworkers"] == int(sys.argv[2]):
            sys.exit(0)
    except (OSError, ValueError):
        pass
    time.sleep(1)
sys.exit(1)
PYTHON
}

stop_spark() {
    local master
    if master=$(spark_master); then
        stop_processes
        say "Spark at $master has ended."
    else
        stop_processes
        say "No Spark of this folder runs."
    fi
}

# Ends the processes that were started here, and no others.
stop_processes() {
    local file second
    for file in "$spark_state"/*.pid; do
        if is_of_spark "$file"; then kill "$(cat "$file")" 2>/dev/null || :; fi
    done
    for file in "$spark_state"/*.pid; do
        for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
            is_of_spark "$file" || break
            [ "$second" -lt 15 ] || kill -9 "$(cat "$file")" 2>/dev/null || :
            sleep 1
        done
    done
    rm -rf "$spark_state"/*.pid "$spark_state/address" "$spark_state"/work-*
}
