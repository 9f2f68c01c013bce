"""Modelling, materials, light and darkroom for the sample issue's photographs.

Runs inside Blender 3.4 (Cycles on the CPU). Lengths are metres, z is up. Everything
is built from numbers, so the same script gives the same pictures.
"""
import math
import os
import random
import tempfile

import bpy
import numpy as np
from mathutils import Matrix, Vector, noise

TAU = 2 * math.pi


def clear():
    bpy.ops.wm.read_factory_settings(use_empty=True)


# ------------------------------------------------------------------ materials

class Nodes:
    """A thin shorthand for wiring shader nodes."""

    def __init__(self, tree):
        self.tree = tree
        tree.nodes.clear()

    def add(self, kind, inputs=(), **props):
        node = self.tree.nodes.new(kind)
        for key, value in props.items():
            setattr(node, key, value)
        for key, value in dict(inputs).items():
            if hasattr(value, "links"):
                self.tree.links.new(value, node.inputs[key])
            else:
                node.inputs[key].default_value = value
        return node

    def math(self, op, a, b=0.0, c=0.0, clamp=False):
        return self.add("ShaderNodeMath", {0: a, 1: b, 2: c}, operation=op, use_clamp=clamp).outputs[0]

    def ramp(self, value, lo, hi):
        node = self.add("ShaderNodeMapRange", {0: value, 1: lo, 2: hi})
        node.interpolation_type = "SMOOTHSTEP"
        return node.outputs[0]

    def mix(self, fac, a, b, blend="MIX"):
        return self.add("ShaderNodeMixRGB", {0: fac, 1: a, 2: b}, blend_type=blend).outputs[0]

    def noise(self, vector, scale, detail=6.0, rough=0.55):
        return self.add("ShaderNodeTexNoise", {"Vector": vector, "Scale": scale, "Detail": detail,
                                                "Roughness": rough}).outputs["Fac"]

    def stretch(self, vector, x, y, z):
        return self.add("ShaderNodeVectorMath", {0: vector, 1: (x, y, z)}, operation="MULTIPLY").outputs[0]


def rgba(colour):
    return (*colour, 1.0)


def material(name, colour, rough=0.6, metal=0.0, vary=0.18, scale=0.6, dirt=0.25, dirt_colour=(0.09, 0.07, 0.05),
             bump=0.0, bump_scale=8.0, ribs=None, emit=None, strength=0.0, clear=0.0, other=None, patch=0.0):
    """Painted or raw surface with mottling, streaks running down, ribs across `ribs`=(axis, pitch, depth)."""
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    n = Nodes(mat.node_tree)
    pos = n.add("ShaderNodeNewGeometry").outputs["Position"]
    fine = n.noise(pos, scale * 6)
    wide = n.noise(pos, scale)
    tone = n.math("ADD", n.math("MULTIPLY", fine, 0.4), n.math("MULTIPLY", wide, 0.6))
    dark = tuple(c * (1 - vary) for c in colour)
    light = tuple(min(1.0, c * (1 + vary)) for c in colour)
    col = n.mix(n.ramp(tone, 0.3, 0.7), rgba(dark), rgba(light))
    if other:
        col = n.mix(n.ramp(n.noise(pos, scale * 0.5, 9), 0.5 - patch, 0.5 + patch), col, rgba(other))
    if dirt:
        streak = n.noise(n.stretch(pos, 2.2, 2.2, 0.12), scale * 2.2, 8)
        col = n.mix(n.math("MULTIPLY", n.ramp(streak, 0.48, 0.78), dirt), col, rgba(dirt_colour))
    shader = n.add("ShaderNodeBsdfPrincipled", {"Base Color": col, "Metallic": metal, "Clearcoat": clear,
                                                 "Roughness": n.math("MULTIPLY_ADD", fine, 0.25, rough - 0.12, True)})
    height = None
    if bump:
        height = n.math("MULTIPLY", n.noise(pos, bump_scale, 9), bump)
    if ribs:
        axis, pitch, depth = ribs
        along = n.add("ShaderNodeSeparateXYZ", {0: pos}).outputs[axis]
        wave = n.math("PINGPONG", n.math("MULTIPLY", along, 1 / pitch), 0.5)
        rib = n.math("MULTIPLY", n.ramp(wave, 0.12, 0.2), depth)
        height = n.math("ADD", height, rib) if height else rib
    if height:
        b = n.add("ShaderNodeBump", {"Height": height, "Strength": 1.0, "Distance": 1.0})
        n.tree.links.new(b.outputs[0], shader.inputs["Normal"])
    if emit:
        shader.inputs["Emission"].default_value = rgba(emit)
        shader.inputs["Emission Strength"].default_value = strength
    n.add("ShaderNodeOutputMaterial", {0: shader.outputs[0]})
    return mat


