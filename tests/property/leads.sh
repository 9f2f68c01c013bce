#!/usr/bin/env bash
# The lead leads: on pages made up from drawn copy its title is a quarter larger than any other, as an outside reader finds their sizes, on nine pages of ten.
. tests/lib.sh
count=${LEADS_PAGES:-20}
cd "$SCRATCH" || exit 1
check "of $count pages nine in ten" env BUILD="$BUILD" python3 - "$ROOT" "$count" "$TEKAN" <<'PYTHON'
import os, re, subprocess, sys
root, count, tekan = sys.argv[1], int(sys.argv[2]), sys.argv[3]
sys.path.insert(0, root + "/tests/bench")
import madeup
madeup.draw_photographs(".")
seen = less = 0
for seed in range(9001, 9400):
    if seen == count:
        break
    folder = os.path.abspath(f"s{seed}")
    layout, n, fill, _ = madeup.draw_set(folder, seed)
    if layout != "tabloid" or n < 3:
        continue
    subprocess.run([tekan, "build", folder, "--force", "-q", "-o", f"o{seed}"], capture_output=True)
    xml = subprocess.run(["mutool", "draw", "-q", "-F", "stext", f"o{seed}/s{seed}.pdf", "1"], capture_output=True, text=True).stdout
    sizes = sorted({round(float(size), 1) for size, line in re.findall(r'<font name="[^"]*" size="([\d.]+)">(.*?)</font>', xml, re.S) if float(size) > 18 and "<char" in line}, reverse=True)
    seen += 1
    if len(sizes) > 1 and sizes[0] < 1.25 * sizes[1]:
        less += 1
        print(seed, sizes)
print(f"{less} of {seen}")
sys.exit(seen < count or less * 10 > seen)
PYTHON
