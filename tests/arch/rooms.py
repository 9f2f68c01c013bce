"""What src/ROOMS, the sources and their objects say of each other: rooms.py CHECK ROOT [OBJECTS] prints a line a breach.

flow     an include of a later room, of no room, or of ours between < and >
private  an include of a header that its room keeps to itself; a unit test sees its own room's
mutable  an object in .data or .bss: a global, or a function's static, that may change
unused   an exported name nobody else uses: static, or superfluous
names    an exported name that starts with neither its file's name, nor its room's, nor that of a type or header of its room

tests/arch/allowed.txt holds what may be all the same (CHECK FILE NAME, which may have *, and why); an entry nobody needs any more is a breach too."""
import fnmatch, glob, os, re, subprocess, sys

check, root = sys.argv[1], sys.argv[2]
objects = sys.argv[3] if len(sys.argv) > 3 else None
os.chdir(root)
HERE = os.path.dirname(os.path.abspath(__file__))
breaches, allowed = [], {}
for line in open(os.path.join(HERE, "allowed.txt"), encoding="utf-8"):
    words = line.split(None, 3)
    if words and words[0] == check:
        assert len(words) == 4, "no reason: " + line
        allowed[tuple(words[1:3])] = False

rooms, public = [], {}
for line in open("src/ROOMS", encoding="utf-8"):
    if line.startswith("#"):
        continue
    room, _, rest = line.partition(" ")
    rooms.append(room)
    named = rest.partition(" | ")[2].split()
    public[room] = {f"{room}/{name}" for name in named or [os.path.basename(room) + ".h"] if name != "none"}
    breaches += [f"src/ROOMS names {h}, which is not there" for h in public[room] if not os.path.exists("src/" + h)]


def breach(file, name, words):
    for key in allowed:
        if key[0] == file and fnmatch.fnmatch(name, key[1]):
            allowed[key] = True
            return
    breaches.append(f"{file}: {words}")


def sources(*tops):
    return sorted(f for top in tops for f in glob.glob(top + "/**/*.[ch]", recursive=True))


def includes(file):
    return re.findall(r'^ *# *include *([<"])([^">]*)', open(file, encoding="utf-8").read(), re.M)


def look_at_flow():
    for file in sources("src"):
        room = os.path.dirname(file)[4:]
        if room not in rooms:
            breach(file, room, "no room of src/ROOMS")
            continue
        for sign, header in includes(file):
            if sign == "<":
                if os.path.exists("src/" + header):
                    breach(file, header, f"<{header}> is ours")
            elif os.path.dirname(header) not in rooms or not os.path.exists("src/" + header):
                breach(file, header, f'"{header}" is not named by its room')
            elif rooms.index(os.path.dirname(header)) > rooms.index(room):
                breach(file, header, f"{header} comes later")


def look_at_private():
    for file in sources("src", "tests", "tools"):
        room = os.path.dirname(file).removeprefix("src/").removeprefix("tests/unit/")
        for _, header in includes(file):
            other = os.path.dirname(header)
            if other in rooms and other != room and header not in public[other]:
                breach(file, header, f"{header} is {other}'s own")


def object_files(*tops):
    """Of sources that are still there."""
    found = [f for top in tops for f in glob.glob(f"{objects}/{top}/**/*.o", recursive=True)]
    return sorted(f for f in found if os.path.exists(os.path.relpath(f, objects)[:-1] + "c"))


def source_of(object_file):
    return os.path.relpath(object_file, objects)[:-1] + "c"


def look_at_mutable():
    current = None
    for line in subprocess.run(["objdump", "-t", *object_files("src")], capture_output=True, text=True, check=True).stdout.splitlines():
        if "file format" in line:
            current = source_of(line.split(":")[0])
        of = re.match(r"[0-9a-f]+ ([lgu! ])......? *(\S+)\t[0-9a-f]+ +(?:\.hidden )?(\S+)$", line)
        if of and re.match(r"\.(t?bss|t?data)|\*COM\*", of[2]) and not of[2].startswith(".data.rel.ro") and of[3] != of[2]:
            name = re.sub(r"\.[0-9]+$", "", of[3]).rpartition(".")[2]  # GCC's names.1, Clang's diag_code_name.names
            breach(current, name, f"{name} may change ({of[2]})")


def exported():
    current = None
    for line in subprocess.run(["nm", "-g", "--defined-only", "-A", *object_files("src")], capture_output=True, text=True, check=True).stdout.splitlines():
        file, _, rest = line.rpartition(":")
        yield source_of(file), rest.split()[-1]


def look_at_unused():
    asked = subprocess.run(["nm", "-u", *object_files("src", "tests", "tools")], capture_output=True, text=True, check=True).stdout
    asked = set(re.findall(r"^ +[Uw] (\S+)$", asked, re.M))
    for file, name in exported():
        if name not in asked and name != "main":
            breach(file, name, f"nobody else uses {name}")


def families(folder):
    """A room's types as names begin (DisplayList: display_list), and its headers."""
    headers = sorted(glob.glob(folder + "/*.h"))
    found = re.findall(r"^(?:typedef [^{;]*\b|} *)(\w+);", "".join(open(f, encoding="utf-8").read() for f in headers), re.M)
    found = [re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower() for name in found]
    return "|".join(found + [os.path.basename(f)[:-2] for f in headers] + [os.path.basename(folder)])


def look_at_names():
    for file, name in exported():
        folder, base = os.path.split(file[:-2])
        if not re.match(rf"({base}|{base.removesuffix('s')}|{families(folder)})(_|$)", name) and name != "main":
            breach(file, name, f"{name} starts with the name of neither its file, nor its room, nor a type or header of its room")


globals()["look_at_" + check]()
breaches += [f"allowed.txt: {check} {' '.join(key)} is needed no more" for key, used in allowed.items() if not used and root == "."]
print("\n".join(breaches), end="\n" if breaches else "")