def glow(name, colour, strength, sampled=False):
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    n = Nodes(mat.node_tree)
    e = n.add("ShaderNodeEmission", {"Color": rgba(colour), "Strength": strength})
    n.add("ShaderNodeOutputMaterial", {0: e.outputs[0]})
    mat.cycles.sample_as_light = sampled
    mat["quiet"] = not sampled
    return mat


def windows(name, wall, pitch, lit, warm=(1.0, 0.72, 0.42), strength=2.5, seed=0.0, glass=(0.03, 0.045, 0.06)):
    """A façade: panes on a (wide, high) pitch; a share `lit` of them glows."""
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    n = Nodes(mat.node_tree)
    geo = n.add("ShaderNodeNewGeometry")
    pos, nor = geo.outputs["Position"], geo.outputs["Normal"]
    p = n.add("ShaderNodeSeparateXYZ", {0: pos})
    q = n.add("ShaderNodeSeparateXYZ", {0: nor})
    facing_x = n.math("GREATER_THAN", n.math("ABSOLUTE", q.outputs[0]), 0.5)
    across = n.math("ADD", n.math("MULTIPLY", facing_x, p.outputs[1]),
                    n.math("MULTIPLY", n.math("SUBTRACT", 1.0, facing_x), p.outputs[0]))
    u = n.math("MULTIPLY", n.math("ADD", across, 500.0), 1 / pitch[0])
    v = n.math("MULTIPLY", n.math("ADD", p.outputs[2], 0.0), 1 / pitch[1])
    fu, fv = n.math("FRACT", u), n.math("FRACT", v)
    inside = n.math("MULTIPLY", n.math("MULTIPLY", n.math("GREATER_THAN", fu, 0.24), n.math("LESS_THAN", fu, 0.76)),
                    n.math("MULTIPLY", n.math("GREATER_THAN", fv, 0.32), n.math("LESS_THAN", fv, 0.8)))
    bar = n.math("LESS_THAN", n.math("ABSOLUTE", n.math("SUBTRACT", fu, 0.5)), 0.015)
    inside = n.math("MULTIPLY", inside, n.math("SUBTRACT", 1.0, bar))
    upright = n.math("LESS_THAN", n.math("ABSOLUTE", q.outputs[2]), 0.3)
    inside = n.math("MULTIPLY", inside, upright)
    cell = n.add("ShaderNodeCombineXYZ", {0: n.math("FLOOR", u), 1: n.math("FLOOR", v), 2: n.math("ADD", facing_x, seed)})
    dice = n.add("ShaderNodeTexWhiteNoise", {"Vector": cell.outputs[0]})
    on = n.math("MULTIPLY", n.math("LESS_THAN", dice.outputs["Value"], lit), inside)
    power = n.math("MULTIPLY", n.math("MULTIPLY", on, strength),
                   n.math("ADD", 0.25, n.add("ShaderNodeSeparateXYZ", {0: dice.outputs["Color"]}).outputs[1]))
    stain = n.noise(n.stretch(pos, 1.5, 1.5, 0.15), 0.6, 8)
    skin = n.mix(n.ramp(stain, 0.35, 0.75), rgba(wall), rgba(tuple(c * 0.72 for c in wall)))
    col = n.mix(inside, skin, rgba(glass))
    shader = n.add("ShaderNodeBsdfPrincipled", {"Base Color": col, "Emission": rgba(warm), "Emission Strength": power,
                                                 "Roughness": n.math("SUBTRACT", 0.75, n.math("MULTIPLY", inside, 0.65))})
    n.add("ShaderNodeOutputMaterial", {0: shader.outputs[0]})
    mat.cycles.sample_as_light = False
    return mat


