# `./dev package` makes two packages for Debian: deckle, the program with its plugins, and libdeckle-dev, what plugins are
# built against. What they depend on is found in what they link.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Deckle authors <authors@deckle.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "converter of documents whose formats are plugins")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME deckle)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Readers, transforms and exporters are plugins, wired by jobs in YAML.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libdeckle-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "deckle (>= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers, the CMake package and the pkg-config file for plugins of deckle.")
include(CPack)
