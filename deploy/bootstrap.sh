#!/bin/sh
# Prepare .venv with the locked dependencies, from the machine's own Python. Does nothing when it is up to date.
#
#   deploy/bootstrap.sh          PYTHON=python3.12 deploy/bootstrap.sh
set -eu

cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
uv_version=0.13.9
stamp=.venv/.prepared

fail() {
    echo "$1" >&2
    exit 1
}

require_python() {
    command -v "$python" >/dev/null ||
        fail "$python was not found: install Python 3.11 or newer, or name one: make setup PYTHON=python3.12"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$("$python" --version) is too old: install Python 3.11 or newer, or name one: make setup PYTHON=python3.12"
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "$python has no venv module: install it, on Debian and Ubuntu with: apt install python3-venv"
}

require_writable_folder() {
    [ -w . ] || fail "$(pwd) cannot be written: use a clone of your own."
}

# What the environment was made from; when it changes, the environment is made again.
fingerprint() {
    "$python" -c 'import sys; print(sys.version, sys.base_prefix)'
    cat pyproject.toml uv.lock
}

install_uv() {
    [ "$(.venv-boot/bin/uv --version 2>/dev/null | cut -d " " -f 2)" = "$uv_version" ] && return
    echo "Installing uv $uv_version into .venv-boot ..."
    rm -rf .venv-boot
    "$python" -m venv .venv-boot &&
        .venv-boot/bin/pip install --quiet --disable-pip-version-check "uv==$uv_version" ||
        fail "uv could not be installed (the reason stands above): look at the network and the free disk space, then try again."
}

install_dependencies() {
    echo "Installing the locked dependencies into .venv ..."
    UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv \
        .venv-boot/bin/uv sync --frozen --all-extras --python "$python" ||
        fail "The dependencies could not be installed (the reason stands above): look at the network and the free disk space, then try again."
}

require_python
wanted=$(fingerprint | cksum)
[ "$wanted" = "$(cat "$stamp" 2>/dev/null)" ] && exit 0
require_writable_folder
install_uv
install_dependencies
echo "$wanted" >"$stamp"
