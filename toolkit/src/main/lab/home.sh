# Chooses the home folder of all programs. The script lab and the kernel's start script source this file, with root set.
#
# In a container with a foreign user id there often is none, and Maven keeps its repository there.

own_home=$root/.cache/home

# Leaves HOME as it is if it can be written. Otherwise sets it to a folder of this checkout, and home_reason to the reason.
choose_home() {
    home_reason=''
    if [ -z "${HOME:-}" ]; then
        home_reason="HOME is not set"
    elif ! [ -d "$HOME" ] || ! [ -w "$HOME" ]; then
        home_reason="$HOME, which HOME names, cannot be written"
    else
        return 0
    fi
    export HOME=$own_home
    mkdir -p "$HOME" 2>/dev/null || :
}

# Succeeds if Java has to be told the home folder: it does not read HOME, but the system's list of users.
java_needs_home() {
    local listed
    if [ "$HOME" = "$own_home" ] || ! listed=$(id -un 2>/dev/null); then return 0; fi
    case $listed in *[!A-Za-z0-9._-]*) return 1 ;; esac
    eval "listed=~$listed"
    ! [ -w "$listed" ]
}