def wet_ground(name, colour, wet=0.5, scale=0.25, tiles=None, bump=0.004):
    """Asphalt or paving with damp patches that mirror the lights."""
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    n = Nodes(mat.node_tree)
    pos = n.add("ShaderNodeNewGeometry").outputs["Position"]
    pool = n.ramp(n.noise(pos, scale, 5), 0.62 - wet * 0.3, 0.72 - wet * 0.2)
    grit = n.noise(pos, 14.0, 12, 0.7)
    wide = n.noise(pos, scale * 2.7, 7)
    col = n.mix(n.ramp(wide, 0.3, 0.7), rgba(tuple(c * 0.7 for c in colour)), rgba(tuple(c * 1.3 for c in colour)))
    col = n.mix(n.math("MULTIPLY", n.ramp(grit, 0.4, 0.7), 0.35), col, rgba(tuple(c * 0.4 for c in colour)))
    height = n.math("MULTIPLY", grit, bump)
    if tiles:
        brick = n.add("ShaderNodeTexBrick", {"Vector": pos, "Scale": 1.0, "Mortar Size": 0.012,
                                              "Brick Width": tiles[0], "Row Height": tiles[1],
                                              "Color1": (1, 1, 1, 1), "Color2": (0.72, 0.72, 0.72, 1), "Mortar": (0.3, 0.3, 0.3, 1)})
        col = n.mix(1.0, col, brick.outputs["Color"], "MULTIPLY")
        height = n.math("SUBTRACT", height, n.math("MULTIPLY", brick.outputs["Fac"], bump * 2))
    col = n.mix(n.math("MULTIPLY", pool, 0.55), col, rgba(tuple(c * 0.3 for c in colour)))
    dry = n.math("SUBTRACT", 1.0, pool)
    b = n.add("ShaderNodeBump", {"Height": n.math("MULTIPLY", height, n.math("ADD", dry, 0.06))})
    shader = n.add("ShaderNodeBsdfPrincipled", {"Base Color": col, "Normal": b.outputs[0],
                                                 "Roughness": n.math("MULTIPLY_ADD", dry, 0.6, 0.06)})
    n.add("ShaderNodeOutputMaterial", {0: shader.outputs[0]})
    return mat


def water(name, ripple=0.02, scale=2.0, tint=(0.02, 0.035, 0.03)):
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    n = Nodes(mat.node_tree)
    pos = n.stretch(n.add("ShaderNodeNewGeometry").outputs["Position"], 1.0, 2.2, 1.0)
    wave = n.math("MULTIPLY", n.noise(pos, scale, 4), n.math("MULTIPLY", n.ramp(n.noise(pos, 0.08, 3), 0.3, 0.7), ripple))
    b = n.add("ShaderNodeBump", {"Height": wave})
    shader = n.add("ShaderNodeBsdfPrincipled", {"Base Color": rgba(tint), "Roughness": 0.03, "Normal": b.outputs[0], "Specular": 0.6})
    n.add("ShaderNodeOutputMaterial", {0: shader.outputs[0]})
    return mat


# -------------------------------------------------------------------- meshes

