# Lets all programs use the proxy of the environment, runs Maven, and says why a download failed. The script lab sources this
# file.

# Gives each variable in both cases, since wget reads small letters only and other programs prefer capital ones.
share_proxies() {
    local name capitals value
    for name in http_proxy:HTTP_PROXY https_proxy:HTTPS_PROXY no_proxy:NO_PROXY; do
        capitals=${name#*:} name=${name%:*}
        value=${!name:-${!capitals:-}}
        if [ -z "$value" ] && [ "$name" != no_proxy ]; then value=${all_proxy:-${ALL_PROXY:-}}; fi
        if [ -n "$value" ]; then export "$name=$value" "$capitals=$value"; fi
    done
}

# Runs Maven, which does not read the variables of proxies, and needs a home folder for its repository.
maven() (
    options=(-f "$root/pom.xml" -B -ntp)
    if java_needs_home; then options+=(-Dmaven.repo.local="$HOME/.m2/repository"); fi
    if [ -n "${https_proxy:-}" ] && ! grep -q '<proxy>' "$HOME/.m2/settings.xml" 2>/dev/null; then
        split_proxy
        write_maven_settings
        options+=(-gs "$root/.cache/maven-settings.xml")
        # Of several connections at a time, Maven logs in at the proxy with the first only.
        if [ -n "$LAB_PROXY_USER" ]; then options+=(-Daether.connector.basic.threads=1); fi
        install_maven
    fi
    exec "$root/mvnw" "${options[@]}" "$@"
)

# Sets the parts of the proxy. Maven's settings name the two variables that are exported, so that the password is in no file.
split_proxy() {
    local rest=${https_proxy#*://} login=''
    rest=${rest%%/*}
    case $rest in *@*) login=${rest%@*} rest=${rest##*@} ;; esac
    proxy_host=${rest%:*} proxy_port=80
    case $rest in *:*) proxy_port=${rest##*:} ;; esac
    case $proxy_host in *[!][A-Za-z0-9.:_-]*) proxy_port='' ;; esac
    case $https_proxy in http://*) ;; *://*) proxy_port='' ;; esac
    case $proxy_port in
        '' | *[!0-9]*) fail "HTTPS_PROXY names no HTTP proxy, such as http://proxy.example:3128; correct it, or leave it out." ;;
    esac
    export LAB_PROXY_USER='' LAB_PROXY_PASSWORD=''
    if [ -n "$login" ]; then
        LAB_PROXY_USER=$(percent_decoded "${login%%:*}")
        case $login in *:*) LAB_PROXY_PASSWORD=$(percent_decoded "${login#*:}") ;; esac
    fi
}

percent_decoded() {
    local text=${1//\\/\\\\}
    printf '%b' "${text//%/\\x}"
}

# Prints the hosts of no_proxy as Java writes them.
hosts_without_proxy() {
    local host IFS=', '
    printf 'localhost|127.*'
    set -f
    for host in ${no_proxy:-}; do
        if [ "$host" = '*' ]; then printf '|*'; fi
        host=${host#\*} host=${host#.}
        case $host in
            '' | *[!A-Za-z0-9.-]*) ;;
            *) printf '|%s|*.%s' "$host" "$host" ;;
        esac
    done
}

# Maven's own settings are there only to refuse repositories without TLS, which is repeated here.
write_maven_settings() {
    mkdir -p "$root/.cache"
    {
        echo '<settings><mirrors><mirror><id>maven-default-http-blocker</id><mirrorOf>external:http:*</mirrorOf>'
        echo '<url>http://0.0.0.0/</url><blocked>true</blocked></mirror></mirrors>'
        echo "<proxies><proxy><id>environment</id><protocol>https</protocol><host>$proxy_host</host><port>$proxy_port</port>"
        # shellcheck disable=SC2016  # Maven replaces the variables
        [ -z "$LAB_PROXY_USER" ] ||
            echo '<username>${env.LAB_PROXY_USER}</username><password>${env.LAB_PROXY_PASSWORD}</password>'
        echo "<nonProxyHosts>$(hosts_without_proxy)</nonProxyHosts></proxy></proxies></settings>"
    } >"$root/.cache/maven-settings.xml.$$"
    mv "$root/.cache/maven-settings.xml.$$" "$root/.cache/maven-settings.xml"
}

# Downloads Maven itself. Its script does so with wget or curl, which use the proxy, or else with Java, which needs options.
install_maven() {
    if [ -d "${MAVEN_USER_HOME:-$HOME/.m2}/wrapper/dists" ] || command -v wget >/dev/null || command -v curl >/dev/null; then
        return 0
    fi
    JDK_JAVA_OPTIONS="-Dhttps.proxyHost=$proxy_host -Dhttps.proxyPort=$proxy_port -Djdk.http.auth.tunneling.disabledSchemes=" \
        MVNW_USERNAME=${LAB_PROXY_USER:-none} MVNW_PASSWORD=${LAB_PROXY_PASSWORD:-none} \
        "$root/mvnw" --version >"$root/.cache/build.log" 2>&1 || cat "$root/.cache/build.log" >&2
}

# Ends with a sentence about a step that failed. What its program printed stands above.
#   fail_download "What could not be done" ADDRESS-OF-THE-SERVER
fail_download() {
    local unreachable
    if unreachable=$("$python" "$root/toolkit/src/main/lab/reach.py" "$2"); then
        fail "$1; the reason is above. What is done already is kept: run the same command again."
    fi
    fail "$1: $unreachable. Check the connection to the internet, and the proxy in HTTPS_PROXY if you need one; then run the same" \
        "command again."
}
