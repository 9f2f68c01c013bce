#include "break/head_shapes.h"

#include <string.h>

#include "break/sense.h"

struct HeadShapes {
  Arena *arena;
  GHashTable *shapes; /* ShapeKey * → KeptShape * */
  GHashTable *words;  /* Rich * → its words (GArray *) */
};

void head_shapes_drop(HeadShape *shape)
{
  g_free(shape->senses);
  g_free(shape);
}

static guint hash_key(gconstpointer data)
{
  const ShapeKey *key = data;
  return g_direct_hash(key->rich) ^ g_str_hash(key->style) ^ (guint)key->size * 2654435761U ^ (guint)key->direction;
}

static gboolean keys_equal(gconstpointer a, gconstpointer b)
{
  const ShapeKey *one = a, *other = b;
  return one->rich == other->rich && one->size == other->size && one->direction == other->direction &&
         !strcmp(one->style, other->style);
}

HeadShapes *head_shapes_new(Arena *arena)
{
  HeadShapes *shapes = g_new(HeadShapes, 1);
  shapes->arena = arena;
  shapes->shapes = g_hash_table_new_full(hash_key, keys_equal, NULL, (GDestroyNotify)head_shapes_drop);
  shapes->words = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  return shapes;
}

void head_shapes_free(HeadShapes *shapes)
{
  if (shapes) {
    g_hash_table_destroy(shapes->shapes);
    g_hash_table_destroy(shapes->words);
  }
  g_free(shapes);
}

HeadShape *head_shapes_ask(HeadShapes *known, Arena *arena, Shaper *shaper, const ShapeKey *key, const TextStyle *style,
                           const char *const *keep, DiagList *diags)
{
  HeadShape *shape = known ? g_hash_table_lookup(known->shapes, key) : NULL;
  if (shape)
    return shape;
  if (known) {
    arena = known->arena;
    style = arena_copy(arena, style, sizeof *style);
  }
  shape = g_new0(HeadShape, 1);
  shape->key = (ShapeKey){key->rich, style->name, key->size, key->direction};
  shape->shaped = shape_text(arena, shaper, key->rich, style, key->size, key->direction, keep, diags);
  if (known)
    g_hash_table_insert(known->shapes, &shape->key, shape);
  return shape;
}

static GArray *find_words(HeadShapes *known, const Rich *rich)
{
  GArray *words = known ? g_hash_table_lookup(known->words, rich) : NULL;
  if (words)
    return g_array_ref(words);
  words = segment_words(rich->text, rich->length);
  if (known)
    g_hash_table_insert(known->words, (gpointer)rich, g_array_ref(words));
  return words;
}

const int64_t *head_shapes_senses(HeadShapes *known, HeadShape *shape)
{
  if (!shape->senses) {
    GArray *words = find_words(known, shape->shaped->rich);
    shape->senses = sense_prices(shape->shaped, words);
    g_array_unref(words);
  }
  return shape->senses;
}