class Maker:
    """Collects boxes, tubes and sheets a material at a time; `done` turns them into objects."""

    def __init__(self):
        self.parts = {}
        self.at = Matrix.Identity(4)

    def place(self, x=0, y=0, z=0, turn=0.0, scale=1.0):
        self.at = Matrix.Translation((x, y, z)) @ Matrix.Rotation(turn, 4, "Z") @ Matrix.Scale(scale, 4)
        return self

    def put(self, mat, points, faces, smooth=False):
        v, f, s = self.parts.setdefault(mat, ([], [], []))
        base = len(v)
        v.extend(tuple(self.at @ Vector(p)) for p in points)
        f.extend(tuple(base + i for i in face) for face in faces)
        s.extend([smooth] * len(faces))

    def box(self, mat, centre, size, turn=0.0, tilt=(0.0, 0.0)):
        x, y, z = (s / 2 for s in size)
        m = Matrix.Translation(centre) @ Matrix.Rotation(turn, 4, "Z") @ Matrix.Rotation(tilt[0], 4, "X") @ Matrix.Rotation(tilt[1], 4, "Y")
        pts = [m @ Vector(p) for p in ((-x, -y, -z), (x, -y, -z), (x, y, -z), (-x, y, -z),
                                       (-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z))]
        self.put(mat, pts, ((3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)))

    def beam(self, mat, a, b, w, h=None):
        """A square bar from a to b."""
        h = h or w
        a, b = Vector(a), Vector(b)
        axis = (b - a).normalized()
        side = axis.cross(Vector((0, 0, 1)))
        side = side.normalized() if side.length > 1e-4 else Vector((1, 0, 0))
        up = side.cross(axis)
        pts = [e + side * sx * w / 2 + up * sy * h / 2 for e in (a, b) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        self.put(mat, pts, ((3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)))

    def tube(self, mat, a, b, r, r2=None, seg=14, caps=True):
        r2 = r if r2 is None else r2
        a, b = Vector(a), Vector(b)
        axis = (b - a).normalized()
        side = axis.orthogonal().normalized()
        up = axis.cross(side)
        ring = [side * math.cos(TAU * i / seg) + up * math.sin(TAU * i / seg) for i in range(seg)]
        pts = [a + d * r for d in ring] + [b + d * r2 for d in ring]
        self.put(mat, pts, [(i, (i + 1) % seg, seg + (i + 1) % seg, seg + i) for i in range(seg)], True)
        if caps:
            self.put(mat, pts, [tuple(reversed(range(seg))), tuple(range(seg, 2 * seg))])

    def ball(self, mat, centre, r, seg=16, rings=10, squash=1.0):
        c = Vector(centre)
        pts = [c + Vector((0, 0, -r * squash))]
        for j in range(1, rings):
            t = math.pi * j / rings
            pts += [c + Vector((r * math.sin(t) * math.cos(TAU * i / seg), r * math.sin(t) * math.sin(TAU * i / seg),
                                -r * math.cos(t) * squash)) for i in range(seg)]
        pts.append(c + Vector((0, 0, r * squash)))
        faces = [(0, 1 + (i + 1) % seg, 1 + i) for i in range(seg)]
        for j in range(rings - 2):
            o = 1 + j * seg
            faces += [(o + i, o + (i + 1) % seg, o + seg + (i + 1) % seg, o + seg + i) for i in range(seg)]
        o, last = 1 + (rings - 2) * seg, len(pts) - 1
        faces += [(o + i, o + (i + 1) % seg, last) for i in range(seg)]
        self.put(mat, pts, faces, True)

    def run(self, mat, points, r, seg=12):
        """A pipe through points, with round elbows."""
        for a, b in zip(points, points[1:]):
            self.tube(mat, a, b, r, seg=seg)
        for p in points[1:-1]:
            self.ball(mat, p, r * 1.02, seg, 8)

    def ring(self, mat, centre, radius, r, axis="Z", seg=40, tube=8):
        c = Vector(centre)
        turn = {"Z": Matrix.Identity(3), "Y": Matrix.Rotation(math.pi / 2, 3, "X"), "X": Matrix.Rotation(math.pi / 2, 3, "Y")}[axis]
        pts = [c + turn @ Vector(((radius + r * math.cos(TAU * j / tube)) * math.cos(TAU * i / seg),
                                  (radius + r * math.cos(TAU * j / tube)) * math.sin(TAU * i / seg), r * math.sin(TAU * j / tube)))
               for i in range(seg) for j in range(tube)]
        self.put(mat, pts, [(i * tube + j, (i + 1) % seg * tube + j, (i + 1) % seg * tube + (j + 1) % tube, i * tube + (j + 1) % tube)
                            for i in range(seg) for j in range(tube)], True)

    def prism(self, mat, profile, width, smooth=False):
        """A profile in x–z, drawn out along y."""
        k = len(profile)
        pts = [(x, -width / 2, z) for x, z in profile] + [(x, width / 2, z) for x, z in profile]
        self.put(mat, pts, [tuple(range(k)), tuple(reversed(range(k, 2 * k)))])
        self.put(mat, pts, [(i, k + i, k + (i + 1) % k, (i + 1) % k) for i in range(k)], smooth)

    def sheet(self, mat, x0, x1, y0, y1, nx, ny, height=None, smooth=True):
        pts = []
        for j in range(ny + 1):
            for i in range(nx + 1):
                x, y = x0 + (x1 - x0) * i / nx, y0 + (y1 - y0) * j / ny
                pts.append((x, y, height(x, y) if height else 0.0))
        w = nx + 1
        self.put(mat, pts, [(j * w + i, j * w + i + 1, (j + 1) * w + i + 1, (j + 1) * w + i) for j in range(ny) for i in range(nx)], smooth)

    def railing(self, mat, points, z, h=1.1):
        for a, b in zip(points, points[1:]):
            for k in (0.5, 1.0):
                self.beam(mat, (*a, z + h * k), (*b, z + h * k), 0.05)
            n = max(1, int(math.dist(a, b) / 1.6))
            for i in range(n + 1):
                p = (a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n)
                self.beam(mat, (*p, z), (*p, z + h), 0.05)

    def done(self, name="part", link=True):
        made = []
        for mat, (v, f, s) in self.parts.items():
            mesh = bpy.data.meshes.new(name)
            mesh.from_pydata(v, [], f)
            mesh.polygons.foreach_set("use_smooth", s)
            mesh.materials.append(mat)
            mesh.update()
            obj = bpy.data.objects.new(name, mesh)
            obj.visible_diffuse = not mat.get("quiet", False)    # seen and mirrored; lamps do the lighting
            if link:
                bpy.context.scene.collection.objects.link(obj)
            made.append(obj)
        self.parts = {}
        return made


def group(maker, name):
    """Moves what `maker` holds into a collection that `copy` can place many times."""
    col = bpy.data.collections.new(name)
    for obj in maker.done(name, link=False):
        col.objects.link(obj)
    return col


def copy(col, x, y, z=0.0, turn=0.0, scale=1.0, tilt=0.0):
    e = bpy.data.objects.new(col.name, None)
    e.instance_type = "COLLECTION"
    e.instance_collection = col
    e.location, e.rotation_euler = (x, y, z), (tilt, 0, turn)
    e.scale = (scale, scale, scale) if not isinstance(scale, tuple) else scale
    bpy.context.scene.collection.objects.link(e)


def tree(rng, name, bark, leaf, h=7.0, spread=2.2, leaves=2600, size=0.13, trunk=0.13, shape="round"):
    """A broadleaf or conifer: trunk, boughs, and a crown of small blades."""
    k = Maker()
    k.tube(bark, (0, 0, 0), (0.1, 0.05, h * 0.62), trunk, trunk * 0.45, 8)
    tips = []
    for i in range(11 if shape == "round" else 0):
        a, z = rng.random() * TAU, h * rng.uniform(0.28, 0.6)
        d = spread * rng.uniform(0.45, 0.85)
        tip = Vector((math.cos(a) * d, math.sin(a) * d, z + h * rng.uniform(0.15, 0.33)))
        k.tube(bark, (0.05, 0.03, z), tip, trunk * 0.4, trunk * 0.12, 6)
        tips.append((tip, spread * rng.uniform(0.3, 0.5)))
        for _ in range(3):
            twig = tip + Vector((rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(0, 1))) * spread * 0.4
            k.tube(bark, tip, twig, trunk * 0.12, trunk * 0.04, 5)
            tips.append((twig, spread * rng.uniform(0.2, 0.35)))
    if shape == "round":
        tips.append((Vector((0, 0, h * 0.85)), spread * 0.5))
    pts, faces = [], []
    for i in range(leaves):
        if shape == "round":
            c, r = rng.choice(tips)
            p = c + Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 0.8))) * r * 0.55
        else:
            t = rng.random() ** 0.7
            a, z = rng.random() * TAU, h * (1 - t * 0.9)
            r = spread * t * (0.55 + 0.45 * abs(math.sin(z * 5.0))) * rng.uniform(0.4, 1.0)
            p = Vector((math.cos(a) * r, math.sin(a) * r, z))
        u = Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1))).normalized()
        w = u.orthogonal().normalized() * size * rng.uniform(0.6, 1.3)
        u = u * size * rng.uniform(0.5, 1.0)
        b = len(pts)
        pts += [p - u, p + w * 0.5, p + u, p - w * 0.5]
        faces.append((b, b + 1, b + 2, b + 3))
    if leaves:
        k.put(leaf, pts, faces)
    return group(k, name)


