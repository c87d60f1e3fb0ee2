/* Lists the folders named and stats every file in them: what no run that finds nothing to do can do without. */
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <fcntl.h>

int main(int count, char** arguments) {
  unsigned long files = 0;
  for (int k = 1; k < count; ++k) {
    DIR* folder = opendir(arguments[k]);
    if (!folder) return 1;
    for (struct dirent* entry; (entry = readdir(folder)) != NULL;) {
      struct stat status;
      if (fstatat(dirfd(folder), entry->d_name, &status, 0) == 0 && S_ISREG(status.st_mode)) ++files;
    }
    closedir(folder);
  }
  printf("%lu\n", files);
  return 0;
}
