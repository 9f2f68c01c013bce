"""Plants, halls and machines."""
from studio import *  # noqa: F401,F403


def steels():
    return dict(
        steel=material("steel", (0.42, 0.44, 0.46), 0.45, 0.6, dirt=0.3),
        white=material("white", (0.66, 0.66, 0.64), 0.5, dirt=0.35),
        alu=material("alu", (0.62, 0.63, 0.65), 0.32, 0.95, vary=0.1, dirt=0.2),
        grey=material("grey", (0.30, 0.32, 0.34), 0.6, dirt=0.3),
        dark=material("dark", (0.05, 0.05, 0.055), 0.6, dirt=0.1),
        concrete=material("concrete", (0.40, 0.39, 0.37), 0.85, dirt=0.4, bump=0.01, bump_scale=6),
        yellow=material("yellow", (0.62, 0.38, 0.03), 0.4, dirt=0.3, clear=0.2),
        red=material("red", (0.45, 0.04, 0.03), 0.5, dirt=0.25),
        blue=material("blue", (0.05, 0.16, 0.36), 0.45, dirt=0.25),
        green=material("green", (0.05, 0.2, 0.1), 0.5, dirt=0.25),
        rust=material("rust", (0.25, 0.13, 0.07), 0.85, vary=0.35, dirt=0.4),
        glass=material("glass", (0.02, 0.03, 0.04), 0.14, dirt=0.05),
        rubber=material("rubber", (0.025, 0.025, 0.025), 0.85, dirt=0.5, dirt_colour=(0.16, 0.13, 0.1)))


def hillside(k, mat, y, height, width=3000, seed=0.0, base=-5):
    n = 160
    pts = []
    for i in range(n + 1):
        x = -width / 2 + width * i / n
        z = noise.fractal(Vector((x * 0.0022 + seed, seed, 0.3)), 0.9, 2.1, 7)
        pts += [(x, y, base), (x, y + 60, max(base, height * (0.55 + 0.45 * z)))]
    k.put(mat, pts, [(2 * i, 2 * i + 2, 2 * i + 3, 2 * i + 1) for i in range(n)], True)


