/* base/installed.h: files that are installed with the program, found from where it lies, so that a prefix can be moved. */
#pragma once

/* The folder share/tuban/NAME (styles) of the installation or of the build folder that the program or its library is in; NULL if
 * there is none. Owned by the caller (g_free). */
char *installed_folder(const char *name);
