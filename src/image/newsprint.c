/* "tekan newsprint": a CMYK profile of our own for heatset-less web offset on newsprint.

   Model: Neugebauer over the sixteen overprints of four inks, dots grown by the tone value increase. The solids' CIELAB
   values are those published for ISO 12647-3 newsprint (paper 82/0/3, C 57/−23/−27, M 54/44/−2, Y 78/−3/58, K 36/1/4, R
   52/41/25, G 53/−34/17, B 41/7/−22; repeated in WAN-IFRA's documentation of the standard), tone value increase 26 % at
   40 %. Overprints with black and of three inks follow by multiplying transmittances. PCS values are media-relative:
   paper is white.

   Going back from Lab, black comes first (from the lightness), then the three inks are found by Gauss–Newton within 0…1
   and the ink limit. */
#include "image/work.h"

#include <math.h>
#include <string.h>

#define GRID_A 9  /* A2B nodes an ink */
#define GRID_B 17 /* B2A nodes an axis */

typedef struct {
  double v[3];
} Triple;

static const Triple PAPER = {{82, 0, 3}}, CYAN = {{57, -23, -27}}, MAGENTA = {{54, 44, -2}}, YELLOW = {{78, -3, 58}},
                    BLACK = {{36, 1, 4}}, RED = {{52, 41, 25}}, GREEN = {{53, -34, 17}}, BLUE = {{41, 7, -22}};
static const Triple D50 = {{0.9642, 1.0, 0.8249}};

static Triple lab_to_xyz(Triple lab)
{
  double fy = (lab.v[0] + 16) / 116, f[3] = {fy + lab.v[1] / 500, fy, fy - lab.v[2] / 200};
  Triple xyz;
  for (unsigned i = 0; i < 3; i++)
    xyz.v[i] = D50.v[i] * (f[i] > 6.0 / 29 ? f[i] * f[i] * f[i] : 3 * 36.0 / 841 * (f[i] - 4.0 / 29));
  return xyz;
}

static Triple xyz_to_lab(Triple xyz)
{
  double f[3];
  for (unsigned i = 0; i < 3; i++) {
    double t = xyz.v[i] / D50.v[i];
    f[i] = t > 216.0 / 24389 ? cbrt(t) : t * 841 / 108 + 4.0 / 29;
  }
  return (Triple){{116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])}};
}

/* The sixteen overprints as XYZ relative to paper; bit 0 C, 1 M, 2 Y, 3 K. */
typedef struct {
  Triple primary[16];
} Press;

static Triple relative(Triple lab)
{
  Triple xyz = lab_to_xyz(lab), paper = lab_to_xyz(PAPER);
  for (unsigned i = 0; i < 3; i++)
    xyz.v[i] = xyz.v[i] / paper.v[i] * D50.v[i];
  return xyz;
}

static Triple through(Triple under, Triple over)
{
  Triple both;
  for (unsigned i = 0; i < 3; i++)
    both.v[i] = under.v[i] * over.v[i] / D50.v[i];
  return both;
}

static Press new_press(void)
{
  Press press;
  press.primary[0] = D50;
  press.primary[1] = relative(CYAN);
  press.primary[2] = relative(MAGENTA);
  press.primary[3] = relative(BLUE);
  press.primary[4] = relative(YELLOW);
  press.primary[5] = relative(GREEN);
  press.primary[6] = relative(RED);
  Triple grey = {{28, 0, 0}}; /* three solids: a dark, near neutral tone */
  press.primary[7] = relative(grey);
  Triple black = relative(BLACK);
  for (unsigned i = 0; i < 8; i++) {
    Triple both = through(press.primary[i], black);
    for (unsigned j = 0; j < 3; j++) /* trapping and gloss: black over colour darkens less than the product */
      press.primary[8 + i].v[j] =
          i ? 0.55 * both.v[j] + 0.45 * black.v[j] * (0.55 + 0.45 * press.primary[i].v[j] / D50.v[j]) : black.v[j];
  }
  return press;
}