def figure(k, coats, skin, dark, x, y, z, rng):
    """Someone far away."""
    at = k.at
    k.at = at @ Matrix.Translation((x, y, z)) @ Matrix.Rotation(rng.random() * TAU, 4, "Z") @ Matrix.Scale(rng.uniform(0.94, 1.05), 4)
    coat = rng.choice(coats)
    step = rng.uniform(0.02, 0.2)
    for s in (-1, 1):
        k.tube(coat, (step * s, 0.1 * s, 0), (0, 0.09 * s, 0.85), 0.07, 0.1, 8)
        k.tube(coat, (0.02, 0.24 * s, 1.38), (0.06 + step * s * 0.5, 0.29 * s, 0.85), 0.065, 0.05, 8)
    k.ball(coat, (0, 0, 1.15), 0.24, 10, 8, 1.6)
    k.ball(skin, (0, 0, 1.64), 0.115, 10, 8, 1.15)
    k.ball(dark, (-0.02, 0, 1.69), 0.115, 10, 8, 1.0)
    k.at = at


def car(k, paint, glass, tyre, lamp, x, y, turn, length=4.5, z=0.0):
    at = k.at
    k.at = at @ Matrix.Translation((x, y, z)) @ Matrix.Rotation(turn, 4, "Z")
    s = length / 4.5
    k.prism(paint, [(-2.2 * s, 0.35), (-2.25 * s, 0.75), (-2.1 * s, 0.95), (-1.0 * s, 1.0), (1.0 * s, 1.0), (2.0 * s, 0.82), (2.22 * s, 0.62), (2.2 * s, 0.3)], 1.76)
    k.prism(glass, [(-1.75 * s, 0.98), (-1.2 * s, 1.42), (0.35 * s, 1.44), (1.15 * s, 0.98)], 1.5)
    k.prism(paint, [(-1.25 * s, 1.41), (-1.05 * s, 1.48), (0.25 * s, 1.49), (0.42 * s, 1.42)], 1.46)
    for wx in (-1.35 * s, 1.38 * s):
        for wy in (-0.8, 0.8):
            k.tube(tyre, (wx, wy - 0.11, 0.32), (wx, wy + 0.11, 0.32), 0.33, seg=20)
    for wy in (-0.62, 0.62):
        k.box(lamp[0], (2.19 * s, wy, 0.66), (0.06, 0.32, 0.12))
        k.box(lamp[1], (-2.23 * s, wy, 0.78), (0.06, 0.32, 0.12))
    k.at = at