def plant(rng):
    m = steels()
    k = Maker()
    asphalt = wet_ground("asphalt", (0.075, 0.075, 0.08), 0.6, 0.16)
    k.sheet(asphalt, -300, 300, -60, 300, 2, 2)
    k.box(m["concrete"], (-4, 4.2, 0.12), (260, 0.35, 0.24))
    k.box(m["concrete"], (-4, 10.2, 0.09), (260, 11.6, 0.18))
    paint = material("paint", (0.6, 0.6, 0.56), 0.7, dirt=0.5)
    for i in range(-18, 30):
        k.box(paint, (i * 5.0, -3.0, 0.004), (2.6, 0.15, 0.008))
    k.box(paint, (0, 3.4, 0.004), (260, 0.12, 0.008))
    bulb, cool, red = glow("bulb", (1, 0.74, 0.42), 65), glow("cool", (0.85, 0.93, 1), 70), glow("redlamp", (1, 0.05, 0.02), 60)

    def light(x, y, z, mat=None, power=0.0, r=0.11):
        k.ball(mat or bulb, (x, y, z), r, 8, 6)
        if power:
            lamp((x, y, z - 0.3), power, (1, 0.78, 0.5) if (mat or bulb) is bulb else (0.85, 0.93, 1))

    # pipe rack along the road
    for i in range(-12, 16):
        x = i * 6.0
        for y in (9.0, 15.0):
            k.beam(m["steel"], (x, y, 0), (x, y, 11.0), 0.32)
            k.box(m["concrete"], (x, y, 0.35), (0.8, 0.8, 0.7))
        for z in (5.2, 7.8, 10.4):
            k.beam(m["steel"], (x, 8.4, z), (x, 15.6, z), 0.24, 0.36)
        if i % 3 == 0 and i < 15:
            for y in (9.0, 15.0):
                k.beam(m["steel"], (x, y, 0.6), (x + 6, y, 5.1), 0.14)
                k.beam(m["steel"], (x + 6, y, 0.6), (x, y, 5.1), 0.14)
    for y in (9.0, 15.0):
        for z in (5.2, 7.8, 10.4):
            k.beam(m["steel"], (-72, y, z), (92, y, z), 0.2, 0.3)
    tints = ["alu", "alu", "white", "steel", "yellow", "alu", "red", "green", "grey", "blue"]
    for z in (5.2, 7.8, 10.4):
        y = 9.5
        while y < 14.6:
            r = rng.choice((0.09, 0.13, 0.18, 0.26, 0.34))
            y += r + 0.08
            mat = m[rng.choice(tints)]
            k.tube(mat, (-72, y, z + 0.2 + r), (92, y, z + 0.2 + r), r, seg=12)
            if rng.random() < 0.6:
                x = rng.uniform(-40, 60)
                top = rng.uniform(13, 17)
                k.run(mat, [(x, y, z + 0.2 + r), (x, y, top), (x, rng.uniform(19, 26), top), (x, 26, 1)], r * 0.8)
            y += r + 0.08
    # expansion loops
    for x in (-30, 6, 42):
        k.run(m["alu"], [(x, 11, 11), (x, 11, 13.4), (x + 5, 11, 13.4), (x + 5, 11, 11)], 0.22)
        k.run(m["alu"], [(x + .8, 12, 11), (x + .8, 12, 13.0), (x + 4.2, 12, 13.0), (x + 4.2, 12, 11)], 0.2)
    k.railing(m["yellow"], [(-72, 15.7), (92, 15.7)], 10.6)

    def column(x, y, r, h, coat="alu"):
        k.tube(m["concrete"], (x, y, 0), (x, y, 2.0), r * 1.25, seg=24)
        k.tube(m["grey"], (x, y, 2.0), (x, y, 4.0), r * 1.15, r, 28)
        k.tube(m[coat], (x, y, 4), (x, y, h), r, seg=32)
        k.ball(m[coat], (x, y, h), r, 28, 14, 0.55)
        z = 5.0
        while z < h:
            k.ring(m["steel"], (x, y, z), r * 1.004, 0.03, seg=32)
            z += 1.4
        z, a = rng.uniform(7, 9), rng.random() * TAU
        while z < h + 0.5:
            arc = [(x + math.cos(a + t * 0.35) * (r + 1.3), y + math.sin(a + t * 0.35) * (r + 1.3)) for t in range(13)]
            inner = [(x + math.cos(a + t * 0.35) * (r + 0.05), y + math.sin(a + t * 0.35) * (r + 0.05)) for t in range(13)]
            pts = [(*p, z) for p in arc] + [(*p, z) for p in inner]
            k.put(m["grey"], pts, [(i, i + 1, 14 + i, 13 + i) for i in range(12)])
            k.railing(m["yellow"], arc, z)
            for t in (2, 6, 10):
                light(*arc[t], z + 2.0, rng.choice((bulb, bulb, cool)))
            a += rng.choice((1.6, -1.6, 3.1))
            z += rng.uniform(5.2, 7.2)
        lx, ly = x + r + 0.3, y - r * 0.3
        for s in (-0.22, 0.22):
            k.beam(m["yellow"], (lx, ly + s, 2), (lx, ly + s, h), 0.06)
        for i in range(int((h - 2) / 0.45)):
            k.beam(m["yellow"], (lx, ly - 0.22, 2 + i * 0.45), (lx, ly + 0.22, 2 + i * 0.45), 0.035)
        for i in range(int((h - 4) / 1.0)):
            k.ring(m["yellow"], (lx + 0.35, ly, 4 + i), 0.38, 0.02, seg=12, tube=4)
        p = r * 0.28
        side = rng.choice((-1, 1))
        k.run(m["alu"], [(x, y, h + r * 0.4), (x, y, h + 2.0), (x + side * (r + 0.9), y, h + 2.0), (x + side * (r + 0.9), y, 3)], p)
        for _ in range(3):
            zz = rng.uniform(5, h - 3)
            k.run(m[rng.choice(("alu", "white", "grey"))], [(x, y, zz), (x - side * (r + 1.2), y - 0.7, zz), (x - side * (r + 1.2), y - 0.7, 3)], p * 0.55)
        light(x, y, h + 2.5, red, r=0.18)

    for x, y, r, h in ((-13, 27, 1.5, 34), (-5.5, 31, 2.1, 44), (2.5, 28, 1.1, 30), (8, 33, 1.7, 39), (31, 36, 1.4, 33), (37, 34, 0.9, 26), (-33, 40, 1.6, 36)):
        column(x, y, r, h, rng.choice(("alu", "alu", "white")))
    # open structure with drums and exchangers
    for ox, oy, nx, ny, floors in ((14, 24, 3, 2, 4), (-32, 25, 2, 2, 3), (44, 26, 3, 2, 5)):
        w = 6.0
        for i in range(nx + 1):
            for j in range(ny + 1):
                k.beam(m["grey"], (ox + i * w, oy + j * w, 0), (ox + i * w, oy + j * w, floors * 5.5 + 1.2), 0.36)
        for f in range(1, floors + 1):
            z = f * 5.5
            for i in range(nx + 1):
                k.beam(m["grey"], (ox + i * w, oy, z), (ox + i * w, oy + ny * w, z), 0.26, 0.42)
            for j in range(ny + 1):
                k.beam(m["grey"], (ox, oy + j * w, z), (ox + nx * w, oy + j * w, z), 0.26, 0.42)
            k.box(m["steel"], (ox + nx * w / 2, oy + ny * w / 2, z + 0.22), (nx * w + 0.8, ny * w + 0.8, 0.06))
            e = 0.3
            k.railing(m["yellow"], [(ox - e, oy - e), (ox + nx * w + e, oy - e), (ox + nx * w + e, oy + ny * w + e), (ox - e, oy + ny * w + e), (ox - e, oy - e)], z + 0.25)
            for i in range(nx):
                cx = ox + i * w + 3
                if rng.random() < 0.75:
                    r = rng.uniform(0.7, 1.3)
                    mat = m[rng.choice(("alu", "white", "alu", "steel"))]
                    k.tube(mat, (cx, oy + 1, z + r + 0.7), (cx, oy + ny * w - 1.5, z + r + 0.7), r, seg=24)
                    k.ball(mat, (cx, oy + 1, z + r + 0.7), r, 20, 12)
                    for yy in (oy + 2.5, oy + ny * w - 3):
                        k.box(m["grey"], (cx, yy, z + 0.6), (r * 1.5, 0.3, 0.9))
                    k.run(mat, [(cx, oy + 3, z + 2 * r), (cx, oy + 3, z + 4.2), (cx + 2.2, oy + 3, z + 4.2), (cx + 2.2, oy + 3, z - 2)], 0.14)
                light(cx, oy - 0.1, z - 0.6, rng.choice((bulb, cool)), rng.choice((0, 160)))
                light(cx + 2, oy + ny * w - 0.3, z - 0.6, rng.choice((bulb, cool)))
            if f % 2:
                k.beam(m["grey"], (ox, oy, z - 5.2), (ox + w, oy, z), 0.18)
        for f in range(floors):
            z = f * 5.5
            x0, x1 = (ox + nx * w + 1.0, ox + nx * w + 1.0)
            y0, y1 = (oy, oy + 7) if f % 2 == 0 else (oy + 7, oy)
            for s in (0, 1.0):
                k.beam(m["yellow"], (x0 + s, y0, z), (x1 + s, y1, z + 5.5), 0.08, 0.28)
                k.beam(m["yellow"], (x0 + s, y0, z + 1), (x1 + s, y1, z + 6.5), 0.05)
    # ground-level exchangers and pumps between rack and structure
    for i in range(22):
        x = -60 + i * 6 + rng.uniform(-1, 1)
        r = rng.uniform(0.35, 0.6)
        k.tube(m[rng.choice(("alu", "white", "blue"))], (x, 18, 1.3), (x, 21.5, 1.3), r, seg=18)
        k.box(m["concrete"], (x, 19.5, 0.4), (0.8, 2.6, 0.8))
    # storage tanks to the right, sphere further back
    for x, y, r, h in ((74, 34, 9, 12), (96, 40, 9, 12), (-66, 44, 8, 11)):
        k.tube(m["white"], (x, y, 0), (x, y, h), r, seg=56)
        k.tube(m["white"], (x, y, h), (x, y, h + 1.6), r, 0.4, 56)
        for z in (2.4, 4.8, 7.2, 9.6):
            k.ring(m["steel"], (x, y, z), r, 0.05, seg=56)
        edge = [(x + math.cos(t / 24 * TAU) * r, y + math.sin(t / 24 * TAU) * r) for t in range(25)]
        k.railing(m["yellow"], edge, h)
        for i in range(40):
            a = -2.6 + i * 0.05
            k.box(m["yellow"], (x + math.cos(a) * (r + 0.5), y + math.sin(a) * (r + 0.5), i * h / 40), (0.9, 0.3, 0.06), a)
            k.beam(m["yellow"], (x + math.cos(a) * (r + 0.9), y + math.sin(a) * (r + 0.9), i * h / 40), (x + math.cos(a) * (r + 0.9), y + math.sin(a) * (r + 0.9), i * h / 40 + 1), 0.05)
        light(x - r * 0.5, y - r * 0.8, h + 1.5, cool, 300)
    k.ball(m["white"], (66, 62, 11), 8, 40, 24)
    for i in range(10):
        a = i * TAU / 10
        k.tube(m["grey"], (66 + 8 * math.cos(a), 62 + 8 * math.sin(a), 0), (66 + 8 * math.cos(a), 62 + 8 * math.sin(a), 11), 0.35, seg=10)
    # stack
    for i in range(10):
        k.tube(m["red" if i % 2 else "white"] if i > 5 else m["concrete"], (-46, 70, i * 8), (-46, 70, i * 8 + 8), 3.2 - i * 0.15, 3.2 - (i + 1) * 0.15, 32)
    light(-46, 66, 78, red, r=0.3)
    light(-46, 66, 52, red, r=0.3)
    # foreground: hydrant, bollards, rail, street lamps, shrubs
    for i in range(-10, 16):
        x = i * 2.6
        k.tube(m["yellow"], (x, 3.95, 0), (x, 3.95, 0.95), 0.06)
        k.tube(m["dark"], (x, 3.95, 0.6), (x, 3.95, 0.75), 0.062)
    for z in (0.5, 0.9):
        k.tube(m["steel"], (-26, 3.95, z), (40, 3.95, z), 0.035)
    for i, x in enumerate((-26, -8, 10, 28, 46, 64)):
        k.tube(m["alu"], (x, 5.6, 0), (x, 5.6, 8.2), 0.1, 0.06)
        k.beam(m["alu"], (x, 5.6, 8.2), (x, 3.6, 8.5), 0.07)
        k.box(m["grey"], (x, 3.2, 8.5), (0.3, 0.9, 0.12))
        k.box(cool, (x, 3.2, 8.42), (0.22, 0.7, 0.04))
        lamp((x, 3.2, 8.0), 260, (0.9, 0.95, 1.0), 0.3)
    for x in (-20, -6, 6, 20, 34, 52):
        lamp((x, 16.5, 4.2), 130, (1, 0.75, 0.45))
        k.ball(bulb, (x, 16.0, 4.8), 0.12, 8, 6)
    hill = material("hill", (0.10, 0.10, 0.09), 1.0, dirt=0)
    hillside(k, hill, 700, 120, 4200, 2.0)
    hillside(k, hill, 480, 70, 3600, 7.0)
    # far buildings
    for i in range(40):
        x = rng.uniform(-320, 380)
        k.box(m["concrete"], (x, rng.uniform(120, 260), rng.uniform(3, 8)), (rng.uniform(12, 40), 20, rng.uniform(6, 18)))
    k.done("plant")
    bush = tree(rng, "bush", m["rust"], material("leaf", (0.05, 0.075, 0.03), 0.8, vary=0.4), 1.1, 0.55, 1400, 0.06, 0.03, "cone")
    for i in range(60):
        copy(bush, -30 + i * 1.3 + rng.uniform(-.2, .2), 6.6 + rng.uniform(-.2, .2), 0.15, rng.random() * TAU, rng.uniform(0.8, 1.15))
    sky(-1.2, 12, 1.15, 1.2, 0.55, 1.2, 0.5, sun=False, tint=(1.0, 0.96, 1.0), cloud_light=(1.0, 0.72, 0.66))
    camera((-24, -25, 1.75), (3.5, 24, 15.6), 25, 0)