/* Tone value increase: 26 % at 40 %. */
static double grow(double a)
{
  return a + 26.0 / 24 * a * (1 - a);
}

static Triple predict(const Press *press, const double inks[4])
{
  double dot[4];
  Triple xyz = {{0, 0, 0}};
  for (unsigned i = 0; i < 4; i++)
    dot[i] = fmin(fmax(grow(inks[i]), 0), 1);
  for (unsigned p = 0; p < 16; p++) {
    double weight = 1;
    for (unsigned i = 0; i < 4; i++)
      weight *= p >> i & 1 ? dot[i] : 1 - dot[i];
    for (unsigned j = 0; j < 3; j++)
      xyz.v[j] += weight * press->primary[p].v[j];
  }
  return xyz_to_lab(xyz);
}

/* --- back from Lab ------------------------------------------------------------------------------------- */

static double distance(Triple a, Triple b)
{
  double sum = 0;
  for (unsigned i = 0; i < 3; i++)
    sum += (a.v[i] - b.v[i]) * (a.v[i] - b.v[i]);
  return sum;
}

/* Solves the 3 × 3 system m·x = b by Cramer's rule; false where it is singular. */
static bool solve(const double m[3][3], const double b[3], double x[3])
{
  double c0 = m[1][1] * m[2][2] - m[1][2] * m[2][1], c1 = m[1][2] * m[2][0] - m[1][0] * m[2][2],
         c2 = m[1][0] * m[2][1] - m[1][1] * m[2][0];
  double det = m[0][0] * c0 + m[0][1] * c1 + m[0][2] * c2;
  if (fabs(det) < 1e-9)
    return false;
  x[0] = (b[0] * c0 + m[0][1] * (m[1][2] * b[2] - b[1] * m[2][2]) + m[0][2] * (b[1] * m[2][1] - m[1][1] * b[2])) / det;
  x[1] = (m[0][0] * (b[1] * m[2][2] - m[1][2] * b[2]) + b[0] * c1 + m[0][2] * (m[1][0] * b[2] - b[1] * m[2][0])) / det;
  x[2] = (m[0][0] * (m[1][1] * b[2] - b[1] * m[2][1]) + m[0][1] * (b[1] * m[2][0] - m[1][0] * b[2]) + b[0] * c2) / det;
  return true;
}

/* One damped Gauss–Newton step for C, M, Y; inks at a bound that push outwards stay there. */
static void step_inks(const Press *press, Triple target, double inks[4], double damping)
{
  Triple at = predict(press, inks);
  double jacobian[3][3], normal[3][3], right[3] = {0}, move[3];
  for (unsigned i = 0; i < 3; i++) {
    double probe[4], h = inks[i] > 0.5 ? -0.01 : 0.01;
    memcpy(probe, inks, sizeof probe);
    probe[i] += h;
    Triple there = predict(press, probe);
    for (unsigned j = 0; j < 3; j++)
      jacobian[j][i] = (there.v[j] - at.v[j]) / h;
  }
  for (unsigned i = 0; i < 3; i++) {
    for (unsigned k = 0; k < 3; k++) {
      normal[i][k] = i == k ? damping : 0;
      for (unsigned j = 0; j < 3; j++)
        normal[i][k] += jacobian[j][i] * jacobian[j][k];
    }
    for (unsigned j = 0; j < 3; j++)
      right[i] += jacobian[j][i] * (target.v[j] - at.v[j]);
  }
  if (!solve(normal, right, move))
    return;
  for (unsigned i = 0; i < 3; i++)
    inks[i] = fmin(fmax(inks[i] + fmin(fmax(move[i], -0.3), 0.3), 0), 1);
}

static void find_colours(const Press *press, Triple target, double inks[4])
{
  double best[4], least = 1e300;
  for (unsigned i = 0; i < 14; i++) {
    double off = distance(predict(press, inks), target);
    if (off < least) {
      least = off;
      memcpy(best, inks, sizeof best);
    }
    if (off < 0.01)
      break;
    step_inks(press, target, inks, i < 4 ? 50 : 5);
  }
  if (distance(predict(press, inks), target) > least)
    memcpy(inks, best, sizeof best);
}

