# deckle_add_case(NAME PLUGIN target CONVERT arguments... EXPECTED file): a test. What `deckle convert arguments` prints
# with the plugin found first is to be what the file holds, byte for byte.
function(deckle_add_case name)
  cmake_parse_arguments(PARSE_ARGV 1 case "" "PLUGIN;EXPECTED" "CONVERT")
  if(NOT DECKLE_PROGRAM)
    message(FATAL_ERROR "deckle_add_case: the program deckle was not found; install it, or say where: -D DECKLE_PROGRAM=...")
  endif()
  list(JOIN case_CONVERT " " arguments)
  add_test(NAME ${name} WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
           COMMAND ${CMAKE_COMMAND} -D "deckle=${DECKLE_PROGRAM}" -D "arguments=${arguments}" -D "plugins=$<TARGET_FILE_DIR:${case_PLUGIN}>"
                   -D "expected=${case_EXPECTED}" -D "made=${CMAKE_CURRENT_BINARY_DIR}/${name}.made" -P ${DECKLE_CMAKE_DIR}/run_case.cmake)
endfunction()