def shell(k, m, width, length, height, bay=6.0, truss=1.8, floor=None, wall=None, skylight=None):
    """A single-span hall along y, camera end open."""
    w = width / 2
    k.sheet(floor, -w, w, -6, length, 2, 2)
    for s in (-1, 1):
        k.box(wall, (s * (w + 0.15), length / 2, (height + truss + 0.5) / 2), (0.2, length + 12, height + truss + 0.5))
        k.box(m["concrete"], (s * (w + 0.02), length / 2, 0.6), (0.3, length + 12, 1.2))
        k.box(m["steel"], (s * (w - 0.7), length / 2, height - 3.6), (0.35, length + 12, 0.6))
    k.box(wall, (0, length, height / 2), (width, 0.2, height + 4))
    n = int(length / bay) + 1
    for i in range(n):
        y = i * bay
        for s in (-1, 1):
            for d in (-0.22, 0.22):
                k.box(m["steel"], (s * (w - 0.35) + d, y, height / 2), (0.04, 0.32, height))
            k.box(m["steel"], (s * (w - 0.35), y, height / 2), (0.44, 0.03, height))
            k.box(m["steel"], (s * (w - 0.6), y, height - 4.0), (0.8, 0.3, 0.4))
        rise = width * 0.05
        ends = [(-w, height), (0, height + rise), (w, height)]
        for a, b in zip(ends, ends[1:]):
            k.beam(m["steel"], (a[0], y, a[1] + truss), (b[0], y, b[1] + truss), 0.16, 0.2)
        k.beam(m["steel"], (-w, y, height), (w, y, height), 0.14, 0.18)
        parts = 12
        for j in range(parts):
            x0, x1 = -w + width * j / parts, -w + width * (j + 1) / parts
            top = lambda x: height + truss + rise * (1 - abs(x) / w)
            k.beam(m["steel"], (x0, y, height if j % 2 else top(x0)), (x1, y, top(x1) if j % 2 else height), 0.08)
            k.beam(m["steel"], (x1, y, height), (x1, y, top(x1)), 0.07)
    for j in range(13):
        x = -w + width * j / 12
        z = height + truss + width * 0.05 * (1 - abs(x) / w) + 0.15
        k.beam(m["steel"], (x, -6, z), (x, length, z), 0.08, 0.2)
    for s in (-1, 1):
        tilt = math.atan2(width * 0.05, w)
        k.box(wall, (s * w / 2, length / 2, height + truss + width * 0.025 + 0.4), (w * 1.02, length + 12, 0.12), tilt=(0, s * tilt))
        for i in range(n):
            y = i * bay + bay / 2
            k.box(skylight, (s * w * 0.5, y, height + truss + width * 0.025 + 0.3), (w * 0.62, 1.1, 0.04), tilt=(0, s * tilt))
        k.box(skylight, (s * (w + 0.03), length / 2, height - 1.9), (0.05, length + 10, 1.5))
        for i in range(int(length / 2)):
            k.box(m["steel"], (s * w, i * 2.0, height - 1.9), (0.12, 0.07, 1.5))