# -------------------------------------------------------------- light, camera

def sky(elevation, rotation, strength=0.1, dust=1.5, clouds=0.35, cloud_scale=1.4, cover=0.5, sun=True, tint=(1, 1, 1),
        cloud_light=(0.9, 0.9, 0.92), size=0.545, seed=3.0):
    """Nishita sky with a layer of cloud; angles in degrees."""
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    n = Nodes(world.node_tree)
    s = n.add("ShaderNodeTexSky", sky_type="NISHITA", sun_disc=sun, sun_elevation=math.radians(elevation),
              sun_rotation=math.radians(rotation), dust_density=dust, air_density=1.0, sun_size=math.radians(size), altitude=800)
    d = n.add("ShaderNodeTexCoord").outputs["Generated"]
    xyz = n.add("ShaderNodeSeparateXYZ", {0: d})
    z = n.math("MAXIMUM", xyz.outputs[2], 0.03)
    plane = n.add("ShaderNodeCombineXYZ", {0: n.math("DIVIDE", xyz.outputs[0], n.math("ADD", z, 0.12)),
                                            1: n.math("DIVIDE", xyz.outputs[1], n.math("ADD", z, 0.12)), 2: seed})
    body = n.noise(n.stretch(plane.outputs[0], 1.0, 1.6, 1.0), cloud_scale, 10, 0.6)
    amount = n.math("MULTIPLY", n.ramp(body, 1 - cover - 0.16, 1 - cover + 0.22), clouds)
    amount = n.math("MULTIPLY", amount, n.ramp(xyz.outputs[2], 0.0, 0.12))
    bg = n.mix(1.0, s.outputs[0], rgba(tint), "MULTIPLY")
    lum = n.add("ShaderNodeRGBToBW", {0: s.outputs[0]}).outputs[0]
    lit = n.mix(1.0, rgba(cloud_light), n.math("MULTIPLY", n.math("MINIMUM", lum, 12.0), 1.7), "MULTIPLY")
    bg = n.mix(amount, bg, lit)
    out = n.add("ShaderNodeBackground", {"Color": bg, "Strength": strength})
    n.add("ShaderNodeOutputWorld", {0: out.outputs[0]})
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = 1024


def dark(colour, strength):
    world = bpy.data.worlds.new("room")
    bpy.context.scene.world = world
    world.use_nodes = True
    n = Nodes(world.node_tree)
    n.add("ShaderNodeOutputWorld", {0: n.add("ShaderNodeBackground", {"Color": rgba(colour), "Strength": strength}).outputs[0]})


def lamp(pos, power, colour=(1, 0.8, 0.55), r=0.25):
    d = bpy.data.lights.new("lamp", "POINT")
    d.energy, d.color, d.shadow_soft_size = power, colour, r
    o = bpy.data.objects.new("lamp", d)
    o.location = pos
    bpy.context.scene.collection.objects.link(o)


def panel(pos, size, power, colour=(1, 1, 1), aim=(0, 0, -1), seen=False):
    d = bpy.data.lights.new("panel", "AREA")
    d.shape, d.size, d.size_y, d.energy, d.color = "RECTANGLE", size[0], size[1], power, colour
    o = bpy.data.objects.new("panel", d)
    o.location = pos
    o.rotation_euler = Vector(aim).to_track_quat("-Z", "Y").to_euler()
    o.visible_camera = seen
    o.visible_glossy = seen
    bpy.context.scene.collection.objects.link(o)