/* Black begins below L 75 and rises to its most at the darkest; less of it where the colour is strong. */
static double choose_black(Triple lab, double darkest)
{
  double depth = fmin(fmax((75 - lab.v[0]) / (75 - darkest), 0), 1);
  double chroma = sqrt(lab.v[1] * lab.v[1] + lab.v[2] * lab.v[2]);
  double keep = fmin(fmax(1 - (chroma - 10) / 60, 0.25), 1);
  return depth * depth * (0.25 + 0.65 * depth) * keep;
}

/* The three inks that come nearest to LAB with BLACK, always sought from the same start, so that like colours get like
   inks; brought within TAC. How far off they are, squared. */
static double fit_colours(const Press *press, Triple lab, double black, double tac, double inks[4])
{
  inks[0] = inks[1] = inks[2] = 0.3;
  inks[3] = black;
  find_colours(press, lab, inks);
  double room = tac - black, sum = inks[0] + inks[1] + inks[2];
  for (unsigned i = 0; sum > room && i < 3; i++)
    inks[i] *= room / sum;
  return distance(predict(press, inks), lab);
}

/* Where the total is over the limit, the black is sought, from what it would be up, that comes nearest with what the
   limit leaves for colour. Black in steps would show as edges in deep reds and browns. */
static void separate(const Press *press, Triple lab, double tac, double darkest, double inks[4])
{
  double least = choose_black(lab, darkest), best = least, step = (1 - least) / 8;
  fit_colours(press, lab, least, 4, inks);
  if (inks[0] + inks[1] + inks[2] + inks[3] <= tac)
    return;
  for (unsigned pass = 0; pass < 3; pass++, step /= 4) {
    double from = fmax(best - 4 * step, least), off = 1e300;
    double first = pass ? from : least, last = fmin(pass ? from + 8 * step : 1, 1) + 1e-9;
    for (unsigned i = 0; i <= 8 && first + i * step <= last; i++) {
      double black = first + i * step;
      double there = fit_colours(press, lab, fmin(black, 1), tac, inks);
      if (there < off) {
        off = there;
        best = fmin(black, 1);
      }
    }
  }
  fit_colours(press, lab, best, tac, inks);
}

/* --- tables and tags ------------------------------------------------------------------------------------ */

/* ICC version 2 encoding of Lab in 16 bits (ICC.1:2001, annex A). */
static guint16 encode(double value, double scale, double offset)
{
  return (guint16)fmin(fmax((value + offset) * scale + 0.5, 0), 65535);
}

static guint16 *new_a2b(const Press *press)
{
  guint16 *table = g_new(guint16, GRID_A * GRID_A * GRID_A * GRID_A * 3), *out = table;
  for (unsigned n = 0; n < GRID_A * GRID_A * GRID_A * GRID_A; n++) {
    double inks[4];
    for (unsigned i = 0, rest = n; i < 4; i++, rest /= GRID_A)
      inks[3 - i] = (rest % GRID_A) / (GRID_A - 1.0);
    Triple lab = predict(press, inks);
    *out++ = encode(lab.v[0], 652.8, 0);
    *out++ = encode(lab.v[1], 256, 128);
    *out++ = encode(lab.v[2], 256, 128);
  }
  return table;
}

