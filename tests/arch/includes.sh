# The flow has one direction: a room includes only rooms above it in src/ROOMS, and other rooms only by their headers
# for others; what lies behind a library stays in its room.
. tests/lib.sh
rooms=$(sed -e '/^#/d' -e 's/ .*//' src/ROOMS)
rank_of() { printf '%s\n' $rooms | grep -nx "$1" | cut -d: -f1; }
room_of() { dirname "${1#src/}"; }

broken=
for file in $(find src -name '*.[ch]'); do
  from=$(room_of "$file") rank=$(rank_of "$(room_of "$file")")
  if [ -z "$rank" ]; then
    broken="$broken $file: no room of src/ROOMS;"
    continue
  fi
  for header in $(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file"); do
    case $header in *.def) header_room=$(dirname "$header") ;; *) header_room=$(dirname "$header") ;; esac
    to=$(rank_of "$header_room")
    if [ -z "$to" ]; then broken="$broken $file: \"$header\" is not named by its room;"
    elif [ "$to" -gt "$rank" ]; then broken="$broken $file ($from) includes $header, which comes later;"; fi
  done
done
if [ -z "$broken" ]; then pass "no include goes against the flow"; else fail "no include goes against the flow" "$broken"; fi

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
only 'archive' 'cmd'

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

# State of a file's own that changes would tie threads together. Constants and locals are free.
found=$(grep -nE '^static [^(=]*(=.*)?;' -r src --include='*.c' | grep -vE 'static (const|_Thread_local)|const [A-Z_]+\b|\bconst\b' || true)
if [ -z "$found" ]; then pass "no mutable file-scope variable"; else fail "no mutable file-scope variable" "$found"; fi