def camera(pos, aim, lens=35, stop=0.0, focus=None, shift=(0, 0), roll=0.0):
    d = bpy.data.cameras.new("camera")
    d.lens, d.clip_end, d.clip_start, d.shift_x, d.shift_y = lens, 20000, 0.05, *shift
    o = bpy.data.objects.new("camera", d)
    o.location = pos
    q = (Vector(aim) - Vector(pos)).to_track_quat("-Z", "Y")
    o.rotation_euler = (q.to_matrix() @ Matrix.Rotation(roll, 3, "Z")).to_euler()
    if stop:
        d.dof.use_dof, d.dof.aperture_fstop = True, stop
        d.dof.focus_distance = (Vector(focus or aim) - Vector(pos)).length
    bpy.context.scene.collection.objects.link(o)
    bpy.context.scene.camera = o


# ------------------------------------------------------------------- darkroom

def expose(size, samples, threads, far, folder):
    """Renders; returns colour, albedo, normal and distance (metres) as arrays, top row first."""
    scene = bpy.context.scene
    r = scene.render
    r.engine = "CYCLES"
    r.resolution_x, r.resolution_y, r.resolution_percentage = *size, 100
    r.threads_mode, r.threads = "FIXED", threads
    r.film_transparent = False
    c = scene.cycles
    c.samples, c.use_denoising, c.use_adaptive_sampling, c.adaptive_threshold = samples, False, True, 0.03
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces, c.transparent_max_bounces = 6, 3, 3, 6
    c.sample_clamp_indirect, c.sample_clamp_direct, c.seed = 2.0, 30.0, 7
    c.blur_glossy = 0.6
    c.caustics_reflective = c.caustics_refractive = False
    c.pixel_filter_type = "BLACKMAN_HARRIS"
    layer = scene.view_layers[0]
    layer.use_pass_z = layer.use_pass_normal = layer.use_pass_diffuse_color = layer.use_pass_mist = True
    scene.world.mist_settings.start, scene.world.mist_settings.depth, scene.world.mist_settings.falloff = 0.0, far, "LINEAR"
    scene.use_nodes = True
    t = scene.node_tree
    t.nodes.clear()
    src = t.nodes.new("CompositorNodeRLayers")
    out = t.nodes.new("CompositorNodeOutputFile")
    out.base_path = folder
    out.format.file_format, out.format.color_depth, out.format.exr_codec = "OPEN_EXR", "32", "ZIP"
    out.file_slots.clear()
    wanted = {"colour": "Image", "albedo": "DiffCol", "normal": "Normal", "mist": "Mist"}
    for name, socket in wanted.items():
        out.file_slots.new(name + "_")
        t.links.new(src.outputs[socket], out.inputs[name + "_"])
    bpy.ops.render.render()
    return load(folder, far)


def load(folder, far):
    got = {}
    for name in ("colour", "albedo", "normal", "mist"):
        img = bpy.data.images.load(os.path.join(folder, f"{name}_0001.exr"))
        w, h = img.size
        a = np.empty(w * h * 4, np.float32)
        img.pixels.foreach_get(a)
        got[name] = np.flipud(a.reshape(h, w, 4)[..., :3]).copy()
    got["mist"] = got["mist"][..., 0] * far
    return got


def shift(a, dx, dy):
    return np.roll(a, (dy, dx), (0, 1))


def soften(a, r, times=2):
    """Box blur of radius r, `times` over: near a Gaussian."""
    if r < 1:
        return a
    for _ in range(times):
        for axis in (0, 1):
            pad = [(0, 0)] * a.ndim
            pad[axis] = (r + 1, r)
            c = np.cumsum(np.pad(a, pad, "edge"), axis=axis, dtype=np.float64)
            n = a.shape[axis]
            hi, lo = np.take(c, range(2 * r + 1, 2 * r + 1 + n), axis), np.take(c, range(0, n), axis)
            a = ((hi - lo) / (2 * r + 1)).astype(np.float32)
    return a


