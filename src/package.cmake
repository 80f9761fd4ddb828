# What cpack packs: a .deb of all that cmake --install installs, for the system it is made on.
#
# dpkg-shlibdeps finds the libraries the program is linked with. Those that are loaded on first use it cannot see; the packages
# that own them here are added.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "The authors of tuban <tuban@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "Draws Vega-Lite charts, and posters made of them, as PNG, JPEG, TIFF, SVG, PDF and EPS,\nwith cairo and Pango: a program, a C library and a Python module.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, fonts-liberation2 | fonts-liberation, fonts-noto-cjk, fonts-noto-cjk-extra, scribus-data")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3, python3-pandas, python3-altair, pkg-config")

find_program(TUBAN_DPKG_QUERY dpkg-query)
mark_as_advanced(TUBAN_DPKG_QUERY)
if(TUBAN_DPKG_QUERY)
  # Debian's zsh looks here below /usr.
  install(FILES ${CMAKE_BINARY_DIR}/completions/_tuban DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
  foreach(file ${TUBAN_LOADED})
    file(REAL_PATH ${file} file)
    # Packages from before /usr was merged own the file as /lib/….
    string(REGEX REPLACE "^/usr/" "/" short ${file})
    execute_process(COMMAND ${TUBAN_DPKG_QUERY} -S ${file} ${short} OUTPUT_VARIABLE owner ERROR_QUIET)
    if(owner MATCHES "^([a-z0-9.+-]+)")
      list(APPEND loaded ${CMAKE_MATCH_1})
    endif()
  endforeach()
  list(JOIN loaded ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
endif()
include(CPack)
