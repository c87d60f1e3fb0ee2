/* Options: declared once, as data; checked, completed and typed by the host; handed over as values. */
#ifndef DECKLE_OPTIONS_H
#define DECKLE_OPTIONS_H
#include "base.h"
DK_BEGIN_C

struct dk_source;

/* Unknown types: the option is refused in jobs and its default is not passed. */
enum {
  DK_T_BOOL = 1,
  DK_T_INT,
  DK_T_FLOAT,
  DK_T_STRING,
  DK_T_ENUM,     /* one of choices; the value is the choice's index */
  DK_T_SOURCE,   /* a file named in the job: reaches the plugin opened */
  DK_T_BYTES,    /* an amount such as 10MiB; an int */
  DK_T_DURATION, /* a time such as 250ms; an int of milliseconds */
  DK_T_LIST,     /* of elem_type */
  DK_T_MAP       /* of strings to elem_type */
};
enum { DK_OPT_REQUIRED = 1, DK_OPT_DEPRECATED = 2, DK_OPT_EXPERIMENTAL = 4 };

typedef struct dk_choice {
  uint32_t size, flags;
  dk_str value, doc; /* [plugin] */
} dk_choice;

/* [plugin] */
typedef struct dk_option {
  uint32_t size, type, flags, elem_type;
  dk_str name; /* kebab-case; pandoc's name where it means what pandoc's option means */
  dk_str doc;  /* a sentence or two; Markdown */
  dk_str default_yaml; /* empty: none; was_set tells whether the value counts */
  dk_str unit, since, replaced_by;
  double min, max;      /* of floats; min > max: no range */
  int64_t min_i, max_i; /* of ints, bytes, durations; min > max: no range */
  const dk_choice *const *choices;
  uint32_t choice_count, reserved;
} dk_option;

/* A typed value. Unions never grow past 16 bytes. */
typedef struct dk_value {
  uint32_t size, type;
  uint32_t was_set; /* 0: the default */
  uint32_t count;   /* of a list or map */
  dk_str name;      /* of an option or map entry */
  dk_str where;     /* "job.yaml:12:9", or empty: for messages */
  union {
    int64_t i;
    double f;
    uint32_t b;
    dk_str s;
    const struct dk_source *source; /* null: none given */
    const struct dk_value *const *items;
  } u;
} dk_value;

DK_END_C
#endif
