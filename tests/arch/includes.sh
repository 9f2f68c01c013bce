# The flow has one direction: a room includes only rooms above it in src/ROOMS, and other rooms only by their headers
# for others (rooms.py looks, allowed.txt says what may be); what lies behind a library stays in its room.
. tests/lib.sh

# none NAME FINDINGS: there are none.
none() { if [ -z "$2" ]; then pass "$1"; else fail "$1" "$2"; fi; }
rooms() { python3 tests/arch/rooms.py "$@"; }

none "no include goes against the flow" "$(rooms flow . 2>&1)"
none "a room's own headers stay in it" "$(rooms private . 2>&1)"
case $BUILD in
*address* | *thread*) skip "what the objects say" "sanitizers add to them" ;;
*)
  none "nothing that changes is global or a function's static" "$(rooms mutable . "$BUILD" 2>&1)"
  none "an exported name begins as its file, its room or a type of it" "$(rooms names . "$BUILD" 2>&1)"
  if [ -e "$BUILD/tests/fuzz/replay.o" ]; then none "what is exported is used elsewhere" "$(rooms unused . "$BUILD" 2>&1)"
  else skip "what is exported is used elsewhere" "the tests are not built"; fi
  ;;
esac

# Each of these does fail: a copy of the tree is spoiled in one way, and that is found, and nothing else is.
spoilt=$SCRATCH/spoilt
mkdir -p "$spoilt"
cp -r src tests tools "$spoilt"
# spoil NAME CHECK FILE LINE PART: with LINE added to FILE, CHECK says one thing, with PART in it.
spoil() {
  local found file=$spoilt/$3 objects=$SCRATCH/objects/$RANDOM
  [ -e "$file" ] && cp "$file" "$SCRATCH/kept"
  printf '%s\n' "$4" >>"$file"
  mkdir -p "$objects/$(dirname "$3")"
  [ "$2" = flow ] || [ "$2" = private ] || ${CC:-cc} -c -o "$objects/${3%.c}.o" "$file"
  found=$(rooms "$2" "$spoilt" "$objects" 2>&1)
  case $(printf '%s\n' "$found" | wc -l):$found in 1:*"$5"*) pass "$1 is found" ;; *) fail "$1 is found" "$found" ;; esac
  rm "$file"
  [ ! -e "$SCRATCH/kept" ] || mv "$SCRATCH/kept" "$file"
}
spoil "an include of a later room" flow src/text/kind.c '#include "break/break.h"' 'src/text/kind.c: break/break.h comes later'
spoil "one that does not name its room" flow src/text/kind.c '#include "work.h"' '"work.h" is not named by its room'
spoil "one of ours between < and >" flow src/text/kind.c '#include <text/text.h>' '<text/text.h> is ours'
spoil "a room that is none" flow src/stray.c '' 'no room of src/ROOMS'
spoil "a private header of another room" private src/break/glue.c '#include "shape/work.h"' "src/break/glue.c: shape/work.h is shape's own"
spoil "a private header in another room's test" private tests/unit/break/test_glue.c '#include "shape/work.h"' "shape/work.h is shape's own"
spoil "a global that changes" mutable src/text/spoilt.c 'int count = 1;' 'src/text/spoilt.c: count may change (.data'
spoil "one of a file's own" mutable src/text/spoilt.c 'static int count; int *spoilt_count(void) { return &count; }' 'count may change (.bss'
spoil "a function's static" mutable src/text/spoilt.c 'int spoilt_count(void) { static int count; return ++count; }' 'count may change (.bss'
spoil "one of each thread" mutable src/text/spoilt.c 'int spoilt_count(void) { static _Thread_local int count; return ++count; }' 'count may change (.tbss'
spoil "a function nobody else uses" unused src/text/spoilt.c 'void spoilt_twice(void) {}' 'nobody else uses spoilt_twice'
spoil "a name without its file's" names src/text/spoilt.c 'void double_up(void) {}' 'double_up starts with'

# library header → the rooms that may see it
only() {
  local library=$1 allowed=$2 found
  found=$(grep -rlE "^ *# *include *<$library" src | grep -Ev "^src/($allowed)/" || true)
  if [ -z "$found" ]; then pass "<$library…> stays in $allowed"; else fail "<$library…> stays in $allowed" "$found"; fi
}
only 'hpdf' 'emit/pdf'
only 'cairo' 'emit/png|cmd'
only 'qpdf' 'preflight|impose'
only 'libfyaml' 'load|font'
only 'cmark' 'load'
only 'lcms2' 'image'
only 'jpeglib' 'image|emit/pdf'
only 'png\.h' 'image'
only 'json-glib' 'emit/web'
only 'unicode/' 'text|font|shape|break'
only 'hyphen' 'text'
only 'archive' 'manuscript'

# Functions no one may use: their results depend on the locale or the clock, or they write past an end.
ban() {
  local name=$1 why=$2 where=$3 found
  found=$(grep -rnE "(^|[^A-Za-z0-9_>.])$name\(" $where --include='*.c' --include='*.h' | grep -vE '^[^:]*:[0-9]*: *(/\*|\*|//)' || true)
  if [ -z "$found" ]; then pass "nobody calls $name"; else fail "nobody calls $name ($why)" "$found"; fi
}
for name in strcpy strcat sprintf vsprintf gets strtok alloca; do ban $name 'no bounds' src; done
for name in setlocale localeconv strcoll atof; do ban $name 'locale' src; done
for name in rand srand random drand48; do ban $name 'chance' src; done
for name in time localtime gmtime; do ban $name 'clock' src; done

# Files are opened, written, moved and removed in host alone; libqpdf writes by itself, and what it wrote is looked at there.
for name in fopen g_fopen open openat g_open g_file_get_contents g_file_set_contents g_mapped_file_new rename g_rename remove g_remove unlink g_unlink rmdir g_rmdir \
  mkdir g_mkdir g_mkdir_with_parents mkstemp mkdtemp g_dir_make_tmp opendir g_dir_open cairo_surface_write_to_png archive_read_open_filename qpdf_read FT_New_Face \
  hb_blob_create_from_file hb_blob_create_from_file_or_fail cmsOpenProfileFromFile fork; do
  ban $name 'host does it' "$(find src -mindepth 1 -maxdepth 1 -type d ! -name host | tr '\n' ' ')"
done
found=$(grep -rln 'qpdf_init_write' src); if [ "$found" = src/impose/objects.c ]; then pass "one function has libqpdf write"; else fail "one function has libqpdf write" "$found"; fi
for name in g_thread_new g_thread_try_new g_thread_pool_new pthread_create; do
  ban $name 'parallel_run does it' "$(find src -mindepth 1 -maxdepth 1 -type d ! -name host | tr '\n' ' ')"
done