def lathe(k, m, rng, x, y, side):
    """A machining centre; its door faces the aisle."""
    body = m[rng.choice(("white", "pale"))]
    t = k.at
    k.at = t @ Matrix.Translation((x, y, 0)) @ Matrix.Rotation(0 if side < 0 else math.pi, 4, "Z")
    k.box(m["dark"], (0, 0, 0.12), (2.5, 3.3, 0.24))
    k.prism(body, [(-1.3, 0.2), (1.15, 0.2), (1.2, 0.95), (1.0, 2.25), (-1.3, 2.4)], 3.4)
    k.prism(m["accent"], [(1.16, 0.3), (1.205, 0.3), (1.225, 0.8), (1.18, 0.8)], 3.42)
    k.box(m["glass"], (1.14, -0.1, 1.5), (0.06, 1.5, 0.75), tilt=(0, -0.15))
    for yy in (-0.95, 0.72):
        k.box(m["steel"], (1.17, yy, 1.45), (0.07, 0.05, 0.95), tilt=(0, -0.15))
    k.box(m["grey"], (1.3, 1.28, 1.45), (0.28, 0.55, 0.75))
    k.box(m["screen"], (1.45, 1.28, 1.6), (0.01, 0.4, 0.28))
    k.box(body, (-0.9, -0.6, 2.75), (0.9, 1.2, 0.8))
    k.tube(m["alu"], (-0.4, 0.9, 2.3), (-0.4, 0.9, 3.1), 0.18)
    k.run(m["dark"], [(-0.4, 0.9, 3.0), (-0.4, 0.2, 3.2), (-0.9, -0.3, 3.0)], 0.06)
    k.tube(m["grey"], (0.7, 1.45, 2.3), (0.7, 1.45, 2.6), 0.03)
    for i, c in enumerate(("lampg", "lampy", "lampr")):
        k.tube(m[c], (0.7, 1.45, 2.6 + i * 0.1), (0.7, 1.45, 2.69 + i * 0.1), 0.045, seg=10)
    k.box(m["grey"], (1.9, -0.2, 0.35), (0.9, 1.4, 0.08))
    for a in (-0.8, 0.4):
        for b in (1.5, 2.3):
            k.box(m["grey"], (b, a, 0.17), (0.06, 0.06, 0.34))
    for i in range(rng.randint(3, 6)):
        k.tube(m["alu"], (1.65 + 0.17 * (i % 4), -0.85, 0.5 + 0.15 * (i // 4)), (1.65 + 0.17 * (i % 4), 0.4, 0.5 + 0.15 * (i // 4)), 0.075)
    k.at = t


def hall(rng):
    m = steels()
    m["pale"] = material("pale", (0.52, 0.55, 0.56), 0.4, dirt=0.15)
    m["accent"] = material("accent", (0.06, 0.2, 0.42), 0.4, dirt=0.1)
    m["screen"] = glow("screen", (0.35, 0.6, 1), 1.6)
    m["lampg"], m["lampy"], m["lampr"] = glow("g", (0.1, 1, 0.3), 6), material("ly", (0.5, 0.35, 0.02), 0.3), material("lr", (0.4, 0.02, 0.02), 0.3)
    floor = wet_ground("epoxy", (0.16, 0.20, 0.19), 0.85, 0.11, bump=0.0006)
    wall = material("panelwall", (0.55, 0.58, 0.6), 0.5, dirt=0.2, ribs=(1, 0.3, 0.01))
    light = glow("skylight", (0.92, 0.97, 1.0), 5.5)
    k = Maker()
    shell(k, m, 24, 96, 10.5, floor=floor, wall=wall, skylight=light)
    line = material("line", (0.62, 0.46, 0.05), 0.5, dirt=0.5)
    for s in (-1, 1):
        k.box(line, (s * 2.6, 45, 0.003), (0.14, 102, 0.006))
        k.box(line, (s * 11.0, 45, 0.003), (0.1, 102, 0.006))
        for i in range(18):
            lathe(k, m, rng, s * 6.6 + rng.uniform(-.1, .1), 4 + i * 5.0, s)
            if i % 2:
                k.box(m["red"], (s * 10.4, 6 + i * 5, 0.6), (0.9, 0.6, 1.2))
            if rng.random() < 0.5:
                k.box(m["blue"], (s * 3.5, 6.6 + i * 5, 0.45), (0.8, 1.1, 0.7))
                for j in range(5):
                    k.tube(m["alu"], (s * 3.5 - .3 + j * .15, 6.1 + i * 5, 0.85), (s * 3.5 - .3 + j * .15, 7.1 + i * 5, 0.85), 0.06)
    # travelling crane
    k.box(m["yellow"], (0, 40, 7.6), (22.4, 0.6, 1.0))
    k.box(m["yellow"], (0, 42.4, 7.6), (22.4, 0.6, 1.0))
    k.box(m["grey"], (3, 41.2, 8.2), (1.8, 2.6, 0.8))
    k.beam(m["dark"], (3, 41.2, 7.8), (3, 41.2, 4.6), 0.07)
    k.box(m["yellow"], (3, 41.2, 4.4), (0.4, 0.3, 0.6))
    k.box(m["yellow"], (0, 76, 7.6), (22.4, 1.0, 1.0))
    # foreground: finished hydraulic cylinders on a rack
    for j in range(3):
        for i in range(5 - j):
            x, z = -4.6 + i * 0.44 + j * 0.22, 0.62 + j * 0.38
            k.tube(m["grey" if (i + j) % 4 else "yellow"], (x, -1.6, z), (x, 0.9, z), 0.19, seg=28)
            k.tube(m["alu"], (x, -2.15, z), (x, -1.5, z), 0.1, seg=20)
            k.ring(m["dark"], (x, -1.6, z), 0.17, 0.035, "Y", 28)
            k.tube(m["alu"], (x, -2.35, z), (x, -2.1, z), 0.16, seg=20)
    for y in (-1.2, 0.5):
        k.box(m["blue"], (-3.7, y, 0.36), (2.5, 0.14, 0.16))
        for x in (-4.85, -2.55):
            k.box(m["blue"], (x, y, 0.7), (0.1, 0.14, 1.4))
    coats = [material("coat", (0.05, 0.09, 0.2), 0.8), material("coat2", (0.12, 0.13, 0.15), 0.8)]
    skin, hair = material("skin", (0.42, 0.26, 0.18), 0.6), material("hair", (0.6, 0.45, 0.05), 0.5)
    for x, y in ((-3.7, 23), (3.9, 33), (0.9, 52), (1.6, 52.4), (-3.2, 44)):
        figure(k, coats, skin, hair, x, y, 0, rng)
    k.done("hall")
    for y in range(6, 96, 12):
        for x in (-6, 6):
            panel((x, y, 11.6), (7, 3), 900, (0.95, 0.98, 1.0))
    for s in (-1, 1):
        for y in (12, 36, 60, 84):
            panel((s * 11.6, y, 8.6), (1.5, 22), 1500, (0.95, 0.98, 1.0), (-s, 0, -0.55))
    panel((0, -5, 9), (16, 4), 500, (1, 0.97, 0.92), (0, 0.6, -1))
    dark((0.5, 0.55, 0.6), 0.25)
    camera((-1.35, -6.2, 2.35), (0.55, 30, 2.9), 27, 5.6, (-3, 6, 1.2))


def formwork(rng):
    m = steels()
    floor = wet_ground("slab", (0.22, 0.21, 0.2), 0.35, 0.2, bump=0.002)
    wall = material("panelwall", (0.42, 0.48, 0.54), 0.5, dirt=0.25, ribs=(1, 0.3, 0.01))
    k = Maker()
    shell(k, m, 21, 66, 9.5, floor=floor, wall=wall, skylight=glow("skylight", (0.9, 0.96, 1.0), 4.0))
    alu = material("formalu", (0.74, 0.75, 0.76), 0.4, 0.65, vary=0.12, dirt=0.35, dirt_colour=(0.2, 0.19, 0.18))

    def sheet(x, y, z, turn, long=2.4, wide=0.4):
        """One formwork panel, face down, ribs up."""
        t = k.at
        k.at = t @ Matrix.Translation((x, y, z)) @ Matrix.Rotation(turn, 4, "Z")
        k.box(alu, (0, 0, 0.005), (wide, long, 0.01))
        for s in (-1, 1):
            k.box(alu, (s * (wide / 2 - 0.005), 0, 0.035), (0.01, long, 0.07))
            k.box(alu, (0, s * (long / 2 - 0.005), 0.035), (wide, 0.01, 0.07))
        for i in range(1, 6):
            k.box(alu, (0, -long / 2 + long * i / 6, 0.03), (wide - .02, 0.05, 0.05))
        k.at = t

    def stack(x, y, turn, levels, cols=3):
        t = k.at
        k.at = t @ Matrix.Translation((x, y, 0)) @ Matrix.Rotation(turn, 4, "Z")
        for yy in (-0.8, 0, 0.8):
            k.box(m["rust"], (0, yy, 0.06), (cols * 0.44, 0.1, 0.12))
        for i in range(levels):
            for c in range(cols):
                sheet((c - (cols - 1) / 2) * 0.43 + rng.uniform(-.012, .012), rng.uniform(-.03, .03), 0.12 + i * 0.075, 0)
        for yy in (-0.7, 0.7):
            h = 0.13 + levels * 0.075
            k.box(m["dark"], (0, yy, h), (cols * 0.44, 0.03, 0.006))
        k.at = t

    for y in range(0, 56, 4):
        stack(-4.2 + rng.uniform(-.1, .1), y + 2, 0.02, rng.randint(10, 17), 3)
        stack(-6.6, y + 2.3, -0.02, rng.randint(8, 18), 3)
        if y > 8:
            stack(4.4, y + 2, 0.0, rng.randint(6, 15), 3)
            stack(7.2, y + 2, 0.0, rng.randint(6, 15), 3)
    stack(2.6, 3.4, 0.05, 8, 3)
    stack(2.7, 6.4, -0.03, 12, 3)
    stack(0.9, 1.6, 0.12, 3, 2)
    # welding benches on the right
    for i in range(2):
        y = 10.2 + i * 3.6
        k.box(m["grey"], (4.6, y, 0.82), (2.0, 2.6, 0.08))
        for sx in (-.9, .9):
            for sy in (-1.2, 1.2):
                k.box(m["grey"], (4.6 + sx, y + sy, 0.4), (0.08, 0.08, 0.8))
        sheet(4.3, y, 0.87, 0.05)
        k.box(m["red"], (6.4, y, 0.55), (0.6, 0.9, 0.9))
        k.run(m["dark"], [(6.1, y, 0.8), (5.6, y + .2, 0.5), (5.2, y + .1, 0.95)], 0.025, 8)
    # crane and a hung bundle
    k.box(m["yellow"], (0, 24, 6.9), (19.6, 0.7, 1.0))
    k.box(m["grey"], (-1, 24, 7.6), (1.6, 1.6, 0.6))
    for s in (-0.5, 0.5):
        k.beam(m["dark"], (-1, 24, 4.8), (-1 + s, 24 - .8, 3.55), 0.03)
        k.beam(m["dark"], (-1, 24, 4.8), (-1 + s, 24 + .8, 3.55), 0.03)
    k.beam(m["dark"], (-1, 24, 7), (-1, 24, 4.8), 0.06)
    for i in range(5):
        for c in range(3):
            sheet(-1.43 + c * 0.43, 24, 3.1 + i * 0.08, 0)
    coats = [material("coat", (0.06, 0.10, 0.24), 0.8)]
    skin, hat = material("skin", (0.4, 0.25, 0.18), 0.6), material("hat", (0.6, 0.4, 0.04), 0.4)
    for x, y in ((3.1, 13.2), (-1.4, 31), (1.2, 38), (0.4, 27.5)):
        figure(k, coats, skin, hat, x, y, 0, rng)
    spark = glow("arc", (0.75, 0.88, 1.0), 260)
    k.ball(spark, (4.2, 14.1, 1.0), 0.045, 8, 6)
    hot = glow("hot", (1, 0.55, 0.18), 90)
    for _ in range(60):
        a, r = rng.uniform(0, TAU), rng.random() ** 1.6 * 1.3
        p = Vector((4.2 + math.cos(a) * r, 14.1 + math.sin(a) * r * 0.5, 1.0 + rng.uniform(0, .35) - r * r * 0.6))
        k.beam(hot, p, p + Vector((math.cos(a) * .07, math.sin(a) * .03, -0.05 * r)), 0.007)
    k.done("formwork")
    lamp((4.2, 14.0, 1.15), 420, (0.7, 0.85, 1.0), 0.06)
    for y in range(6, 66, 12):
        panel((0, y, 10.2), (12, 3), 800, (0.95, 0.98, 1.0))
    for y in (4, 26, 48):
        panel((-9.9, y, 7.6), (1.6, 20), 1700, (1, 0.97, 0.92), (1, 0.0, -0.55))
        panel((9.9, y, 7.6), (1.6, 20), 1000, (0.93, 0.97, 1.0), (-1, 0.0, -0.55))
    dark((0.5, 0.55, 0.6), 0.25)
    camera((-1.5, -1.3, 1.75), (0.1, 22, 2.3), 31, 4.0, (-2, 5, 1.0), shift=(0, 0.02))


def reel(rng):
    m = steels()
    m["body"] = material("body", (0.66, 0.40, 0.02), 0.35, dirt=0.18, clear=0.4)
    k = Maker()
    yard = wet_ground("yard", (0.30, 0.29, 0.27), 0.25, 0.2, tiles=(6.0, 5.0), bump=0.002)
    k.sheet(yard, -80, 80, -40, 60, 2, 2)
    # chassis, axles
    k.box(m["body"], (0, 0, 1.25), (10.4, 2.1, 0.42))
    for s in (-0.95, 0.95):
        k.box(m["dark"], (0, s, 0.98), (10.2, 0.22, 0.34))
    for x in (-3.9, -2.3, 3.6):
        for s in (-1, 1):
            for d in (0.0, 0.42) if x < 0 else (0.0,):
                y = s * (1.32 - d) if x < 0 else s * 1.25
                k.tube(m["rubber"], (x, y - 0.17, 0.66), (x, y + 0.17, 0.66), 0.66, seg=44)
                k.ring(m["rubber"], (x, y - 0.12, 0.66), 0.6, 0.07, "Y", 44)
                k.ring(m["rubber"], (x, y + 0.12, 0.66), 0.6, 0.07, "Y", 44)
            k.tube(m["alu"], (x, s * 1.5, 0.66), (x, s * 1.53, 0.66), 0.36, 0.30, seg=28)
            k.tube(m["dark"], (x, s * 1.53, 0.66), (x, s * 1.57, 0.66), 0.12, seg=20)
            for i in range(8):
                a = i * TAU / 8
                k.tube(m["steel"], (x + .22 * math.cos(a), s * 1.51, 0.66 + .22 * math.sin(a)), (x + .22 * math.cos(a), s * 1.56, 0.66 + .22 * math.sin(a)), 0.03, seg=6)
        k.tube(m["dark"], (x, -1.2, 0.66), (x, 1.2, 0.66), 0.12)
        for s in (-1, 1):
            k.prism(m["body"], [(x - .95, 1.2), (x - .8, 1.46), (x + .8, 1.46), (x + .95, 1.2), (x + .85, 1.2), (x + .75, 1.4), (x - .75, 1.4), (x - .85, 1.2)], 0.01)
    # mudguards
    for x0, x1 in ((-4.9, -1.35), (2.7, 4.5)):
        for s in (-1, 1):
            k.box(m["dark"], ((x0 + x1) / 2, s * 1.32, 1.45), (x1 - x0, 0.6, 0.06))
    # cab
    k.prism(m["body"], [(3.3, 1.3), (5.35, 1.3), (5.4, 2.15), (5.05, 3.35), (3.3, 3.4)], 2.2)
    k.prism(m["glass"], [(5.3, 2.2), (5.42, 2.2), (5.12, 3.22), (5.0, 3.22)], 1.95)
    for s in (-1, 1):
        k.box(m["glass"], (4.35, s * 1.105, 2.72), (1.15, 0.02, 0.85))
        k.box(m["dark"], (3.72, s * 1.11, 2.3), (0.02, 0.02, 1.8))
        k.box(m["dark"], (4.98, s * 1.11, 2.3), (0.02, 0.02, 1.8))
        k.box(m["dark"], (4.0, s * 1.13, 2.05), (0.2, 0.03, 0.05))
        k.box(m["dark"], (5.25, s * 1.35, 2.75), (0.08, 0.2, 0.42))
        k.beam(m["dark"], (5.2, s * 1.1, 3.0), (5.25, s * 1.35, 2.9), 0.03)
        k.box(m["white"], (5.42, s * 0.8, 1.62), (0.06, 0.34, 0.2))
        for i in range(3):
            k.box(m["dark"], (4.3, s * 1.2, 0.6 + i * 0.33), (0.7, 0.35, 0.05))
    k.box(m["dark"], (5.4, 0, 1.5), (0.1, 2.3, 0.5))
    k.box(m["dark"], (5.44, 0, 2.0), (0.04, 1.4, 0.18))
    k.tube(m["yellow"], (4.2, 0.4, 3.4), (4.2, 0.4, 3.6), 0.1)
    # power pack behind the cab
    k.box(m["body"], (2.35, 0, 2.1), (1.5, 2.0, 1.3))
    for i in range(9):
        k.box(m["dark"], (2.35, -1.01, 1.65 + i * 0.1), (1.1, 0.02, 0.05))
    k.tube(m["dark"], (2.9, 0.7, 2.7), (2.9, 0.7, 3.5), 0.09)
    k.railing(m["dark"], [(1.65, -0.98), (3.05, -0.98)], 2.75, 0.9)
    # the reel
    cx, cz, R = -1.9, 3.05, 1.72
    for y in (-1.0, 1.0):
        k.ring(m["body"], (cx, y, cz), R, 0.07, "Y", 72, 10)
        k.ring(m["body"], (cx, y, cz), R * 0.62, 0.045, "Y", 60, 8)
        k.ring(m["body"], (cx, y, cz), 0.42, 0.07, "Y", 40, 8)
        for i in range(16):
            a = i * TAU / 16 + 0.1
            k.beam(m["body"], (cx + .4 * math.cos(a), y, cz + .4 * math.sin(a)), (cx + R * math.cos(a), y, cz + R * math.sin(a)), 0.07)
        k.tube(m["steel"], (cx, y * 1.05, cz), (cx, y * 1.35, cz), 0.24, seg=24)
    k.tube(m["steel"], (cx, -1.0, cz), (cx, 1.0, cz), 0.85, seg=48)
    cable = material("cable", (0.035, 0.035, 0.04), 0.45, dirt=0.35, dirt_colour=(0.14, 0.12, 0.1))
    for layer in range(4):
        n = 13
        for i in range(n):
            y = -0.93 + 1.86 * (i + (0.5 if layer % 2 else 0.15)) / n
            k.ring(cable, (cx, y, cz), 0.93 + layer * 0.125, 0.07, "Y", 64, 8)
    for s in (-1, 1):
        k.beam(m["body"], (cx - 0.95, s * 1.22, 1.4), (cx, s * 1.22, cz), 0.2)
        k.beam(m["body"], (cx + 0.95, s * 1.22, 1.4), (cx, s * 1.22, cz), 0.2)
        k.box(m["dark"], (cx, s * 1.25, cz), (0.6, 0.22, 0.6))
    k.tube(m["blue"], (cx, -1.35, cz), (cx, -1.85, cz), 0.26, seg=24)
    # guide arm with rollers at the tail
    for s in (-0.35, 0.35):
        k.beam(m["body"], (-4.2, s, 1.5), (-6.4, s, 2.6), 0.14)
        k.beam(m["body"], (-3.9, s, 1.5), (-5.4, s, 2.05), 0.1)
    for i in range(6):
        k.tube(m["alu"], (-4.5 - i * .36, -0.35, 1.72 + i * .18), (-4.5 - i * .36, 0.35, 1.72 + i * .18), 0.06)
    k.run(cable, [(cx - 0.5, 0.0, cz + 1.2), (-4.3, 0, 2.6), (-6.4, 0, 2.75), (-7.1, 0, 1.2), (-7.3, 0, 0.09), (-10, 0.8, 0.09), (-13, 0.2, 0.09)], 0.075)
    for i, (x, c) in enumerate(((-5.1, "red"), (5.1, "red"))):
        for j in range(6):
            k.box(m["red" if j % 2 else "white"], (-5.22, -0.9 + j * 0.36, 1.25), (0.03, 0.36, 0.14))
    for j in range(14):
        k.box(m["dark" if j % 2 else "body"], (-4.6 + j * 0.66, -1.06, 1.25), (0.66, 0.02, 0.1))
    # workshop behind
    wall = material("cladding", (0.36, 0.44, 0.52), 0.5, dirt=0.25, ribs=(0, 0.35, 0.02))
    k.box(wall, (0, 19, 6.5), (90, 0.5, 13))
    k.box(m["concrete"], (0, 18.7, 0.6), (90, 0.4, 1.2))
    k.box(m["white"], (0, 18.7, 12.8), (90, 0.6, 0.6))
    inside = material("inside", (0.06, 0.065, 0.07), 0.8)
    for x in (-24, -3, 18):
        k.box(inside, (x, 18.72, 3.6), (8.5, 0.12, 7.2))
        for s in (-1, 1):
            k.box(m["blue"], (x + s * 6.4, 18.45, 3.6), (4.2, 0.15, 7.0))
            for i in range(4):
                k.box(m["steel"], (x + s * 6.4, 18.36, 0.4 + i * 2.1), (4.2, 0.06, 0.08))
        k.box(m["white"], (x, 18.4, 7.5), (9.2, 0.7, 0.35))
    for i in range(22):
        k.box(m["glass"], (-42 + i * 4, 18.7, 9.8), (3.0, 0.1, 1.3))
    for x in (-34, -13, 8, 29):
        k.tube(m["white"], (x, 18.5, 0), (x, 18.5, 12.6), 0.09)
        k.box(m["grey"], (x + 3, 18.3, 8.2), (0.4, 0.7, 0.15))
    # stock in the yard
    for i in range(6):
        k.box(m["rust"], (14 + rng.uniform(-.1, .1), 12, 0.3 + i * 0.32), (9, 1.2, 0.3))
    for i in range(5):
        k.tube(m["grey"], (-16 + i * 0.9, 13, 0.5), (-16 + i * 0.9, 17, 0.5), 0.4, seg=24)
    for i in range(4):
        k.tube(m["grey"], (-15.5 + i * 0.9, 13, 1.25), (-15.5 + i * 0.9, 17, 1.25), 0.4, seg=24)
    for i in range(5):
        x = -6 + i * 3.4
        k.tube(m["red"], (x, -3.6, 0), (x, -3.6, 0.75), 0.17, 0.04, seg=20)
        k.tube(m["white"], (x, -3.6, 0.3), (x, -3.6, 0.48), 0.125, 0.09, seg=20)
        k.box(m["dark"], (x, -3.6, 0.02), (0.4, 0.4, 0.04))
    coats = [material("coat", (0.05, 0.10, 0.25), 0.8)]
    skin, hat = material("skin", (0.4, 0.25, 0.18), 0.6), material("hat", (0.6, 0.5, 0.1), 0.4)
    for x, y in ((9.5, 12.8), (10.3, 12.2), (-9.5, 15.5)):
        figure(k, coats, skin, hat, x, y, 0, rng)
    k.done("reel")
    sky(34, 215, 0.11, 2.0, 0.75, 1.2, 0.55)
    camera((8.6, -12.6, 2.0), (-0.4, 1.2, 2.5), 34, 5.6, (1, -1, 2))