def despeckle(colour, factor=2.5):
    """A pixel far brighter than all but one of its neighbours is a firefly: give it their median."""
    grey = colour.mean(-1)
    around = np.stack([shift(grey, dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy])
    around.sort(axis=0)
    bad = grey > factor * around[-2] + 0.02
    near = np.stack([shift(colour, dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy])
    return np.where(bad[..., None], np.median(near, axis=0), colour).astype(np.float32)


def three(a):
    """Mean of each 3 × 3 neighbourhood."""
    a = a + shift(a, 1, 0) + shift(a, -1, 0)
    return (a + shift(a, 0, 1) + shift(a, 0, -1)) / np.float32(9)


def clean(got, radius=4, k=0.55):
    """Non-local means on the light (colour over albedo), guided by albedo, normal and distance."""
    base = got["albedo"] + 0.04
    light = despeckle(despeckle(np.minimum(got["colour"], 60.0))) / base
    tone = np.log1p(light).astype(np.float32)
    grey = tone.mean(-1)
    local = soften(grey, 2, 1)
    spread = np.sqrt(np.maximum(soften((grey - local) ** 2, 2, 1), 0)) + 0.012
    dist = np.log(got["mist"] + 0.5).astype(np.float32)
    total = np.zeros_like(light)
    weight = np.zeros(grey.shape, np.float32)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            g = shift(grey, dx, dy)
            d = three((grey - g) ** 2) / (2 * (k * spread) ** 2 + 1e-5)
            f = ((got["albedo"] - shift(got["albedo"], dx, dy)) ** 2).sum(-1) * 160
            f += ((got["normal"] - shift(got["normal"], dx, dy)) ** 2).sum(-1) * 9
            f += (dist - shift(dist, dx, dy)) ** 2 * 350
            w = np.exp(-np.minimum(d * 0.5 + f, 30) - np.float32((dx * dx + dy * dy) / (radius * radius * 1.6)))
            total += shift(tone, dx, dy) * w[..., None]
            weight += w
    return np.expm1(total / weight[..., None]) * base


def haze(colour, distance, reach, tint, far):
    """Air light between the lens and things; the sky keeps its own."""
    window = np.stack([shift(distance, dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)])
    near = window.min(axis=0)
    sky_by = window.max(axis=0) > 0.97 * far                # an edge against the sky averages both distances
    covered = np.where(sky_by, np.clip((far - distance) / np.maximum(far - near, 1e-3), 0, 1), 1.0)
    t = covered * np.exp(-np.where(sky_by, near, distance) / reach) + (1 - covered)
    t = np.where(near > 0.97 * far, 1.0, t).astype(np.float32)
    return colour * t[..., None] + np.asarray(tint, np.float32) * (1 - t[..., None])


def bloom(colour, amount, limit=2.0):
    bright = np.maximum(np.minimum(colour, 40) - limit, 0)
    h = colour.shape[0]
    halo = sum(soften(bright, max(1, int(h * f)), 3) * w for f, w in ((0.004, 0.5), (0.013, 0.3), (0.045, 0.2)))
    return colour + halo * amount


def film(colour, exposure=1.0, contrast=1.0, saturation=0.92, warm=0.0):
    """Shoulder and toe of a negative printed on paper; returns 0…1 display values."""
    x = np.maximum(colour * exposure, 0) * np.array([1 + warm, 1, 1 - warm], np.float32)
    luma = (x * [0.2126, 0.7152, 0.0722]).sum(-1, keepdims=True)
    white = luma / (luma + 3.0)
    x = luma + (x - luma) * saturation * (1 - 0.45 * white)
    x = np.maximum(x, 0) * 0.72
    y = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)
    y = np.clip(y, 0, 1)
    y = np.where(y <= 0.0031308, y * 12.92, 1.055 * np.power(np.maximum(y, 1e-6), 1 / 2.4) - 0.055)
    return np.clip(0.5 + (y - 0.5) * contrast, 0, 1)


def finish(pic, seed, grain=0.016, vignette=0.16, black=0.015):
    """Lens fall-off, a little unsharp mask, grain, a lifted black for newsprint."""
    h, w, _ = pic.shape
    yy, xx = np.mgrid[0:h, 0:w]
    rr = ((xx - w / 2) ** 2 + (yy - h / 2) ** 2) / (w * w / 4 + h * h / 4)
    pic = pic * (1 - vignette * rr[..., None])
    pic = pic + (pic - soften(pic, 1, 2)) * 0.45
    rng = np.random.default_rng(seed)
    g = rng.normal(0, 1, (h, w, 1)) * 0.75 + rng.normal(0, 1, (h, w, 3)) * 0.25
    g = soften(g.astype(np.float32), 1, 1) * 2.2
    mid = 1 - np.abs(pic.mean(-1, keepdims=True) * 2 - 1) ** 2
    return np.clip(black + (1 - black) * (pic + g * grain * (0.35 + 0.65 * mid)), 0, 1)
