/* One small plugin, and all the ways in which it can be wrong or unusual: VARIANT_<name> is defined for one of them. */
#include <deckle/plugin.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define STR(literal) \
  { literal, sizeof(literal) - 1 }

static dk_status run(dk_instance *self, const dk_call *call, const dk_doc *in, dk_edits *out) {
  (void)self, (void)call, (void)in, (void)out;
  return DK_OK;
}

#if defined VARIANT_crashes
__attribute__((constructor)) static void early(void) { raise(SIGSEGV); }
#elif defined VARIANT_aborts
__attribute__((constructor)) static void early(void) { abort(); }
#elif defined VARIANT_exits
__attribute__((constructor)) static void early(void) { _exit(0); }
#elif defined VARIANT_hangs
__attribute__((constructor)) static void early(void) {
  for (;;) pause();
}
#elif defined VARIANT_hides
__attribute__((constructor)) static void early(void) {
  for (int i = 0; i < 64; ++i) close(i);
  for (;;) pause();
}
#elif defined VARIANT_leaves_a_child
__attribute__((constructor)) static void early(void) {
  if (fork() == 0)
    for (;;) pause();
}
#elif defined VARIANT_opens_a_socket
__attribute__((constructor)) static void early(void) { socket(AF_INET, SOCK_STREAM, 0); }
#elif defined VARIANT_starts_a_program
__attribute__((constructor)) static void early(void) { execl("/bin/true", "true", (char *)0); }
#elif defined VARIANT_runs_a_shell
__attribute__((constructor)) static void early(void) { exit(system("true")); }
#elif defined VARIANT_needs_far
int far(void);
__attribute__((constructor)) static void early(void) {
  if (far() != 1) abort();
}
#elif defined VARIANT_writes_a_file
__attribute__((constructor)) static void early(void) { open("written-by-a-plugin", O_WRONLY | O_CREAT, 0600); }
#elif defined VARIANT_reads_a_file
__attribute__((constructor)) static void early(void) {
  if (open("/etc/passwd", O_RDONLY) < 0) abort();
}
#elif defined VARIANT_overflows
static long descend(volatile char *from) {
  volatile char more[4000];
  more[0] = from[0];
  return more[0] ? descend(more) + more[0] : 0;
}
__attribute__((constructor)) static void early(void) { descend("x"); }
#elif defined VARIANT_shouts
__attribute__((constructor)) static void early(void) {
  puts("shouting on standard output");
  fputs("shouting on standard error\n", stderr);
  fflush(stdout);
  if (write(3, "{", 1) < 0) perror("write");
}
#endif

#if defined VARIANT_refuses
static dk_status refuse(const dk_host *host) {
  (void)host;
  return DK_E_UNSUPPORTED;
}
#endif

static const dk_transform table = {
#if defined VARIANT_no_work
    8,
#else
    sizeof table,
#endif
#if defined VARIANT_unknown_flags
    0xFFFFFFFFu,
#else
    0,
#endif
    run};

#if defined VARIANT_bad_default
static const dk_option depth = {.size = sizeof depth,
                                .type = DK_T_INT,
                                .name = STR("depth"),
                                .default_yaml = STR("9"),
                                .min = 1,
                                .min_i = 0,
                                .max_i = 6};
#elif defined VARIANT_unknown_option
static const dk_option depth = {
    .size = sizeof depth, .type = 99, .flags = 0xFFFFFFF0u, .name = STR("depth"), .default_yaml = STR("9"), .min = 1};
#else
static const dk_option depth = {.size = sizeof depth,
                                .type = DK_T_INT,
                                .name = STR("depth"),
                                .default_yaml = STR("2"),
                                .min = 1,
                                .min_i = 0,
                                .max_i = 6};
#endif
static const dk_option *const options[] = {&depth};

#if defined VARIANT_lies
static dk_info info;
/* Where it is described, the processor time is limited. Where it works it says that it has no options. */
#include <sys/resource.h>
__attribute__((constructor)) static void early(void) {
  struct rlimit found;
  if (getrlimit(RLIMIT_CPU, &found) != 0 || found.rlim_cur == RLIM_INFINITY) info.option_count = 0;
}
static dk_info info = {
#else
static const dk_info info = {
#endif
#if defined VARIANT_cut_short
    .size = offsetof(dk_info, title),
#else
    .size = sizeof info,
#endif
#if defined VARIANT_bad_name
    .name = STR("Not Kebab"),
#elif defined VARIANT_broken_text
    .name = STR("variant"),
    .title = STR("\xC3("),
#elif defined VARIANT_wild_pointer
    .name = {(const char *)16, 40},
#else
    .name = STR("variant"),
#endif
#if defined VARIANT_unknown_flags
    .caps = 0xFFFFFFF0u,
    .reserved = 0xFFFFFFFFu,
#endif
#if defined VARIANT_many_options
    .option_count = 4000000000u,
    .options = options};
#else
    .option_count = 1,
    .options = options};
#endif

static const dk_component component = {sizeof component, DK_ROLE_TRANSFORM, &info, 0, &table};
#if defined VARIANT_unknown_role
static const dk_component stranger = {sizeof stranger, 77, 0, 0, 0};
static const dk_component *const components[] = {&stranger, &component};
#else
static const dk_component *const components[] = {&component, 0};
#endif

#if defined VARIANT_no_symbol
DK_EXPORT const int deckle_plugin_of_another_kind = 1;
static const dk_plugin hidden __attribute__((used)) =
#elif defined VARIANT_other_major
extern DK_EXPORT const dk_plugin deckle_plugin_v1;
const dk_plugin deckle_plugin_v1 =
#else
const dk_plugin deckle_plugin_v0 =
#endif
{
#if defined VARIANT_cut_short
  .size = offsetof(dk_plugin, flags), /* without init and fini: what follows must not be read */
#elif defined VARIANT_tiny
  .size = 4,
#else
  .size = sizeof(dk_plugin),
#endif
#if defined VARIANT_revision
  .abi = 4711,
#else
  .abi = DK_ABI_REVISION,
#endif
  .id = STR("org.example.variant"),
  .version = STR("1.0.0"),
  .components = components,
#if defined VARIANT_cut_short
  .init = (dk_status(*)(const dk_host *))8,
  .fini = (void (*)(void))8,
#elif defined VARIANT_refuses
  .init = refuse,
#endif
#if defined VARIANT_unknown_flags
  .flags = 0xFFFFFFFFu,
#endif
#if defined VARIANT_unknown_role
  .component_count = 2
};
#else
  .component_count = 1
};
#endif
