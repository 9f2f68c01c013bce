# Packages are named in three places: deps/debian.txt for those who build from the tree, debian/control for the package, fonts/catalog.yaml for faces.
. tests/lib.sh
group() { sed -n "s/^$1  *//p" deps/debian.txt | tr -d '?' | sort; }
# field NAME FIELD: the packages of a field of debian/control, its continuation lines with it.
field() { awk -v field="$1:" '/^[^ ]/ { on = $1 == field; sub(/^[^ ]* */, "") } on' debian/control | tr ',' '\n' | sed 's/^ *//; s/ .*//; /^$/d; /^\$/d' | sort; }
lacks() { comm -23 <(printf '%s\n' "$1") <(printf '%s\n' "$2") | tr '\n' ' '; }
empty() { if [ -z "$2" ]; then pass "$1"; else fail "$1" "$2"; fi; }

needed=$(group build | grep -vxE 'gcc|libc6-dev') # build-essential
built=$(field Build-Depends)
test_only=$(grep '<!nocheck>' debian/control | sed 's/^ *//; s/ .*//' | sort)
empty "what the tree builds with is among Build-Depends" "$(lacks "$needed" "$built")"
empty "Build-Depends names nothing else" "$(lacks "$(lacks "$built" "$needed" | tr ' ' '\n' | sed '/^$/d; /^debhelper-compat$/d')" "$test_only")"
empty "what tests of the package need is what tests of the tree need" "$(lacks "$test_only" "$(sort <(group test) <(group run))")"

depends=$(field Depends) recommends=$(field Recommends) suggests=$(field Suggests)
empty "what it runs with is depended on or recommended" "$(lacks "$(group run)" "$(printf '%s\n' $depends $recommends | sort)")"
faces=$(sed -n 's/.*package: \([a-z0-9-]*\)}.*/\1/p' fonts/catalog.yaml | sort -u)
if [ "$(printf '%s\n' $faces | wc -l)" -gt 5 ]; then pass "the catalogue names packages"; else fail "the catalogue names packages" "$faces"; fi
empty "every package of a face is at least suggested" "$(lacks "$faces" "$(printf '%s\n' $depends $recommends $suggests | sort)")"
empty "no package is named for two needs" "$(printf '%s\n' $depends $recommends $suggests | sort | uniq -d)"

# Every role finds a face among what is depended on: with nothing but these a page can be set.
check "every role has a face that is depended on" python3 - fonts/catalog.yaml $depends <<'PY'
import re, sys
text, depends = open(sys.argv[1], encoding="utf-8").read(), set(sys.argv[2:])
package = dict(re.findall(r"^  ([a-z-]+): *\{family.*package: ([a-z0-9-]+)\}", text, re.M))
roles = re.findall(r"^  (\S+): \{faces: \[([^\]]*)\]", text, re.M)
assert len(package) > 10 and len(roles) > 5, (package, roles)
for role, faces in roles:
    assert any(package[face.strip()] in depends for face in faces.split(",")), role
PY
