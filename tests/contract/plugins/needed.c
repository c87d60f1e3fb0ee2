/* A library that plugins need, and that may need another: NEEDED_NAME is its function, NEEDED_FROM what that calls. */
#ifdef NEEDED_FROM
int NEEDED_FROM(void);
#endif
int NEEDED_NAME(void);

int NEEDED_NAME(void) {
#ifdef NEEDED_FROM
  return NEEDED_FROM();
#else
  return 1;
#endif
}
