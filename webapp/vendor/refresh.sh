#!/bin/sh
# Copies the published files of the packages in package.json into the webapp, with their licences, and writes VERSIONS.
# Maven needs none of this: run it only to change a version, then look at the pages and commit what changed.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
assets=$here/../src/main/resources/static/assets/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$here/package-lock.json" "$work/"
# --ignore-scripts: nothing that a package brings is run.
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund)
modules=$work/node_modules

rm -rf "$assets"
mkdir -p "$assets/pico" "$assets/bpmn-js"
cp "$modules/@picocss/pico/css/pico.min.css" "$assets/pico/"
cp "$modules/@picocss/pico/LICENSE.md" "$assets/pico/LICENSE.txt"
cp "$modules/bpmn-js/dist/bpmn-navigated-viewer.production.min.js" "$assets/bpmn-js/"
cp "$modules/bpmn-js/dist/assets/diagram-js.css" "$modules/bpmn-js/dist/assets/bpmn-js.css" "$assets/bpmn-js/"
cp "$modules/bpmn-js/LICENSE" "$assets/bpmn-js/LICENSE.txt"

# The bpmn-js file contains its dependencies: their licences go with it.
(
    cd "$modules"
    for licence in $(find . -mindepth 2 -maxdepth 4 -iname 'LICENSE*' | LC_ALL=C sort); do
        case $licence in ./bpmn-js/* | ./@picocss/*) continue ;; esac
        printf '== %s\n\n' "$(dirname "$licence" | cut -c3-)"
        cat "$licence"
        printf '\n'
    done
) >"$assets/bpmn-js/LICENSES-of-dependencies.txt"

{
    echo "# package version licence, then sha256 of each file. Written by webapp/vendor/refresh.sh."
    for package in @picocss/pico bpmn-js; do
        node -p "const p=require('$modules/$package/package.json'); p.name+' '+p.version+' '+p.license" || true
    done
    (cd "$assets" && find . -type f ! -name VERSIONS | LC_ALL=C sort | xargs sha256sum)
} >"$assets/VERSIONS"
