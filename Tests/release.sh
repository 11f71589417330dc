#!/bin/sh
# Tries a release: alone in an empty folder, without environment, without this repository, and
# without a library of Swift, libcmark, jemalloc or libdeflate.
set -eu

program=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

libraries=$(ldd "$program" | sed 's/^[[:space:]]*//; s/ .*//' | sort)
echo "$libraries"
if echo "$libraries" | grep -Ei 'swift|foundation|cmark|jemalloc|deflate|libcu|dispatch'; then
  echo "error: the program needs the libraries above" >&2
  exit 1
fi

cp "$program" "$folder/clew"
cd "$folder"
for language in en zh; do
  env -i ./clew init "demo-$language" --lang "$language"
  (
    cd "demo-$language"
    env -i ../clew build
    env -i ../clew check --strict
    env -i ../clew verify public
    test -s public/index.html
  )
done
env -i ./clew --version
