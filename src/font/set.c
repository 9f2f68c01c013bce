/* The set: roles over lazily opened faces. */
#include <string.h>

#include "font/work.h"

/* Keeps the machine's failures; the first is told. */
static void note_fault(FontSet *set, const char *path, const FileFault *fault)
{
  if (fault->state != FILE_FAILED || set->fault.state)
    return;
  set->fault = *fault;
  set->fault_path = path;
}

bool font_set_tell_failure(const FontSet *set, DiagList *diags)
{
  if (!set || !set->fault_path)
    return false;
  return file_tell_failed(diags, (Place){.file = set->fault_path}, set->fault_path, &set->fault);
}

const Face *slot_face(const FontSet *set, unsigned slot)
{
  Slot *s = &set->slots[slot];
  int state = atomic_load_explicit(&s->state, memory_order_acquire);
  if (state == SLOT_UNTRIED) {
    FontSet *mutable_set = (FontSet *)set; /* what the lock guards is a cache: nobody sees it change */
    g_rec_mutex_lock(&mutable_set->lock);
    state = atomic_load_explicit(&s->state, memory_order_relaxed);
    if (state == SLOT_UNTRIED) {
      FileFault fault;
      s->face = open_face(set->arena, s, slot, &fault);
      note_fault(mutable_set, s->path, &fault);
      state = s->face ? SLOT_OPEN : SLOT_ABSENT;
      atomic_store_explicit(&s->state, state, memory_order_release);
    }
    g_rec_mutex_unlock(&mutable_set->lock);
  }
  return state == SLOT_OPEN ? s->face : NULL;
}

/* Every slot of the three lists once, in order, leaving out what is not installed. */
static void join_lists(FontSet *set, Role *role, bool latin)
{
  const unsigned *lists[] = {latin ? role->latin : role->chain, latin ? role->chain : role->latin, role->fallback};
  const unsigned counts[] = {latin ? role->n_latin : role->n_chain, latin ? role->n_chain : role->n_latin,
                             role->n_fallback};
  unsigned *order = ARENA_ARRAY(set->arena, unsigned, role->n_latin + role->n_chain + role->n_fallback), n = 0;
  char *seen = g_malloc0(set->n_slots + 1);
  for (unsigned k = 0; k < G_N_ELEMENTS(lists); k++)
    for (unsigned i = 0; i < counts[k]; i++) {
      unsigned slot = lists[k][i];
      if (!seen[slot] && set->slots[slot].path)
        order[n++] = slot;
      seen[slot] = 1;
    }
  g_free(seen);
  role->order[latin] = order;
  role->n_order[latin] = n;
}

static void find_files(FontSet *set, const char *catalogue)
{
  char **dirs = find_dirs(catalogue);
  for (unsigned i = 0; i < set->n_slots; i++) {
    Slot *slot = &set->slots[i];
    FileFault fault = {0};
    for (unsigned k = 0; k < i && !slot->path; k++) /* two faces of one collection */
      if (strcmp(set->slots[k].file, slot->file) == 0)
        slot->path = set->slots[k].path;
    if (!slot->path)
      slot->path = find_file(set->arena, dirs, slot->file, &fault);
    note_fault(set, slot->file, &fault);
  }
  g_strfreev(dirs);
}

/* A role must have a face of its own, not only the fallback's. Damaged files before it are told. */
static bool check_role(FontSet *set, const Role *role, const char *catalogue, DiagList *diags)
{
  for (unsigned i = 0; i < role->n_chain; i++) {
    const Slot *slot = &set->slots[role->chain[i]];
    if (!slot->path)
      continue;
    bool tried = slot->state != SLOT_UNTRIED;
    if (slot_face(set, role->chain[i]))
      return true;
    if (!tried && !set->fault.state)
      diag_add(diags, DIAG_FONT_DAMAGED, (Place){slot->path, 0, 0}, slot->path, slot->family);
  }
  if (font_set_tell_failure(set, diags))
    return false;
  diag_add(diags, DIAG_FONT_ROLE_EMPTY, (Place){catalogue, 0, 0}, role->name, set->slots[role->chain[0]].package);
  return false;
}

static void list_names(FontSet *set)
{
  set->names = ARENA_ARRAY(set->arena, const char *, set->n_roles + 1);
  for (unsigned i = 0; i < set->n_roles; i++)
    set->names[i] = set->roles[i].name;
}

FontSet *font_set_open(const char *catalogue, DiagList *diags)
{
  FontSet *set = g_new0(FontSet, 1);
  set->arena = arena_new();
  g_rec_mutex_init(&set->lock);
  set->marks = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  bool good = catalog_read(set, catalogue, diags);
  if (good) {
    find_files(set, catalogue);
    list_names(set);
  }
  for (unsigned i = 0; good && i < set->n_roles; i++) {
    join_lists(set, &set->roles[i], false);
    join_lists(set, &set->roles[i], true);
    good = check_role(set, &set->roles[i], catalogue, diags);
  }
  if (good)
    return set;
  font_set_free(set);
  return NULL;
}

static void free_table(LookupTable *table)
{
  for (unsigned i = 0; table && i < LOOKUP_PAGES; i++)
    g_free(table->pages[i]);
  g_free(table);
}

void font_set_free(FontSet *set)
{
  if (!set)
    return;
  for (unsigned i = 0; i < set->n_roles; i++) {
    free_table(set->roles[i].tables[0]);
    free_table(set->roles[i].tables[1]);
  }
  for (unsigned i = 0; i < set->n_slots; i++)
    close_face(set->slots[i].face);
  g_hash_table_destroy(set->marks);
  g_rec_mutex_clear(&set->lock);
  arena_free(set->arena);
  g_free(set);
}

unsigned font_set_roles(const FontSet *set)
{
  return set->n_roles;
}

RoleInfo font_set_role(const FontSet *set, unsigned role)
{
  const Role *r = &set->roles[role];
  return (RoleInfo){.role = r->name, .note = r->note, .n_faces = r->n_chain};
}

int font_role_lookup(const FontSet *set, const char *name)
{
  for (unsigned i = 0; name && i < set->n_roles; i++)
    if (strcmp(set->roles[i].name, name) == 0)
      return (int)i;
  return -1;
}

const char *const *font_role_names(const FontSet *set)
{
  return set->names;
}

const Face *font_role_face(const FontSet *set, unsigned role, bool latin)
{
  const Role *r = &set->roles[role];
  for (unsigned i = 0; i < r->n_order[latin]; i++) {
    const Face *face = slot_face(set, r->order[latin][i]);
    if (face)
      return face;
  }
  return NULL; /* not reached: check_role saw one */
}
