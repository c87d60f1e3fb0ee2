# deckle_add_plugin(NAME SOURCES... [LIBRARIES...]): one shared library that a Deckle host can load.
#
# It exports one data symbol and nothing else, resolves every symbol at link time, and shares no C++ object with its
# host: hidden visibility, a version script, no unique symbols.
function(deckle_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 plugin "" "" "SOURCES;LIBRARIES")
  set(here ${DECKLE_CMAKE_DIR})
  add_library(${name} MODULE ${plugin_SOURCES})
  target_link_libraries(${name} PRIVATE deckle::sdk ${plugin_LIBRARIES})
  set_target_properties(${name} PROPERTIES
    PREFIX "" OUTPUT_NAME "${name}" CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON LINK_DEPENDS ${here}/plugin.map)
  target_link_options(${name} PRIVATE -Wl,-z,defs -Wl,--exclude-libs,ALL -Wl,--version-script=${here}/plugin.map)
  if(DECKLE_SANITIZE) # the sanitizer's own symbols come from the program that loads the plugin
    target_link_options(${name} PRIVATE -Wl,-z,undefs)
  endif()
  target_compile_options(${name} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>)
endfunction()
set(DECKLE_CMAKE_DIR ${CMAKE_CURRENT_LIST_DIR} CACHE INTERNAL "where plugin.map lies")