/* PERCEPTUAL: the source's black is brought up to ours in Y, as black-point compensation does. */
static guint16 *new_b2a(const Press *press, double tac, Triple darkest, bool perceptual)
{
  guint16 *table = g_new(guint16, GRID_B * GRID_B * GRID_B * 4), *out = table;
  double black = lab_to_xyz(darkest).v[1];
  for (unsigned n = 0; n < GRID_B * GRID_B * GRID_B; n++) {
    unsigned index[3] = {n / GRID_B / GRID_B, n / GRID_B % GRID_B, n % GRID_B};
    double node[3], inks[4] = {0};
    for (unsigned i = 0; i < 3; i++)
      node[i] = index[i] * 65535.0 / (GRID_B - 1);
    Triple lab = {{fmin(node[0] / 652.8, 100), node[1] / 256 - 128, node[2] / 256 - 128}};
    if (perceptual) {
      Triple xyz = lab_to_xyz(lab);
      for (unsigned i = 0; i < 3; i++)
        xyz.v[i] = black * D50.v[i] + (1 - black) * xyz.v[i];
      lab = xyz_to_lab(xyz);
    }
    if (lab.v[0] < 99.9 || fabs(lab.v[1]) + fabs(lab.v[2]) > 8)
      separate(press, lab, tac, darkest.v[0], inks);
    for (unsigned i = 0; i < 4; i++)
      *out++ = encode(inks[i], 65535, 0);
  }
  return table;
}

static void write_table(cmsHPROFILE profile, cmsTagSignature tag, guint16 *table, unsigned grid, unsigned in,
                        unsigned out)
{
  cmsPipeline *pipeline = cmsPipelineAlloc(NULL, in, out);
  cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, cmsStageAllocCLut16bit(NULL, grid, in, out, table));
  cmsWriteTag(profile, tag, pipeline);
  cmsPipelineFree(pipeline);
  g_free(table);
}

static void write_text(cmsHPROFILE profile, cmsTagSignature tag, const char *text)
{
  cmsMLU *mlu = cmsMLUalloc(NULL, 1);
  cmsMLUsetASCII(mlu, "en", "US", text);
  cmsWriteTag(profile, tag, mlu);
  cmsMLUfree(mlu);
}

/* The header carries the clock: a fixed date stands instead, so that the bytes are always the same. */
static void fix_date(guint8 *bytes)
{
  static const guint8 DATE[12] = {0x07, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
  memcpy(bytes + 24, DATE, sizeof DATE);
}

GBytes *newsprint_profile_new(int tac)
{
  Press press = new_press();
  double limit = tac / 100.0, darkest_inks[4] = {(limit - 1) / 3, (limit - 1) / 3, (limit - 1) / 3, 1};
  Triple darkest = predict(&press, darkest_inks);
  cmsHPROFILE profile = cmsCreateProfilePlaceholder(NULL);
  cmsSetProfileVersion(profile, 2.1);
  cmsSetDeviceClass(profile, cmsSigOutputClass);
  cmsSetColorSpace(profile, cmsSigCmykData);
  cmsSetPCS(profile, cmsSigLabData);
  char name[64];
  g_snprintf(name, sizeof name, "tekan newsprint (ISO 12647-3 values, TAC %d)", tac);
  write_text(profile, cmsSigProfileDescriptionTag, name);
  write_text(profile, cmsSigCopyrightTag, "No copyright: made from published values. CC0");
  Triple paper = lab_to_xyz(PAPER);
  cmsCIEXYZ white = {paper.v[0], paper.v[1], paper.v[2]};
  cmsWriteTag(profile, cmsSigMediaWhitePointTag, &white);
  write_table(profile, cmsSigAToB0Tag, new_a2b(&press), GRID_A, 4, 3);
  cmsLinkTag(profile, cmsSigAToB1Tag, cmsSigAToB0Tag);
  cmsLinkTag(profile, cmsSigAToB2Tag, cmsSigAToB0Tag);
  write_table(profile, cmsSigBToA0Tag, new_b2a(&press, limit, darkest, true), GRID_B, 3, 4);
  write_table(profile, cmsSigBToA1Tag, new_b2a(&press, limit, darkest, false), GRID_B, 3, 4);
  cmsLinkTag(profile, cmsSigBToA2Tag, cmsSigBToA0Tag);
  cmsUInt32Number length = 0;
  cmsSaveProfileToMem(profile, NULL, &length);
  guint8 *bytes = g_malloc0(length);
  cmsSaveProfileToMem(profile, bytes, &length);
  cmsCloseProfile(profile);
  fix_date(bytes);
  return g_bytes_new_take(bytes, length);
}
