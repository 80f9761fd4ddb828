/* base/library.c: see library.h. */
#include "base/library.h"
#include <dlfcn.h>
#include <string.h>

bool library_load(const char *file, const LibrarySymbol *symbols, size_t count, void *functions) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  for (size_t i = 0; library && i < count; i++) {
    void *symbol = dlsym(library, symbols[i].name);
    if (!symbol) {
      dlclose(library);
      return false;
    }
    /* POSIX has object and function pointers of one size; ISO C does not define a cast between them. */
    memcpy((char *)functions + symbols[i].offset, &symbol, sizeof symbol);
  }
  return library != NULL;
}
