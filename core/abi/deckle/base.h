/* Deckle plugin ABI: the words every other header uses. Valid C11 and C++20; little-endian, LP64.
 *
 * THE RULES OF THE BORDER
 * R1  A struct that can grow begins with `uint32_t size` = sizeof as its PRODUCER compiled it. It is only appended to,
 *     never embedded by value in another struct and never put in a plain array: arrays are arrays of pointers.
 *     Read a field only if DK_HAS says that it is there. Closed for ever: dk_str, dk_span and the records of a document
 *     (document.h), whose sections carry their stride instead.
 *     Producers zero reserved fields and unknown flags. Consumers ignore unknown flags and treat an unknown enum value
 *     as the fallback that its comment states.
 * R2  Nothing that unwinds crosses. Every function is noexcept and says how it went by a dk_status.
 * R3  Whoever allocates frees. Ownership of memory never changes hands across the border.
 * R4  Strings are UTF-8, pointer + length, without a terminating NUL. They are valid until the call returns unless
 *     the comment says [plugin] (as long as the library is loaded) or [instance].
 * R5  One thread: every call in either direction happens on the thread that loaded the plugin, one at a time in the
 *     process. Host functions may be called only during a call from the host. */
#ifndef DECKLE_BASE_H
#define DECKLE_BASE_H
#include <stddef.h>
#include <stdint.h>

/* The candidate revision. A host takes plugins of its own revision only, and names both in its refusal. It changes
 * whenever offsets.h changes; it becomes 1.0 (and a promise) when the ABI is declared stable. */
#define DK_ABI_REVISION 1u

#define DK_EXPORT __attribute__((visibility("default")))
#ifdef __cplusplus
#define DK_NOEXCEPT noexcept
#define DK_BEGIN_C extern "C" {
#define DK_END_C }
#else
#define DK_NOEXCEPT
#define DK_BEGIN_C
#define DK_END_C
#endif

/* A member that is a pointer to a function. */
#define DK_FN(ret, name, ...) ret (*name)(__VA_ARGS__) DK_NOEXCEPT

/* True if the producer of *p knew field f of struct T. */
#define DK_HAS(T, p, f) ((p)->size >= offsetof(T, f) + sizeof(((T *)0)->f))

/* "No index", wherever an index is expected. */
#define DK_NONE 0xFFFFFFFFu

DK_BEGIN_C

typedef int32_t dk_status;
enum {
  DK_OK = 0,
  DK_E_CANCELLED = -1,   /* the cancel flag was seen */
  DK_E_INPUT = -2,       /* the content cannot become a document; a diagnostic of severity error says why */
  DK_E_CONFIG = -3,      /* the options cannot be used together; a diagnostic says why */
  DK_E_UNSUPPORTED = -4, /* not in this build or revision */
  DK_E_IO = -5,          /* reading or writing failed; the host has already reported it */
  DK_E_NOMEM = -6,
  DK_E_LIMIT = -7,   /* a limit of the host was reached; the host has already reported it */
  DK_E_INTERNAL = -9 /* a fault of the program; also the fallback for unknown values */
};

typedef struct dk_str {
  const char *ptr; /* may be null when len is 0 */
  uint64_t len;    /* bytes */
} dk_str;

/* Bytes [begin, end) of a source as it came: before charset decoding and newline changes. Lines and columns are the
 * host's business. */
typedef struct dk_span {
  uint32_t source, begin, end;
} dk_span;

DK_END_C
#endif
