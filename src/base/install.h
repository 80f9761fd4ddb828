/* base/install.h: where the files are that are installed with the program (styles, schemas). */
#pragma once

/* The folder that holds styles/ and schemas/; g_free() it. Looked for relative to the program or shared library that
 * this function is in, so that an installation may be moved, then where CMake was told to install. NULL if there is
 * none: a program that is linked with the static library may stand alone. */
char *install_data_folder(void);
/* The same for the program or library in `file`, without the fallback. */
char *install_data_folder_of(const char *file);
